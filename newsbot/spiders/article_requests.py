"""The requests for the articles that are due, and what becomes of their answers."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.http import Response

from newsbot.archive.raw_records import Kind
from newsbot.article import Draft
from newsbot.errors import AnswerError
from newsbot.run import Run
from newsbot.scrapy_errors import RawError
from newsbot.spiders.answers import answer_of
from newsbot.spiders.articles import ArticleFetcher
from newsbot.spiders.failures import (
    NOT_THERE,
    NOT_TO_BE_FETCHED,
    failure_reason,
    is_stop,
    request_of,
)
from newsbot.spiders.read_pages import FirstPages, PageSoFar
from newsbot.spiders.requests import request_for
from newsbot.spiders.steps import FetchContent, FetchPage, Finish

if TYPE_CHECKING:
    from twisted.python.failure import Failure


class ArticleRequests:
    """Asks for the pages and contents of one source's articles, and hands on what they say."""

    def __init__(self, run: Run, quiet: Callable[[], Awaitable[None]]) -> None:
        """*quiet* waits until all that was asked for has come through."""
        self._source = run.source
        self._quiet = quiet
        self._articles = ArticleFetcher(run)

    async def due(self) -> AsyncIterator[Any]:
        """Yield requests for due articles, and drafts of those that need none, chunk by chunk."""
        while (steps := await self._articles.next_chunk()) or self._articles.has_contents:
            for article_id, step in steps:
                yield self._next(article_id, step)
            await self._quiet()
            for article_id, content_step in self._articles.contents():
                yield self._next(article_id, content_step)
            await self._quiet()

    async def read_page(
        self, response: Response, article_id: int, before: FirstPages = ()
    ) -> AsyncIterator[Draft | Request]:
        """Read one page of an article."""
        try:
            reading = await self._articles.read_page(article_id, answer_of(response), before)
        except AnswerError as error:
            request = (article_id, before)
            async for found in self._go_without(request, response.url, error.reason, error.detail):
                yield found
            return
        except RawError as error:
            await self._articles.fail(article_id, response.url, error.reason, error.detail)
            return
        for found in self._read(reading, article_id):
            yield found

    def _read(
        self, reading: Draft | PageSoFar | None, article_id: int
    ) -> Iterator[Draft | Request]:
        if isinstance(reading, PageSoFar):
            yield self._page_request(reading.next_url, article_id, reading.pages)
        elif reading is not None:
            yield reading

    async def read_content(self, response: Response, article_id: int) -> AsyncIterator[Draft]:
        """Read the answer that holds an article's text."""
        try:
            draft = await self._articles.read_content(article_id, answer_of(response))
        except AnswerError as error:
            await self._articles.fail(article_id, response.url, error.reason, error.detail)
            return
        if draft is not None:
            yield draft

    async def failed(self, failure: Failure) -> AsyncIterator[Draft | Request]:
        """Keep an article whose page or content could not be fetched."""
        if is_stop(failure):
            return
        request = request_of(failure)
        article_id = request.cb_kwargs["article_id"]
        # People know the article by where it was linked to, wherever that led.
        url = request.meta.get("redirect_urls", [request.url])[0]
        reason, detail = failure_reason(failure)
        before = request.cb_kwargs.get("before", ())
        async for found in self._go_without((article_id, before), url, reason, detail):
            yield found

    async def _go_without(
        self, request: tuple[int, FirstPages], url: str, reason: str, detail: str
    ) -> AsyncIterator[Draft | Request]:
        """Go on without a page that cannot be had, where it need not be, or keep the article."""
        article_id, before = request
        # A further page that newsbot found by itself may never have been one.
        is_gone = reason in NOT_THERE
        try:
            reading = await self._articles.read_without(article_id, before, is_gone=is_gone)
        except (AnswerError, RawError) as error:
            await self._articles.fail(article_id, url, error.reason, error.detail)
            return
        if reading is not False:
            for found in self._read(reading, article_id):
                yield found
            return
        keep = self._articles.skip if reason in NOT_TO_BE_FETCHED else self._articles.fail
        await keep(article_id, url, reason, detail)

    def _next(self, article_id: int, step: FetchPage | FetchContent | Finish) -> Request | Draft:
        if isinstance(step, Finish):
            return step.draft
        if isinstance(step, FetchPage):
            return self._page_request(step.url, article_id, ())
        said = {"article_id": article_id}
        return self._request(step.url, self.read_content, said, Kind.CONTENT)

    def _page_request(self, url: str, article_id: int, before: FirstPages) -> Request:
        said = {"article_id": article_id, "before": before}
        return self._request(url, self.read_page, said, Kind.PAGE)

    def _request(
        self, url: str, callback: Callable[..., Any], said: dict[str, Any], kind: Kind
    ) -> Request:
        return request_for(self._source, url, (callback, self.failed), said, kind=kind)
