from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsbot.scrapy_errors import RobotsForbidden, RobotsUnavailable
from newsbot.spiders.failures import failure_reason, request_of

URL = "https://example.org/1"


@pytest.mark.parametrize(
    ("error", "reason", "detail"),
    [
        pytest.param(HttpError(Response(URL, status=404)), "HTTP 404", URL, id="not found"),
        pytest.param(HttpError(Response(URL, status=503)), "HTTP 503", URL, id="not available"),
        pytest.param(
            RobotsForbidden("/1: forbidden"), "robots.txt", "/1: forbidden", id="robots.txt"
        ),
        pytest.param(
            RobotsUnavailable("HTTP 500"), "robots.txt unavailable", "HTTP 500", id="no robots.txt"
        ),
        pytest.param(
            IgnoreRequest("robots"), "refused", "robots", id="words in a message do not count"
        ),
        pytest.param(
            IgnoreRequest("filtered"), "refused", "filtered", id="refused by a middleware"
        ),
        pytest.param(DownloadTimeoutError("60 s"), "timed out", "60 s", id="an error of fetching"),
    ],
)
def test_a_failure_has_a_reason_that_can_be_counted(error, reason: str, detail: str) -> None:
    assert failure_reason(Failure(error)) == (reason, detail)


def test_a_failure_knows_its_request() -> None:
    failure = Failure(DownloadTimeoutError("x"))
    failure.request = request = Request(URL)
    assert request_of(failure) is request
