from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from newsbot.archive.contributions import Named, record_page
from newsbot.archive.exports import pending_articles
from newsbot.archive.ledger import Ledger
from newsbot.archive.listings import begin_pass
from newsbot.article import Article
from newsbot.pipelines import ArchivePipeline, ExportPipeline
from newsbot.report.counts import Count, Counter, SourceReport, read_report
from newsbot.run import Run
from newsbot.scrapy_errors import PostNotWritten
from newsbot.source import Source, load_project

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)


class Desk:
    """Takes articles of one source through the pipelines, in one run after the other."""

    def __init__(self, root: Path, source: Source, ledger: Ledger) -> None:
        self.root = root
        self._source = source
        self._ledger = ledger
        self._stats = StatsCollector(Crawler(Spider))

    def run(self) -> Run:
        """Begin a run."""
        stats = self._stats = StatsCollector(Crawler(Spider))
        return Run(
            project=load_project(self.root, {}),
            source=self._source,
            ledger=self._ledger,
            counter=Counter(lambda: stats),
            now=lambda: NOW,
        )

    def report(self) -> SourceReport:
        """Return what the last run has counted."""
        return read_report("example", self._stats.get_stats())

    def name(self, identifier: str) -> int:
        """Name an article in a listing; return its row."""
        entry = Named(keys=(f"id:{identifier}",), identity=f"id:{identifier}", fields={})
        listing = self._ledger.call(begin_pass, "example", "home")
        page = {"url": "https://example.org/", "position": 0, "now": NOW}
        (row,) = self._ledger.call(record_page, "example", listing, [entry], **page).article_ids
        return row

    def left(self) -> list[Article]:
        """Return what an earlier run archived and did not export."""
        return self._ledger.call(pending_articles, "example")


@pytest.fixture
def desk(tmp_path: Path, source_from: Callable[..., Source], ledger: Ledger) -> Desk:
    return Desk(tmp_path, source_from("post: {body: html}"), ledger)


def article(row: int, headline: str = "A headline") -> Article:
    return Article(
        source="example",
        article_id=row,
        identifier="1",
        headline=headline,
        date_published=NOW,
        body_html="<p>Words.</p>",
    )


def archive(run: Run, *articles: Article) -> list[Article]:
    async def all_of_them() -> list[Article]:
        pipeline = ArchivePipeline(run)
        return [await pipeline.process_item(one) for one in articles]

    return asyncio.run(all_of_them())


def export(run: Run, *articles: Article) -> None:
    async def all_of_them() -> None:
        pipeline = ExportPipeline(run)
        for one in articles:
            await pipeline.process_item(one)

    asyncio.run(all_of_them())


def test_an_article_counts_once_its_post_is_in_place(desk: Desk) -> None:
    row = desk.name("1")
    run = desk.run()
    archived = archive(run, article(row))
    assert desk.report()[Count.NEW] == 0
    export(run, *archived)
    assert desk.report()[Count.NEW] == 1
    edited = desk.run()
    export(edited, *archive(edited, article(row, "Another headline")))
    assert (desk.report()[Count.NEW], desk.report()[Count.EDITED]) == (0, 1)


def test_a_post_that_cannot_be_written_is_one_message_and_is_not_counted(desk: Desk) -> None:
    (desk.root / "index").write_text("a file in place of the folder", "utf-8")
    rows = [desk.name(identifier) for identifier in "12"]
    run = desk.run()
    for archived in archive(run, *(article(row, f"Headline {row}") for row in rows)):
        with pytest.raises(PostNotWritten):
            export(run, archived)
    said = desk.report()
    assert (said[Count.NEW], said.reasons["failed"]) == (0, {"post not written": 2})
    assert (
        f"{desk.root / 'index' / 'example' / '2022'}: the index cannot be written"
        in run.problems.error
    )
    assert "the next run writes what is missing, without fetching it again" in run.problems.error
    assert run.problems.kept == ()

    (desk.root / "index").unlink()
    following = desk.run()
    export(following, *archive(following, *desk.left()))
    assert desk.report()[Count.COMPLETED] == 2
    assert desk.left() == []
