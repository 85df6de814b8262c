from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, select

from newsbot.archive.answers import record_answers
from newsbot.archive.articles import due_articles, load_records
from newsbot.archive.contributions import PageRecord, record_page
from newsbot.archive.exports import mark_exported
from newsbot.archive.ledger import Ledger
from newsbot.archive.listings import ListingPass, begin_pass, complete_pass
from newsbot.archive.named import Named
from newsbot.archive.places import Place
from newsbot.archive.schema import articles, gaps
from newsbot.archive.versions import Entry, Outcome, archive
from newsbot.article import Article, Category, Found

START = datetime(2022, 5, 25, 12, tzinfo=UTC)


def named(*keys: str, **fields: str) -> Named:
    """Name an article by its keys, of which the first is its identity."""
    return Named(
        keys=keys, identity=keys[0], fields={n: Found(v, "rule") for n, v in fields.items()}
    )


def paths_of(path: str) -> Iterator[tuple[str, str]]:
    """Yield a path and what comes after it when it is taken."""
    stem, dot, suffix = path.rpartition(".")
    number = 1
    while True:
        free = path if number == 1 else f"{stem}-{number}{dot}{suffix}"
        yield free, free.casefold()
        number += 1


class Desk:
    """Does with a ledger what a run does, at a time that the test sets."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.now = START

    def wait_for(self, **time: float) -> None:
        self.now += timedelta(**time)

    def begin(self, key: str = "home", source: str = "example") -> ListingPass:
        return self.ledger.call(begin_pass, source, key)

    def page(
        self,
        listing_pass: ListingPass,
        *entries: Named | str,
        position: int = 0,
        source: str = "example",
        decisive: Collection[str] = (),
    ) -> PageRecord:
        return self.ledger.call(
            record_page,
            source,
            listing_pass,
            [named(entry) if isinstance(entry, str) else entry for entry in entries],
            url="https://example.org/",
            position=position,
            now=self.now,
            decisive=frozenset(decisive),
        )

    def complete(self, listing_pass: ListingPass, source: str = "example") -> None:
        self.ledger.call(complete_pass, source, listing_pass, self.now)

    def name(
        self,
        *entries: Named | str,
        key: str = "home",
        source: str = "example",
        decisive: Collection[str] = (),
    ) -> PageRecord:
        """Read a listing of one page to its end."""
        listing_pass = self.begin(key, source)
        record = self.page(listing_pass, *entries, source=source, decisive=decisive)
        self.complete(listing_pass, source)
        return record

    def name_one(self, *keys: str, **fields: str) -> int:
        """Name one article and return its row."""
        (article_id,) = self.name(named(*keys, **fields)).article_ids
        return article_id

    def archive(
        self,
        *ids: int,
        words: str = "words",
        path: str = "_posts/a.md",
        category: Category | None = None,
        **fields: Any,
    ) -> list[Outcome]:
        """Archive articles, all with the same words."""
        entries = [
            Entry(
                article=Article(source="example", article_id=id_, headline="T", **fields),
                words_digest=words,
                place=lambda _article, _identity: Place(paths=paths_of(path), category=category),
            )
            for id_ in ids
        ]
        return self.ledger.call(archive, entries, self.now)

    def export(self, *ids: int, digest: str = "d") -> None:
        self.ledger.call(mark_exported, dict.fromkeys(ids, digest))

    def publish(self, article_id: int, **options: Any) -> None:
        """Archive an article and put its post in place."""
        self.archive(article_id, **{"path": f"_posts/{article_id}.md"} | options)
        self.export(article_id)

    def due(self, source: str = "example", **options: Any) -> list[int]:
        records = self.ledger.call(due_articles, source, now=self.now, **options)
        return [record.article_id for record in records]

    def answer(self, *answers: Any) -> list[int]:
        return self.ledger.call(record_answers, "example", answers, self.now)

    def row(self, article_id: int) -> Any:
        def read(connection: Connection) -> Any:
            return connection.execute(select(articles).where(articles.c.id == article_id)).first()

        return self.ledger.call(read)

    def state(self, article_id: int) -> str | None:
        row = self.row(article_id)
        return row.state if row is not None else None

    def record(self, article_id: int) -> Any:
        return next(iter(self.ledger.call(load_records, [article_id])), None)

    def gaps(self) -> list[tuple[str, str, str]]:
        def read(connection: Connection) -> list[tuple[str, str, str]]:
            query = select(gaps.c.listing, gaps.c.since, gaps.c.until)
            return [tuple(row) for row in connection.execute(query)]

        return self.ledger.call(read)


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


@pytest.fixture
def count_steps(ledger: Ledger) -> Callable[[Callable[[], object]], int]:
    """Count the instructions, in hundreds, that SQLite runs for some work."""

    def count(work: Callable[[], object]) -> int:
        steps = 0

        def step() -> int:
            nonlocal steps
            steps += 1
            return 0

        def watch(connection: Connection, handler: Any) -> None:
            connection.connection.dbapi_connection.set_progress_handler(handler, 100)

        ledger.call(watch, step)
        work()
        ledger.call(watch, None)
        return steps

    return count


@pytest.fixture(name="named")
def named_fixture() -> Any:
    return named
