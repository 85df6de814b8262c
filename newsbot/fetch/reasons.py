"""Why nothing came of a request, in short words: the same in summary, log and docs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from newsbot.fetch.gate import HostBusy

TROUBLE: Final = (
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
)
"""Errors that are the host's."""

LINE_ERRORS: Final = (*TROUBLE, CannotResolveHostError, DownloadCancelledError)
"""All with which no whole answer comes."""

_BY_TYPE: Final[tuple[tuple[type[Exception], str], ...]] = (
    (HostBusy, "host busy"),
    (CannotResolveHostError, "host not found"),
    (DownloadConnectionRefusedError, "connection refused"),
    (DownloadTimeoutError, "timed out"),
    (DownloadCancelledError, "answer too large"),
    (ResponseDataLossError, "answer cut off"),
    (UnsupportedURLSchemeError, "not an http address"),
)

_BAD_CERTIFICATE: Final = "self-signed, expired, or from an authority that is not known here"
_WRONG_NAME: Final = "it is for another host"


def reason_of(error: BaseException) -> tuple[str, str]:
    """Return the reason that is counted, and the detail for whoever looks closer."""
    for kind, reason in _BY_TYPE:
        if isinstance(error, kind):
            is_said = kind is DownloadConnectionRefusedError  # once more is all that it says
            return reason, "" if is_said else str(error)
    if isinstance(error, DownloadFailedError):
        found = map(_of_connection, _causes(error))
        return next(filter(None, found), ("connection failed", str(error)))
    return "request failed", f"{type(error).__name__}: {error}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield what Twisted says behind Scrapy's error: one cause, or a list of failures."""
    cause = error.__cause__
    if cause is not None:
        yield cause
        yield from (failure.value for failure in getattr(cause, "reasons", ()))


def _of_connection(error: BaseException) -> tuple[str, str] | None:
    from OpenSSL.SSL import Error as TlsError
    from scrapy.core.downloader.handlers.http11 import TunnelError
    from service_identity import CertificateError, VerificationError
    from twisted.internet.error import ConnectError, ConnectionClosed
    from twisted.web._newclient import ParseError

    if isinstance(error, CertificateError | VerificationError):
        return "certificate not valid", _WRONG_NAME
    if isinstance(error, TlsError):
        is_certificate = "certificate" in str(error)
        named = ("certificate not valid", _BAD_CERTIFICATE)
        return named if is_certificate else ("TLS failed", str(error))
    if isinstance(error, ConnectionClosed):
        return "connection closed", "the host ended it before it had answered"
    if isinstance(error, ConnectError):
        return "host not reachable", str(error)
    if isinstance(error, TunnelError):
        return "proxy refused", str(error)
    return ("not HTTP", str(error)) if isinstance(error, ParseError) else None
