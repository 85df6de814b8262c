"""The spider of a source: its listings first, then the articles that are due.

Listings come first so that everything they say of an article is there before it is fetched: an
article that several of them name is fetched once, and merges into the same post every time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, Final

from scrapy import Request, Spider, signals
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from newsbot.archive.exports import pending_articles
from newsbot.archive.ledger import Ledger
from newsbot.archive.raw import RawPages
from newsbot.archive.raw_records import Kind
from newsbot.article import Article, Draft
from newsbot.errors import AnswerError, LedgerError
from newsbot.fetch.gate import HostGates
from newsbot.fetch.kept import KeptPages
from newsbot.report.counts import Count, Counter
from newsbot.report.problems import Problems
from newsbot.run import Run
from newsbot.scrapy_errors import RawError
from newsbot.source import RequestOptions
from newsbot.spiders.answers import (
    LARGEST_LISTING,
    MISSING,
    link_file,
    listing_answer_of,
    no_page,
)
from newsbot.spiders.article_requests import ArticleRequests
from newsbot.spiders.equipment import equip
from newsbot.spiders.failures import (
    failure_reason,
    is_stop,
    request_of,
)
from newsbot.spiders.listing_passes import NextPage
from newsbot.spiders.listings import ListingReader, PageSeen
from newsbot.spiders.page_reader import PageReader
from newsbot.spiders.quiet import Quiet
from newsbot.spiders.requests import request_for
from newsbot.values.redact import redactor

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure

    from newsbot.source import Project, Source
    from newsbot.values.answer import Answer


ARGUMENTS: Final = frozenset(
    {
        *("ledger", "raw", "pages", "gates", "now", "waiting_too"),
        *("only_urls", "on_draft", "on_answer", "on_page"),
    }
)
"""What a spider takes; the commands pass them, `scrapy crawl -a` has no use for them."""


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
        pages: KeptPages | None = None,
        gates: HostGates | None = None,
        now: datetime | None = None,
        waiting_too: bool = False,
        only_urls: Sequence[str] = (),
        on_draft: Callable[[Draft], None] | None = None,
        on_answer: Callable[[Answer], None] | None = None,
        on_page: Callable[[PageSeen], None] | None = None,
    ) -> None:
        super().__init__(self.source.name)

        def clock() -> datetime:
            return now or datetime.now(UTC)

        used = equip(self.project, self.source, clock(), ledger=ledger, raw=raw, gates=gates)
        self._equipment = used
        self.run = Run(
            project=self.project,
            source=self.source,
            ledger=used.ledger,
            counter=counter,
            now=clock,
            waiting_too=waiting_too,
            raw=used.raw,
            pages=pages,
            gates=used.gates,
            on_draft=on_draft,
            on_answer=on_answer,
            problems=Problems(redactor(self.source.secrets)),
        )
        self._calm = Quiet()
        self._only_urls = only_urls
        self._only_listings = on_page is not None
        self._listings = ListingReader(self.run, on_page)
        self._articles = ArticleRequests(self.run, self._quiet)

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> SourceSpider:
        """Make the spider; unknown `-a` arguments are refused, Scrapy would pass them over."""
        unknown = set(kwargs) - ARGUMENTS
        if args or unknown:
            raise TypeError(f"source {cls.source.name} takes no argument {', '.join(unknown)}")
        spider = cls(counter=Counter(lambda: crawler.stats), **kwargs)
        spider._set_crawler(crawler)
        crawler.signals.connect(spider.close_equipment, signals.spider_closed)
        crawler.signals.connect(spider._calm.stir, signals.scheduler_empty)
        return spider

    def close_equipment(self) -> None:
        """Close what is the spider's own."""
        self._equipment.close(self.run.now())

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
        if self._only_urls:
            for url in self._only_urls:
                await self._listings.name(url)
            async for found in self._articles.due():
                yield found
            return
        async for found in self._rounds():
            yield found

    async def read_listing(self, response: Response, page: NextPage) -> AsyncIterator[Request]:
        """Read one page of a listing."""
        if response.status == HTTPStatus.NOT_MODIFIED:
            self._listings.unchanged()
            return
        try:
            await self.run.sync_raw()
            following = await self._listings.read(page, listing_answer_of(response))
        except (AnswerError, RawError) as error:
            self._listing_failed(page.listing.url, error.reason, error.detail)
            return
        for next_page in following:
            async for request in self._open(next_page):
                yield request

    async def listing_failed(self, failure: Failure) -> None:
        """Count a listing that could not be fetched."""
        if not is_stop(failure):
            self._listing_failed(request_of(failure).url, *failure_reason(failure))

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
            async for found in self._articles.due():
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
        """Request a listing, or read it where it is a file of the project or no page at all."""
        listing = page.listing
        if not (listing.is_file or listing.is_virtual):
            yield await self._listing_request(page)
            return
        try:
            answer = no_page(listing.url) if listing.is_virtual else self._file(listing.url)
            following = await self._listings.read(page, answer)
        except AnswerError as error:
            self._listing_failed(listing.url, error.reason, error.detail)
            return
        for next_page in following:
            async for request in self._open(next_page):
                yield request

    def _file(self, path: str) -> Answer:
        return link_file(self.project.root, path)

    async def _listing_request(self, page: NextPage) -> Request:
        entry = self.source.discover[page.listing.entry]
        request = request_for(
            self.source,
            page.listing.url,
            (self.read_listing, self.listing_failed),
            {"page": page},
            kind=Kind.LISTING,
            options=entry.request or RequestOptions(),
        )
        handled = [*MISSING] if page.listing.may_be_missing else []
        if request.method == "GET" and (headers := await self._listings.conditions(page)):
            request.headers.update(headers)
            handled.append(HTTPStatus.NOT_MODIFIED)
        if handled:
            request.meta["handle_httpstatus_list"] = handled
        if entry.kind == "sitemap":
            request.meta["download_maxsize"] = LARGEST_LISTING
        return request

    def _listing_failed(self, url: str, reason: str, detail: str) -> None:
        self.run.counter.add_reason(Count.LISTING_FAILED, reason)
        self.run.problems.add(url, reason, detail)

    async def _quiet(self) -> None:
        """Wait until all that was asked for has come through."""
        assert self.crawler.engine is not None
        await self._calm.wait(self.crawler.engine)
