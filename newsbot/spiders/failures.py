"""Why a request failed, in words that can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.fetch.gate import RunStopped
from newsbot.fetch.reasons import reason_of
from newsbot.scrapy_errors import AddressRefused, RedirectRefused, RefusedRequest, RobotsForbidden

if TYPE_CHECKING:
    from twisted.python.failure import Failure

NOT_TO_BE_FETCHED = frozenset(
    {RobotsForbidden.reason, AddressRefused.reason, RedirectRefused.reason}
)
"""Reasons for which an article is skipped instead of tried again soon."""


NOT_THERE = NOT_TO_BE_FETCHED | {"HTTP 404", "HTTP 410"}
"""Reasons for which an article goes on without a further page that newsbot found by itself."""


def failure_reason(failure: Failure) -> tuple[str, str]:
    """Return the reason for the summary, and the detail for whoever looks closer."""
    error = failure.value
    assert error is not None
    if isinstance(error, HttpError):
        return f"HTTP {error.response.status}", error.response.url
    if isinstance(error, IgnoreRequest):
        return getattr(error, "reason", RefusedRequest.reason), str(error)
    return reason_of(error)


def is_stop(failure: Failure) -> bool:
    """Tell whether nothing failed: the run is being stopped."""
    return isinstance(failure.value, RunStopped)


def request_of(failure: Failure) -> Request:
    """Return the request that failed; Scrapy puts it on the failure."""
    request = getattr(failure, "request", None)
    assert isinstance(request, Request)
    return request
