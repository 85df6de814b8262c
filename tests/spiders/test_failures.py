from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from newsbot.errors import RobotsForbidden, RobotsUnavailable
from newsbot.fetch.gate import HostBusy
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
        pytest.param(HostBusy("600 s"), "host busy", "600 s", id="a host that is busy"),
        pytest.param(
            IgnoreRequest("robots"), "refused", "robots", id="words in a message do not count"
        ),
        pytest.param(
            IgnoreRequest("filtered"), "refused", "filtered", id="refused by a middleware"
        ),
        pytest.param(
            CannotResolveHostError("no.example"), "host not found", "no.example", id="no host"
        ),
        pytest.param(DownloadConnectionRefusedError("x"), "connection refused", "x", id="refused"),
        pytest.param(DownloadTimeoutError("60 s"), "timed out", "60 s", id="too slow"),
        pytest.param(DownloadCancelledError("big"), "answer too large", "big", id="too large"),
        pytest.param(ResponseDataLossError("x"), "answer cut off", "x", id="cut off"),
        pytest.param(UnsupportedURLSchemeError("ftp"), "not an http address", "ftp", id="scheme"),
        pytest.param(
            DownloadFailedError("TLS"), "connection failed", "TLS", id="anything on the line"
        ),
        pytest.param(
            ZeroDivisionError("x"), "request failed", "ZeroDivisionError: x", id="anything else"
        ),
    ],
)
def test_a_failure_has_a_reason_that_can_be_counted(error, reason: str, detail: str) -> None:
    assert failure_reason(Failure(error)) == (reason, detail)


def test_a_failure_knows_its_request() -> None:
    failure = Failure(DownloadTimeoutError("x"))
    failure.request = request = Request(URL)
    assert request_of(failure) is request
