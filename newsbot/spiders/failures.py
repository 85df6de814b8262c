"""Why a request failed, in words that can be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from scrapy.spidermiddlewares.httperror import HttpError

from newsbot.errors import AddressRefused, RefusedRequest, RobotsForbidden
from newsbot.fetch.gate import HostBusy, RunStopped

if TYPE_CHECKING:
    from twisted.python.failure import Failure

NOT_TO_BE_FETCHED = frozenset({RobotsForbidden.reason, AddressRefused.reason})
"""Reasons for which an article is skipped instead of tried again soon."""

_REASONS: tuple[tuple[type[Exception], str], ...] = (
    (HostBusy, "host busy"),
    (CannotResolveHostError, "host not found"),
    (DownloadConnectionRefusedError, "connection refused"),
    (DownloadTimeoutError, "timed out"),
    (DownloadCancelledError, "answer too large"),
    (ResponseDataLossError, "answer cut off"),
    (UnsupportedURLSchemeError, "not an http address"),
    (DownloadFailedError, "connection failed"),
)


def failure_reason(failure: Failure) -> tuple[str, str]:
    """Return the reason for the summary, and the detail for whoever looks closer."""
    error = failure.value
    if isinstance(error, HttpError):
        return f"HTTP {error.response.status}", error.response.url
    if isinstance(error, IgnoreRequest):
        return getattr(error, "reason", RefusedRequest.reason), str(error)
    for kind, reason in _REASONS:
        if isinstance(error, kind):
            return reason, str(error)
    return "request failed", f"{type(error).__name__}: {error}"


def is_stop(failure: Failure) -> bool:
    """Tell whether nothing failed: the run is being stopped."""
    return isinstance(failure.value, RunStopped)


def request_of(failure: Failure) -> Request:
    """Return the request that failed; Scrapy puts it on the failure."""
    request = getattr(failure, "request", None)
    assert isinstance(request, Request)
    return request
