"""Every answer, as it came, to where pages are kept; see newsbot/archive/raw.py."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Set
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from newsbot.archive.raw_records import META, Exchange, Kind
from newsbot.run import Run
from newsbot.values.redact import Redactor

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Headers

    from newsbot.archive.raw import RawPages
    from newsbot.source import Source

CREDENTIALS: Final = frozenset(
    {"authorization", "cookie", "cookie2", "proxy-authorization", "set-cookie", "set-cookie2"}
)
"""Headers that are not kept (RFC 9110, 11; RFC 6265); nor are those that the source file sends."""

TOO_LARGE: Final = "too large"

TRUNCATED: Final = {"dataloss": "disconnect", TOO_LARGE: "length"}
"""Flag of an answer whose body is not whole → WARC's word for the reason."""


class RawPagesMiddleware:
    """Keeps what the spider asked for, failures and redirects too.

    Behind decompression, so that bodies are coded still, and before all that reads them.
    """

    def __init__(self, run: Run, raw: RawPages, plain: HttpCompressionMiddleware) -> None:
        """*plain* undoes codings."""
        self._run = run
        self._raw = raw
        self._plain = plain
        self._private = CREDENTIALS | private_headers(run.source)
        self._redact_bytes = bytes_redactor(run.source.secrets)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RawPagesMiddleware:
        """Make the middleware. Raises NotConfigured where no pages are kept."""
        run = getattr(crawler.spider, "run", None)
        if not isinstance(run, Run) or run.raw is None:
            raise NotConfigured
        plain = HttpCompressionMiddleware(crawler=crawler)
        plain.stats = None  # what it decodes here is decoded, and counted, once more behind
        return cls(run, run.raw, plain)

    async def process_request(self, request: Request) -> None:
        """Raise RawError instead of asking for what could not be kept."""
        if META in request.meta:
            await self._run.check_raw()

    async def process_response(self, request: Request, response: Response) -> Response:
        """Keep an answer, and let it pass."""
        kind = request.meta.get(META)
        if isinstance(kind, Kind) and response.status != HTTPStatus.NOT_MODIFIED:
            await self._raw.append(self._run.source.name, self._exchange(kind, request, response))
        return response

    def _exchange(self, kind: Kind, request: Request, response: Response) -> Exchange:
        response = self._without_secrets(request, response)
        is_direct = "proxy" not in request.meta and response.ip_address is not None
        protocol = response.protocol or ""
        truncated = [TRUNCATED[flag] for flag in response.flags if flag in TRUNCATED]
        return Exchange(
            kind=kind,
            url=self._run.redact(request.url),
            at=self._run.now(),
            method=request.method,
            request_headers=self._kept(request.headers, self._private),
            request_body=self._redact_bytes(request.body.decode("latin-1")).encode("latin-1"),
            status=response.status,
            protocol=protocol if protocol.startswith("HTTP/") else "HTTP/1.1",
            headers=self._kept(response.headers, CREDENTIALS),
            body=response.body,
            truncated="".join(truncated[:1]),
            ip_address=str(response.ip_address) if is_direct else "",
        )

    def _without_secrets(self, request: Request, response: Response) -> Response:
        """Return an answer as it came; where it repeats a secret, without that and decoded."""
        if not self._run.source.secrets:
            return response
        try:
            # A copy: decoding takes a header away that is wanted still.
            plain = self._plain.process_response(request, response.copy())
        except IgnoreRequest:  # it unpacks to more than may be, and nobody has looked into it
            return response.replace(body=b"", flags=[TOO_LARGE])
        except (OSError, EOFError, zlib.error):  # not in the coding that it names
            plain = response
        assert isinstance(plain, Response)
        text = plain.body.decode("latin-1")
        redacted = self._redact_bytes(text)
        return response if redacted == text else plain.replace(body=redacted.encode("latin-1"))

    def _kept(self, headers: Headers, private: Set[str]) -> tuple[tuple[str, str], ...]:
        named = [(_text(name), headers.getlist(name)) for name in headers]
        return tuple(
            (name, self._run.redact(_text(value)))
            for name, values in named
            if name.lower() not in private
            for value in values
        )


def private_headers(source: Source) -> frozenset[str]:
    """Return the names of headers that a source's file sends, in small letters."""
    entries = (getattr(entry, "request", None) for entry in (*source.discover, *source.backfill))
    options = (source.request, *entries)
    return frozenset(name.lower() for one in options if one is not None for name in one.headers)


def bytes_redactor(secrets: Collection[str]) -> Redactor:
    """Return what takes secrets out of bytes that were decoded as Latin-1."""
    encodings = ("utf-8", "utf-16-le", "utf-16-be")
    coded = {s.encode(encoding).decode("latin-1") for s in secrets for encoding in encodings}
    return Redactor({*secrets, *coded})


def _text(header: bytes) -> str:
    try:
        return header.decode("utf-8")
    except UnicodeDecodeError:
        return header.decode("latin-1")
