"""Pages that are used again, for `newsbot try`; see newsbot/fetch/kept.py."""

from __future__ import annotations

import zlib
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes

from newsbot.archive.raw_records import META
from newsbot.fetch.kept import KeptPage, KeptPages, page_key
from newsbot.middlewares.raw import bytes_redactor
from newsbot.run import Run

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler

KEPT_HEADERS: Final = ("Content-Type", "Content-Encoding", "Location", "ETag", "Last-Modified")

KEPT_STATUSES: Final = frozenset(
    {
        *(HTTPStatus.OK, HTTPStatus.MOVED_PERMANENTLY, HTTPStatus.FOUND, HTTPStatus.SEE_OTHER),
        *(HTTPStatus.TEMPORARY_REDIRECT, HTTPStatus.PERMANENT_REDIRECT),
        *(HTTPStatus.NOT_FOUND, HTTPStatus.GONE),
    }
)

USED_AGAIN: Final = "used again"
"""The flag of a response that was not asked for."""


class KeptPagesMiddleware:
    """The last before the network: everything else sees a page as if it had just come."""

    def __init__(self, run: Run, pages: KeptPages, plain: HttpCompressionMiddleware) -> None:
        """*plain* undoes codings."""
        self._run = run
        self._pages = pages
        self._plain = plain
        self._redact = bytes_redactor(run.source.secrets)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> KeptPagesMiddleware:
        """Make the middleware. Raises NotConfigured where pages are not used again."""
        run = getattr(crawler.spider, "run", None)
        if not isinstance(run, Run) or run.pages is None:
            raise NotConfigured
        run.pages.clear_old(run.now())
        plain = HttpCompressionMiddleware(crawler=crawler)
        plain.stats = None  # what it decodes here is decoded, and counted, once more behind
        return cls(run, run.pages, plain)

    def process_request(self, request: Request) -> Response | None:
        """Answer with a page that came a few minutes ago."""
        page = self._pages.get(_key(request), self._run.now())
        if page is None:
            return None
        if META in request.meta:
            self._pages.used[request.url] = page.at
        headers = Headers(page.headers)
        kind = responsetypes.from_args(headers=headers, url=request.url, body=page.body)
        return kind(
            request.url,
            status=page.status,
            headers=headers,
            body=page.body,
            flags=[USED_AGAIN],
            request=request,
        )

    def process_response(self, request: Request, response: Response) -> Response:
        """Keep an answer in which no secret of the owner's stands."""
        is_new = USED_AGAIN not in response.flags
        if is_new and response.status in KEPT_STATUSES and not response.flags:
            self._keep(request, response)
        return response

    def _keep(self, request: Request, response: Response) -> None:
        if not self._run.source.secrets:
            self._pages.put(_key(request), self._page(response))
            return
        try:
            # A copy: decoding takes a header away that is wanted still.
            plain = self._plain.process_response(request, response.copy())
        except (IgnoreRequest, OSError, EOFError, zlib.error):  # nobody can look into it
            return
        assert isinstance(plain, Response)
        page = self._page(plain)
        if not self._has_secrets(page):
            self._pages.put(_key(request), page)

    def _page(self, response: Response) -> KeptPage:
        named = ((name, response.headers.get(name)) for name in KEPT_HEADERS)
        return KeptPage(
            at=self._run.now(),
            status=response.status,
            headers=tuple((name, text.decode("latin-1")) for name, text in named if text),
            body=response.body,
        )

    def _has_secrets(self, page: KeptPage) -> bool:
        texts = (*(text for _, text in page.headers), page.body.decode("latin-1"))
        return any(self._redact(text) != text for text in texts)


def _key(request: Request) -> str:
    said = {
        name.decode("latin-1"): b",".join(request.headers.getlist(name)).decode("latin-1")
        for name in request.headers
    }
    proxy = str(request.meta.get("proxy", ""))
    return page_key(request.method, request.url, {**said, "proxy": proxy}, request.body)
