from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.utils.test import get_crawler
from sqlalchemy import select

from newsbot.archive.contributions import Named, record_page
from newsbot.archive.ledger import Ledger
from newsbot.archive.listings import begin_pass
from newsbot.archive.raw import RawPages
from newsbot.archive.raw_files import raw_file, raw_folder
from newsbot.archive.raw_records import Exchange, Kind
from newsbot.archive.schema import articles, contributions
from newsbot.article import Article, Found
from newsbot.pipelines import ArchivePipeline
from newsbot.report.counts import Counter
from newsbot.run import Run
from newsbot.scrapy_errors import RawError, UnkeptPage
from newsbot.source import Source, load_project
from newsbot.spiders.articles import ArticleFetcher
from newsbot.values.answer import Answer

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)

URL = "https://example.org/a"


@pytest.fixture
def run(
    tmp_path: Path,
    ledger: Ledger,
    source_from: Callable[..., Source],
    request: pytest.FixtureRequest,
) -> Iterator[Run]:
    """A run that keeps pages, of which one waits to be written."""
    source = source_from()
    project = load_project(tmp_path, {})
    run = Run(
        project=project,
        source=source,
        ledger=ledger,
        counter=Counter(lambda: get_crawler(Spider).stats),
        now=lambda: NOW,
        raw=RawPages(project, [source], ledger, NOW),
    )
    raw = run.raw
    assert raw is not None
    if getattr(request, "param", "") == "cannot be kept":
        path_in(tmp_path).mkdir(parents=True)
    page = Exchange(kind=Kind.PAGE, url=URL, at=NOW, status=200, body=b"words")
    asyncio.run(raw.append("example", page))
    yield run
    raw.close()


def name_one(run: Run) -> int:
    named = Named(
        keys=("url:example.org/a",),
        identity="url:example.org/a",
        fields={"url": Found(URL, "rule")},
    )
    listing_pass = run.ledger.call(begin_pass, "example", "home")
    record = run.ledger.call(
        record_page, "example", listing_pass, [named], url=URL, position=0, now=NOW
    )
    return record.article_ids[0]


def path_in(root: Path) -> Path:
    return raw_file(raw_folder(root) / "example", NOW.date())


def archive(run: Run, article_id: int) -> None:
    article = Article(
        source="example", article_id=article_id, headline="T", url=URL, date_published=NOW
    )
    asyncio.run(ArchivePipeline(run).process_item(article))


def state_of(run: Run) -> tuple[str, str]:
    query = select(articles.c.state, articles.c.reason)
    return tuple(run.ledger.call(lambda connection: connection.execute(query).one()))


def test_an_article_is_archived_when_its_pages_are_safe(run: Run) -> None:
    article_id = name_one(run)
    archive(run, article_id)
    assert path_in(run.project.root).exists()
    assert state_of(run)[0] == "archived"


@pytest.mark.parametrize("run", ["cannot be kept"], indirect=True)
def test_an_article_whose_pages_cannot_be_kept_waits(run: Run) -> None:
    article_id = name_one(run)
    with pytest.raises(UnkeptPage, match="Is a directory"):
        archive(run, article_id)
    assert state_of(run) == ("incomplete", "page not kept")
    assert run.problems.error.startswith("pages cannot be kept: "), "the source fails"


@pytest.mark.parametrize("run", ["cannot be kept"], indirect=True)
def test_what_a_page_says_is_not_stored_when_it_cannot_be_kept(run: Run) -> None:
    article_id = name_one(run)

    async def fetch() -> None:
        fetcher = ArticleFetcher(run)
        assert [id_ for id_, _ in await fetcher.next_chunk()] == [article_id]
        await fetcher.read_page(article_id, Answer(URL, "<h1>T</h1>", links=(URL,)), ())

    with pytest.raises(RawError, match="Is a directory"):
        asyncio.run(fetch())

    query = select(contributions.c.origin)
    stored = run.ledger.call(lambda connection: connection.execute(query).scalars().all())
    assert "page" not in {str(origin).lower() for origin in stored}
