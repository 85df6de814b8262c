from __future__ import annotations

import asyncio
import logging
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.statscollectors import StatsCollector
from twisted.python.failure import Failure

from newsbot.archive.ledger import Ledger
from newsbot.article import Article
from newsbot.errors import LedgerError
from newsbot.extensions import FailedCallbacks, ShortLogFormatter
from newsbot.report.counts import Counter, SourceReport, read_report
from newsbot.run import Run
from newsbot.source import Source, load_project

FULL = LedgerError("ledger.db: the disk is full; make room")


class Watched:
    """The extension of one run, and what came of what it was told."""

    def __init__(self, run: Run, stats: StatsCollector) -> None:
        self.run = run
        self._stats = stats
        self.ended = 0
        self.extension = FailedCallbacks(run, self._end)

    async def _end(self) -> None:
        self.ended += 1

    def tell(self, tell: Callable[..., None], *args: Any) -> SourceReport:
        """Tell it of a failure as Scrapy does, on the event loop; return what was counted."""

        async def on_the_loop() -> None:
            tell(*args)
            await asyncio.sleep(0)

        asyncio.run(on_the_loop())
        return read_report("example", self._stats.get_stats(), self.run.problems.error)


@pytest.fixture
def watched(tmp_path: Path, source_from: Callable[..., Source], ledger: Ledger) -> Watched:
    stats = StatsCollector(Crawler(Spider))
    source = source_from()
    run = Run(
        project=load_project(tmp_path, {}),
        source=source,
        ledger=ledger,
        counter=Counter(lambda: stats),
        now=lambda: datetime(2022, 5, 25, 12, tzinfo=UTC),
    )
    return Watched(run, stats)


def answer(**cb_kwargs: Any) -> Response:
    request = Request("https://example.org/1", cb_kwargs=cb_kwargs)
    return Response("https://example.org/1", request=request)


def test_an_error_of_the_spiders_start_is_an_internal_error_and_no_listing(
    watched: Watched,
) -> None:
    said = watched.tell(watched.extension.spider_error, Failure(ValueError("a bug")), None)
    assert said.error == "internal error: ValueError: a bug"
    assert said.reasons == {}


def test_an_error_of_a_callback_is_its_articles_or_its_listings(watched: Watched) -> None:
    watched.tell(watched.extension.spider_error, Failure(ValueError("a bug")), answer(page=1))
    said = watched.tell(
        watched.extension.spider_error, Failure(ValueError("a bug")), answer(article_id=7)
    )
    assert said.error == ""
    assert said.reasons == {
        "listing_failed": {"internal error": 1},
        "failed": {"internal error": 1},
    }
    assert watched.run.failed == {7}
    assert watched.ended == 0


def test_without_a_ledger_the_run_ends_and_says_why_once(watched: Watched) -> None:
    watched.tell(watched.extension.spider_error, Failure(FULL), answer(article_id=7))
    said = watched.tell(watched.extension.item_error, Article(source="example"), Failure(FULL))
    assert said.error == str(FULL)
    assert said.reasons == {"failed": {"ledger cannot be used": 1}}
    assert watched.run.problems.kept == ()
    assert watched.ended == 2


@pytest.mark.parametrize(
    ("error", "level"),
    [
        pytest.param(FULL, logging.DEBUG, id="what the summary says once"),
        pytest.param(ValueError("a bug"), logging.ERROR, id="a bug"),
    ],
)
def test_a_traceback_is_shown_for_a_bug_only(error: Exception, level: int) -> None:
    formatter, spider, page = ShortLogFormatter(), Spider("example"), answer()
    request = Request("https://example.org/1")
    levels = {
        formatter.spider_error(Failure(error), request, page, spider)["level"],
        formatter.item_error(Article(source="example"), error, page, spider)["level"],
    }
    assert levels == {level}


STOPPED_IN_A_PIPELINE = """
import asyncio, signal
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess

class Stopping:
    @classmethod
    def from_crawler(cls, crawler):
        pipeline = cls()
        pipeline.crawler = crawler
        return pipeline

    async def process_item(self, item):
        engine = self.crawler.engine
        self.stopping = asyncio.ensure_future(self.crawler.stop_async())
        while engine.scraper.slot.closing is None:
            await asyncio.sleep(0)
        return item

class Yielding(Spider):
    name = "yielding"
    async def start(self):
        yield {"title": "left by an earlier run"}

signal.alarm(20)
process = AsyncCrawlerProcess({
    "EXTENSIONS": {"newsbot.extensions.StartedItems": 100},
    "ITEM_PIPELINES": {Stopping: 100},
    "LOG_ENABLED": False,
    "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Yielding)
process.start()
print("ended")
"""


def test_a_run_that_is_stopped_while_items_of_its_start_are_in_the_pipelines_ends() -> None:
    arguments = [sys.executable, "-c", STOPPED_IN_A_PIPELINE]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "ended\n"), done.stderr
