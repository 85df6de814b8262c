from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, update

from newsbot.archive.articles import count_waiting, due_articles
from newsbot.archive.due import note_rules
from newsbot.archive.exports import pending_articles
from newsbot.archive.schema import State, articles

PAGE = 20
"""Articles on a listing's first page."""


def test_a_run_with_nothing_new_costs_the_same_however_large_the_archive_is(
    desk, count_steps: Callable[[Callable[[], object]], int]
) -> None:
    def run() -> None:
        desk.ledger.call(note_rules, "example", "rules", desk.now)
        desk.name(*(f"id:{number}" for number in range(PAGE)))
        assert desk.ledger.call(due_articles, "example", now=desk.now, rules="reading") == []
        assert desk.ledger.call(pending_articles, "example") == []
        assert desk.ledger.call(count_waiting, "example") == {}

    def grow(size: int) -> int:
        desk.name(*(f"id:{number}" for number in range(size)))
        desk.ledger.call(_all_exported)
        return count_steps(run)

    small, large = grow(PAGE), grow(PAGE * 50)
    assert large < 1.5 * small


def _all_exported(connection: Connection) -> None:
    connection.execute(update(articles).values(state=State.EXPORTED))
    connection.execute(
        update(articles).where(articles.c.id % 2 == 0).values(state=State.SKIPPED, rules="old")
    )
