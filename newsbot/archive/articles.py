"""Which articles are to be fetched, and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, select, union_all, update

from newsbot.archive.answers import store_answers
from newsbot.archive.codec import load_fields
from newsbot.archive.identities import chunks
from newsbot.archive.retry import is_early, next_try
from newsbot.archive.schema import KNOWN, UNFINISHED, State, articles, contributions, links
from newsbot.article import Contribution, Origin
from newsbot.values.dates import format_rfc3339, parse_rfc3339

READ_BEFORE: Final = (State.INCOMPLETE, State.SKIPPED)
"""States of articles of which the ledger knows by which rules their answers were read."""

DUE_BY_TIME: Final = (State.INCOMPLETE, State.SKIPPED, State.EXPORTED)
"""States of articles that are due when their time has come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An article as the ledger has it, with everything that answers said of it."""

    article_id: int
    state: State
    identity: str
    contributions: tuple[Contribution, ...]
    first_seen: datetime
    links: tuple[str, ...]
    is_outdated: bool = False
    """Its answers were read by other rules."""

    @property
    def is_known(self) -> bool:
        """Tell whether it is in the archive already."""
        return self.state in KNOWN

    def has(self, origin: Origin) -> bool:
        """Tell whether an answer of this kind is there."""
        return any(contribution.origin == origin for contribution in self.contributions)


def due_articles(
    connection: Connection,
    source: str,
    *,
    now: datetime,
    rules: str | None = None,
    after: int = 0,
    limit: int = 500,
    waiting_too: bool = False,
) -> list[Record]:
    """Return the next articles to fetch, oldest row first: seen ones and those whose time has come.

    *rules*: digest of the rules that answers are read by now. *after*: the last row of the chunk
    before. *waiting_too*: incomplete ones before their time.
    """
    is_due = articles.c.due_at <= format_rfc3339(now)
    at_once = (State.SEEN, State.INCOMPLETE) if waiting_too else (State.SEEN,)
    timed = [state for state in DUE_BY_TIME if state not in at_once]
    # Each on its own is a range of the index by state; together they would be a look at every row.
    mine = select(articles.c.id).where(articles.c.source == source, articles.c.id > after)
    due = (
        union_all(
            *(mine.where(articles.c.state == state) for state in at_once),
            *(mine.where(articles.c.state == state, is_due) for state in timed),
        )
        .order_by("id")
        .limit(limit)
    )
    ids = list(connection.execute(due).scalars())
    rows = connection.execute(
        select(articles).where(articles.c.id.in_(ids)).order_by(articles.c.id)
    )
    return _records(connection, rows.all(), rules)


def load_records(connection: Connection, ids: Sequence[int]) -> list[Record]:
    """Return articles by row; rows that are gone (joined with another) are left out."""
    found: list[Record] = []
    for some in chunks(ids):
        query = select(articles).where(articles.c.id.in_(some))
        rows = connection.execute(query.order_by(articles.c.id)).all()
        found += _records(connection, rows)
    return found


def wait(
    connection: Connection,
    article_id: int,
    *,
    reason: str,
    detail: str,
    now: datetime,
    rules: str = "",
    said: Sequence[Contribution] = (),
) -> None:
    """Keep an article as incomplete, with what answers *said*, and set when it is tried again.

    *rules*: digest of the rules that its answers were read by. An article that has a post stays
    what it is; only the next look at it is put off. A try before its time puts nothing off.
    """
    row = connection.execute(select(articles).where(articles.c.id == article_id)).first()
    if row is None:
        return
    values: dict[str, Any] = {"reason": reason, "detail": detail, "rules": rules}
    if not is_early(row, now):
        values |= next_try(row, now)
    if row.state in UNFINISHED:
        values["state"] = State.INCOMPLETE
        store_answers(connection, {article_id: said}, now)
    connection.execute(update(articles).where(articles.c.id == article_id).values(**values))


def skip(
    connection: Connection,
    article_id: int,
    *,
    reason: str,
    detail: str = "",
    rules: str = "",
    again: datetime | None = None,
    said: Sequence[Contribution] = (),
    now: datetime | None = None,
) -> None:
    """Put an article aside until the source's file changes, or a listing says what decides.

    *rules*: digest of the rules that its answers were read by. *again*: when to look in any case,
    since the rule is not the source's own (robots.txt). *said*: answers to judge it by again
    without a request, read *now*. An article that has a post stays what it is, and is not due any
    more.
    """
    if said and now is not None and _is_unfinished(connection, article_id):
        store_answers(connection, {article_id: said}, now)
    due_at = format_rfc3339(again) if again is not None else None
    connection.execute(update(articles).where(articles.c.id == article_id).values(due_at=due_at))
    connection.execute(
        update(articles)
        .where(articles.c.id == article_id, articles.c.state.in_(UNFINISHED))
        .values(state=State.SKIPPED, reason=reason, detail=detail, rules=rules)
    )


def count_waiting(
    connection: Connection, source: str, *, besides: Container[int] = ()
) -> dict[str, int]:
    """Return how many articles wait, by reason; those *besides* are not counted."""
    query = select(articles.c.id, articles.c.reason).where(
        articles.c.source == source, articles.c.state == State.INCOMPLETE
    )
    return Counter(row.reason for row in connection.execute(query) if row.id not in besides)


def count_articles(connection: Connection, source: str, state: State) -> int:
    """Return how many articles are in a state."""
    query = select(func.count()).where(articles.c.source == source, articles.c.state == state)
    return connection.execute(query).scalar_one()


def _is_unfinished(connection: Connection, article_id: int) -> bool:
    query = select(articles.c.id).where(
        articles.c.id == article_id, articles.c.state.in_(UNFINISHED)
    )
    return connection.execute(query).first() is not None


def _records(
    connection: Connection, rows: Sequence[Row[Any]], rules: str | None = None
) -> list[Record]:
    said: dict[int, list[Contribution]] = {row.id: [] for row in rows}
    led: dict[int, list[str]] = {row.id: [] for row in rows}
    query = select(contributions).where(contributions.c.article_id.in_(list(said)))
    for row in connection.execute(query.order_by(contributions.c.id)):
        said[row.article_id].append(
            Contribution(
                origin=Origin(row.origin),
                url=row.url,
                fields=load_fields(row.fields),
                position=row.position,
            )
        )
    for row in connection.execute(select(links).where(links.c.article_id.in_(list(led)))):
        led[row.article_id].append(row.key)
    return [
        Record(
            article_id=row.id,
            state=State(row.state),
            identity=row.identity,
            contributions=tuple(said[row.id]),
            first_seen=parse_rfc3339(row.first_seen),
            links=tuple(sorted(led[row.id])),
            is_outdated=rules not in {None, row.rules} and row.state in READ_BEFORE,
        )
        for row in rows
    ]
