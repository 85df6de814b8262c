"""The spider of a source: its listings first, then the articles that are due.

Listings come first so that everything they say of an article is there before it is fetched: an
article that several of them name is fetched once, and merges into the same post every time.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from newsbot.archive.exports import pending_articles
from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.archive.raw import RawPages, open_raw
from newsbot.archive.raw_records import META, Kind
from newsbot.article import Article, Draft
from newsbot.errors import AnswerError, LedgerError
from newsbot.fetch.gate import HostGates
from newsbot.fetch.shared import shared_folder
from newsbot.recovery import prepare
from newsbot.report.counts import Count, Counter
from newsbot.report.problems import Problems
from newsbot.run import Run
from newsbot.scrapy_errors import RawError
from newsbot.source import RequestOptions
from newsbot.spiders.answers import answer_of, link_file
from newsbot.spiders.articles import ArticleFetcher, FirstPages, PageSoFar
from newsbot.spiders.failures import NOT_TO_BE_FETCHED, failure_reason, is_stop, request_of
from newsbot.spiders.listing_passes import NextPage
from newsbot.spiders.listings import ListingReader, PageSeen
from newsbot.spiders.page_reader import PageReader
from newsbot.spiders.requests import request_arguments
from newsbot.spiders.steps import FetchContent, FetchPage, Finish
from newsbot.values.redact import redactor

if TYPE_CHECKING:
    from scrapy.core.engine import ExecutionEngine
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from newsbot.source import Project, Source
    from newsbot.values.answer import Answer


ARGUMENTS: Final = frozenset(
    {
        *("ledger", "raw", "gates", "now", "waiting_too"),
        *("only_url", "on_draft", "on_answer", "on_page"),
    }
)
"""What a spider takes; the commands pass them, `scrapy crawl -a` has no use for them."""


NOT_MODIFIED: Final = 304

LOOK_AGAIN: Final = 0.05
"""Seconds after which to look again whether all is quiet."""


class SourceSpider(Spider):
    """Crawls one source. The spider loader makes a subclass of it from every source file."""

    source: ClassVar[Source]
    project: ClassVar[Project]

    def __init__(
        self,
        *,
        counter: Counter,
        ledger: Ledger | None = None,
        raw: RawPages | None = None,
        gates: HostGates | None = None,
        now: datetime | None = None,
        waiting_too: bool = False,
        only_url: str | None = None,
        on_draft: Callable[[Draft], None] | None = None,
        on_answer: Callable[[Answer], None] | None = None,
        on_page: Callable[[PageSeen], None] | None = None,
    ) -> None:
        super().__init__(self.source.name)
        self._own_ledger = None if ledger else Ledger(ledger_path(self.project.root))
        folder = shared_folder(self.project.root, os.environ) if gates is None else None
        self._own_gates = HostGates(folder) if gates is None else None
        self._own_raw: RawPages | None = None
        used = ledger or self._own_ledger
        assert used is not None
        if self._own_ledger is not None:
            began = now or datetime.now(UTC)
            self._own_raw = open_raw(self.project, [self.source], self._own_ledger, began)
        self.run = Run(
            project=self.project,
            source=self.source,
            ledger=used,
            counter=counter,
            now=(lambda: now) if now is not None else (lambda: datetime.now(UTC)),
            waiting_too=waiting_too,
            raw=raw or self._own_raw,
            gates=gates or self._own_gates or HostGates(),
            on_draft=on_draft,
            on_answer=on_answer,
            problems=Problems(redactor(self.source.secrets)),
        )
        if self._own_ledger is not None:
            prepare(self.project, [self.source], self._own_ledger, self.run.now())
        self._stirred = asyncio.Event()
        self._only_url = only_url
        self._only_listings = on_page is not None
        self._listings = ListingReader(self.run, on_page)
        self._articles = ArticleFetcher(self.run)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        """Make the spider; unknown `-a` arguments are refused, Scrapy would pass them over."""
        unknown = set(kwargs) - ARGUMENTS
        if args or unknown:
            raise TypeError(f"source {cls.source.name} takes no argument {', '.join(unknown)}")
        spider = cls(counter=Counter(lambda: crawler.stats), **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.close_ledger, signals.spider_closed)
        crawler.signals.connect(spider.stir, signals.scheduler_empty)
        return spider

    def stir(self) -> None:
        """Wake up whoever waits for quiet: the scheduler has nothing more."""
        self._stirred.set()

    def close_ledger(self) -> None:
        """Close the ledger, and what keeps pages, when they are the spider's own."""
        if self._own_raw is not None:
            self._own_raw.close()
        if self._own_ledger is not None:
            self._own_ledger.close()
        if self._own_gates is not None:
            self._own_gates.remove_files(self.run.now().timestamp())

    async def start(self) -> AsyncIterator[Any]:
        """Finish what an earlier run left, then read the listings and fetch what is due."""
        try:
            async for found in self._all():
                yield found
        except LedgerError as error:
            self.run.problems.fail(str(error))
            raise CloseSpider("failed") from error

    async def _all(self) -> AsyncIterator[Any]:
        async for article in self._unfinished():
            yield article
        if self._only_url is not None:
            await self._listings.name(self._only_url)
            async for found in self._due():
                yield found
            return
        async for found in self._rounds():
            yield found

    async def read_listing(self, response: Response, page: NextPage) -> AsyncIterator[Request]:
        """Read one page of a listing."""
        if response.status == NOT_MODIFIED:
            self._listings.unchanged()
            return
        try:
            await self.run.sync_raw()
            following = await self._listings.read(page, answer_of(response))
        except (AnswerError, RawError) as error:
            self._listing_failed(page.listing.url, error.reason, error.detail)
            return
        for next_page in following:
            yield await self._listing_request(next_page)

    async def listing_failed(self, failure: Failure) -> None:
        """Count a listing that could not be fetched."""
        if not is_stop(failure):
            self._listing_failed(request_of(failure).url, *failure_reason(failure))

    async def read_page(
        self, response: Response, article_id: int, before: FirstPages = ()
    ) -> AsyncIterator[Draft | Request]:
        """Read one page of an article."""
        try:
            reading = await self._articles.read_page(article_id, answer_of(response), before)
        except (AnswerError, RawError) as error:
            await self._articles.fail(article_id, response.url, error.reason, error.detail)
            return
        if isinstance(reading, PageSoFar):
            yield self._page_request(reading.next_url, article_id, reading.pages)
        elif reading is not None:
            yield reading

    async def read_content(self, response: Response, article_id: int) -> AsyncIterator[Draft]:
        """Read the answer that holds an article's text."""
        try:
            draft = self._articles.read_content(article_id, answer_of(response))
        except AnswerError as error:
            await self._articles.fail(article_id, response.url, error.reason, error.detail)
            return
        if draft is not None:
            yield draft

    async def article_failed(self, failure: Failure) -> None:
        """Keep an article whose page or content could not be fetched."""
        if is_stop(failure):
            return
        request = request_of(failure)
        article_id = request.cb_kwargs["article_id"]
        reason, detail = failure_reason(failure)
        if reason in NOT_TO_BE_FETCHED:
            await self._articles.skip(article_id, request.url, reason, detail)
        else:
            await self._articles.fail(article_id, request.url, reason, detail)

    async def parse(self, response: Response) -> AsyncIterator[Article | Request]:
        """Read one page by the source's rules, for `scrapy parse URL`."""
        async for found in PageReader(self.source, self.run.now).read(response):
            yield found

    async def _rounds(self) -> AsyncIterator[Any]:
        """Read listings, fetch what is due, and go on with listings that waited for its dates."""
        pages = list(self._listings.first_pages())
        while pages:
            for page in pages:
                async for request in self._open(page):
                    yield request
            await self._quiet()
            if self._only_listings:
                return
            async for found in self._due():
                yield found
            pages = await self._listings.resume()

    async def _unfinished(self) -> AsyncIterator[Article]:
        """Yield archived articles whose posts an earlier run did not put in place."""
        after = 0
        while articles := await self._pending(after):
            after = articles[-1].article_id
            for article in articles:
                yield article
            await self._quiet()

    async def _pending(self, after: int) -> list[Article]:
        return await self.run.ledger.run(pending_articles, self.source.name, after=after)

    async def _open(self, page: NextPage) -> AsyncIterator[Request]:
        """Request a listing, or read it where it is a file of the project."""
        if not page.listing.is_file:
            yield await self._listing_request(page)
            return
        try:
            answer = link_file(self.project.root, page.listing.url)
            await self._listings.read(page, answer)
        except AnswerError as error:
            self._listing_failed(page.listing.url, error.reason, error.detail)

    async def _due(self) -> AsyncIterator[Any]:
        """Yield requests for due articles, and drafts of those that need none, chunk by chunk."""
        while (steps := await self._articles.next_chunk()) or self._articles.has_contents:
            for article_id, step in steps:
                yield self._next(article_id, step)
            await self._quiet()
            for article_id, content_step in self._articles.contents():
                yield self._next(article_id, content_step)
            await self._quiet()

    def _next(self, article_id: int, step: FetchPage | FetchContent | Finish) -> Request | Draft:
        if isinstance(step, Finish):
            return step.draft
        if isinstance(step, FetchPage):
            return self._page_request(step.url, article_id, ())
        return self._request(
            step.url,
            self.read_content,
            self.article_failed,
            {"article_id": article_id},
            kind=Kind.CONTENT,
        )

    def _page_request(self, url: str, article_id: int, before: FirstPages) -> Request:
        said = {"article_id": article_id, "before": before}
        return self._request(url, self.read_page, self.article_failed, said, kind=Kind.PAGE)

    async def _listing_request(self, page: NextPage) -> Request:
        entry = self.source.discover[page.listing.entry]
        request = self._request(
            page.listing.url,
            self.read_listing,
            self.listing_failed,
            {"page": page},
            kind=Kind.LISTING,
            options=entry.request or RequestOptions(),
        )
        if request.method == "GET" and (headers := await self._listings.conditions(page)):
            request.headers.update(headers)
            request.meta["handle_httpstatus_list"] = [NOT_MODIFIED]
        return request

    def _request(
        self,
        url: str,
        callback: Callable[..., Any],
        errback: Callable[..., Any],
        cb_kwargs: dict[str, Any],
        *,
        kind: Kind,
        options: RequestOptions | None = None,
    ) -> Request:
        # The ledger knows what was fetched; Scrapy's own filter would drop without a reason.
        request = Request(
            url,
            callback=callback,
            errback=errback,
            cb_kwargs=cb_kwargs,
            dont_filter=True,
            **request_arguments(self.source.request, options),
        )
        request.meta[META] = kind
        return request

    def _listing_failed(self, url: str, reason: str, detail: str) -> None:
        self.run.counter.add_reason(Count.LISTING_FAILED, reason)
        self.run.problems.add(url, reason, detail)

    async def _quiet(self) -> None:
        """Wait until nothing is queued, fetched or on its way through the pipelines."""
        engine = self.crawler.engine
        assert engine is not None
        while not is_quiet(engine):
            # An item that `start` yielded ends without a signal after it is counted out, and the
            # engine's next look may be five seconds away: hence the time-out.
            self._stirred.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), LOOK_AGAIN)


def is_quiet(engine: ExecutionEngine) -> bool:
    """Tell whether an engine has nothing to do but to go on with `start()`."""
    slot, scheduler = engine.scraper.slot, engine.scheduler
    has_items = slot is not None and not slot.is_idle()
    has_requests = scheduler is not None and scheduler.has_pending_requests()
    return not (has_items or has_requests or engine.downloader.active)
