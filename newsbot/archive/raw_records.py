"""What was asked and what came, as records of a WARC file, each a gzip member of its own.

WARC 1.1 (ISO 28500:2017): https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/
"""

from __future__ import annotations

import hashlib
import zlib
from base64 import b32encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import Final
from urllib.parse import urlsplit
from uuid import uuid4

from newsbot import __version__

META: Final = "newsbot"
"""The key in a request's `meta` that says which Kind its answer is."""

IDENTICAL: Final = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"

LEVEL: Final = 4
"""Of compression: 9 makes the newsroom's pages 1 % smaller, and takes longer."""

GZIP: Final = zlib.MAX_WBITS + 16

Headers = Iterable[tuple[str, str]]

_LINE_ENDS: Final = str.maketrans("\r\n\0", "   ")


class Kind(StrEnum):
    """What an answer is for."""

    LISTING = "listing"
    """Kept when it is not what the same address said last, and when it is an error."""
    PAGE = "page"
    CONTENT = "content"
    ROBOTS = "robots"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer, without secrets."""

    kind: Kind
    url: str
    at: datetime
    """When the answer was there."""
    method: str = "GET"
    request_headers: Headers = ()
    request_body: bytes = b""
    status: int
    protocol: str = "HTTP/1.1"
    headers: Headers = ()
    body: bytes
    """As it came: coded as Content-Encoding says, its transfer coding undone."""
    truncated: str = ""
    """Why the body is not whole, as `WARC-Truncated` has it; empty when it is."""
    ip_address: str = ""
    """Of the host; empty when a proxy asked it."""


def payload_digest(payload: bytes) -> str:
    """Return the digest of a payload, as WARC files have it."""
    return f"sha1:{b32encode(hashlib.sha1(payload, usedforsecurity=False).digest()).decode()}"


def info_record(file_name: str, at: datetime, about: Mapping[str, str]) -> bytes:
    """Return the record that a file begins with."""
    fields = {"software": f"newsbot/{__version__}", "format": "WARC File Format 1.1", **about}
    said = (("WARC-Filename", file_name), ("Content-Type", "application/warc-fields"))
    return _member("warcinfo", _new_id(), at, said, _lines(fields.items()))


def exchange_records(exchange: Exchange, digest: str, first: datetime | None) -> bytes:
    """Return the records of an exchange, the answer first: a kill between them loses least.

    *digest*: that of the payload. *first*: when the same address gave the same payload before,
    which is then not written again.
    """
    answer_id = _new_id()
    return _answer(exchange, answer_id, digest, first) + _request(exchange, answer_id)


def warc_date(at: datetime) -> str:
    """Return an instant as WARC files have it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _answer(exchange: Exchange, record_id: str, digest: str, first: datetime | None) -> bytes:
    said = [
        ("WARC-Target-URI", exchange.url),
        ("WARC-Payload-Digest", digest),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    optional = {"IP-Address": exchange.ip_address, "Truncated": exchange.truncated}
    said += [(f"WARC-{name}", text) for name, text in optional.items() if text]
    head = _answer_head(exchange)
    if first is None:
        return _member("response", record_id, exchange.at, said, head + exchange.body)
    said += [
        ("WARC-Profile", IDENTICAL),
        ("WARC-Refers-To-Target-URI", exchange.url),
        ("WARC-Refers-To-Date", warc_date(first)),
    ]
    return _member("revisit", record_id, exchange.at, said, head)


def _request(exchange: Exchange, answer_id: str) -> bytes:
    said = (
        ("WARC-Target-URI", exchange.url),
        ("WARC-Concurrent-To", answer_id),
        ("Content-Type", "application/http; msgtype=request"),
    )
    block = _request_head(exchange) + exchange.request_body
    return _member("request", _new_id(), exchange.at, said, block)


def _request_head(exchange: Exchange) -> bytes:
    parts = urlsplit(exchange.url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = [("Host", parts.netloc.rpartition("@")[2]), *exchange.request_headers]
    if exchange.request_body:
        headers.append(("Content-Length", str(len(exchange.request_body))))
    line = f"{exchange.method} {target} HTTP/1.1\r\n"
    return line.encode() + _lines(headers) + b"\r\n"


def _answer_head(exchange: Exchange) -> bytes:
    """Return status line and headers: a reconstruction, for Scrapy keeps neither as they came."""
    passed_over = {"content-length", "transfer-encoding"}
    kept = [(name, text) for name, text in exchange.headers if name.lower() not in passed_over]
    line = f"{exchange.protocol} {exchange.status} {_phrase(exchange.status)}\r\n"
    return line.encode() + _lines((*kept, ("Content-Length", str(len(exchange.body))))) + b"\r\n"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def _lines(headers: Headers) -> bytes:
    """Return headers, a line each, whatever they hold."""
    lines = [f"{name}: {text}".translate(_LINE_ENDS) + "\r\n" for name, text in headers]
    return "".join(lines).encode("utf-8", "replace")


def _new_id() -> str:
    return f"<{uuid4().urn}>"


def _member(kind: str, record_id: str, at: datetime, said: Headers, block: bytes) -> bytes:
    """Return a record as one gzip member."""
    head = _lines(
        (
            ("WARC-Type", kind),
            ("WARC-Record-ID", record_id),
            ("WARC-Date", warc_date(at)),
            *said,
            ("WARC-Block-Digest", payload_digest(block)),
            ("Content-Length", str(len(block))),
        )
    )
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    plain = b"".join((b"WARC/1.1\r\n", head, b"\r\n", block, b"\r\n\r\n"))
    return deflate.compress(plain) + deflate.flush()
