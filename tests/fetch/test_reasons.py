from __future__ import annotations

import pytest
from OpenSSL.SSL import Error as TlsError
from scrapy.core.downloader.handlers.http11 import TunnelError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectionDone, ConnectionLost, NoRouteError
from twisted.python.failure import Failure
from twisted.web._newclient import ParseError, ResponseFailed, ResponseNeverReceived

from newsbot.fetch.gate import HostBusy
from newsbot.fetch.reasons import reason_of


@pytest.mark.parametrize(
    ("error", "reason", "detail"),
    [
        pytest.param(HostBusy("600 s"), "host busy", "600 s", id="a host that is busy"),
        pytest.param(
            CannotResolveHostError("no.example"), "host not found", "no.example", id="no host"
        ),
        pytest.param(DownloadConnectionRefusedError("x"), "connection refused", "", id="refused"),
        pytest.param(DownloadTimeoutError("60 s"), "timed out", "60 s", id="too slow"),
        pytest.param(DownloadCancelledError("big"), "answer too large", "big", id="too large"),
        pytest.param(ResponseDataLossError("x"), "answer cut off", "x", id="cut off"),
        pytest.param(UnsupportedURLSchemeError("ftp"), "not an http address", "ftp", id="scheme"),
        pytest.param(DownloadFailedError("x"), "connection failed", "x", id="anything on the line"),
        pytest.param(
            ZeroDivisionError("x"), "request failed", "ZeroDivisionError: x", id="anything else"
        ),
    ],
)
def test_an_error_has_a_reason_that_can_be_counted(
    error: Exception, reason: str, detail: str
) -> None:
    assert reason_of(error) == (reason, detail)


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        pytest.param(
            TlsError([("SSL routines", "", "certificate verify failed")]),
            "certificate not valid",
            id="self-signed or expired",
        ),
        pytest.param(VerificationError(errors=[]), "certificate not valid", id="of another name"),
        pytest.param(
            TlsError([("SSL routines", "", "wrong version number")]), "TLS failed", id="no TLS"
        ),
        pytest.param(ConnectionLost(), "connection closed", id="reset"),
        pytest.param(ConnectionDone(), "connection closed", id="closed without an answer"),
        pytest.param(ParseError("parts", b"SSH-2.0"), "not HTTP", id="another protocol"),
    ],
)
def test_what_went_wrong_on_the_line_is_told_apart(cause: Exception, reason: str) -> None:
    for twisted in (ResponseNeverReceived, ResponseFailed):
        error = DownloadFailedError("x")
        error.__cause__ = twisted([Failure(cause)])
        assert reason_of(error)[0] == reason


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (NoRouteError("no route"), "host not reachable"),
        (TunnelError("407"), "proxy refused"),
    ],
)
def test_what_scrapy_has_no_error_for_is_told_apart_too(cause: Exception, reason: str) -> None:
    error = DownloadFailedError(str(cause))
    error.__cause__ = cause
    assert reason_of(error)[0] == reason
