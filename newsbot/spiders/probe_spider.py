"""Asks a site for `newsbot add`, behind the same gates and guards as a crawl."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, Self

from scrapy import Request, Spider
from scrapy.exceptions import IgnoreRequest
from scrapy.http.request import NO_CALLBACK

from newsbot.archive.raw_records import META, Kind
from newsbot.archive.robots import load_robots
from newsbot.discovery.sitemap_xml import sitemaps_of_robots
from newsbot.errors import AnswerError
from newsbot.fetch.gate import HostBusy, HostGates
from newsbot.fetch.reasons import LINE_ERRORS, reason_of
from newsbot.probe.fetched import Fetched
from newsbot.probe.found import Probed
from newsbot.probe.prober import Prober
from newsbot.report.counts import Counter
from newsbot.report.problems import Problems
from newsbot.run import Run
from newsbot.scrapy_errors import RobotsUnavailable
from newsbot.spiders.answers import MISSING, listing_answer_of
from newsbot.spiders.requests import request_arguments
from newsbot.values.redact import redactor

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from newsbot.archive.ledger import Ledger
    from newsbot.fetch.kept import KeptPages
    from newsbot.source import Project, Source


class AskingSpider(Spider):
    """Asks one page after the other, each only once the one before has been read."""

    source: ClassVar[Source]
    project: ClassVar[Project]

    def __init__(
        self,
        *,
        counter: Counter,
        ledger: Ledger,
        gates: HostGates,
        pages: KeptPages | None = None,
    ) -> None:
        super().__init__(self.source.name)
        self.run = Run(
            project=self.project,
            source=self.source,
            ledger=ledger,
            counter=counter,
            now=lambda: datetime.now(UTC),
            gates=gates,
            pages=pages,
            problems=Problems(redactor(self.source.secrets)),
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Make the spider."""
        spider = cls(*args, counter=Counter(lambda: crawler.stats), **kwargs)
        spider._set_crawler(crawler)
        return spider

    async def fetch(self, url: str) -> Fetched:
        """Ask for a page behind the gates and guards of a crawl."""
        assert self.crawler.engine is not None
        request = Request(
            url, callback=NO_CALLBACK, dont_filter=True, **request_arguments(self.source.request)
        )
        request.meta[META] = Kind.PAGE
        try:
            response = await self.crawler.engine.download_async(request)
        except IgnoreRequest as error:
            return Fetched(url=url, why=_refusal(error))
        except (*LINE_ERRORS, HostBusy) as error:
            return Fetched(url=url, why=reason_of(error)[0])
        return fetched(url, response)


class ProbeSpider(AskingSpider):
    """Asks one site a few questions."""

    def __init__(
        self,
        *,
        urls: tuple[str, ...],
        on_done: Callable[[Probed], None],
        tell: Callable[[str], None],
        **more: Any,
    ) -> None:
        """*urls*: the first that answers is the site's."""
        super().__init__(**more)
        self._urls = urls
        self._on_done = on_done
        self._tell = tell

    async def start(self) -> AsyncIterator[Any]:
        """Ask, and hand over what was found; nothing is crawled."""
        prober = Prober(self.source, self.fetch, self._named_sitemaps, self.run.now(), self._tell)
        self._on_done(await prober.probe(self._urls))
        return
        yield  # what makes this a generator

    async def _named_sitemaps(self, origin: str) -> list[str]:
        """Return what robots.txt names; who asked for a page has asked for that as well."""
        file = await self.run.ledger.run(load_robots, origin, self.run.now())
        return list(sitemaps_of_robots(file.text)) if file is not None else []


def _refusal(error: IgnoreRequest) -> str:
    """Say why a request was not sent: `host not found`, `robots.txt answers HTTP 503`."""
    if not isinstance(error, RobotsUnavailable):
        return str(getattr(error, "reason", "refused"))
    why = str(error).partition("robots.txt: ")[2].partition(" (")[0]
    return f"robots.txt answers {why}" if why.startswith("HTTP") else why


def fetched(url: str, response: Response) -> Fetched:
    """Return an answer as it came, or why it is of no use."""
    if response.status != HTTPStatus.OK and response.status not in MISSING:
        return Fetched(url=url, why=f"HTTP {response.status}")
    try:
        answer = listing_answer_of(response)
    except AnswerError as error:
        return Fetched(url=url, why=error.reason)
    why = f"HTTP {response.status}" if answer.is_missing else ""
    return Fetched(url=url, answer=answer, why=why, body=response.body)
