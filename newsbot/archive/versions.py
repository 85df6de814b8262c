"""Articles into the archive: a version each time that their words changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from newsbot.archive.aliases import Way, is_at_anothers, join_alias, may_be_archived
from newsbot.archive.answers import forget_answers
from newsbot.archive.codec import dump_article
from newsbot.archive.places import Chooser, decide_places, update_articles
from newsbot.archive.schema import State, articles, versions
from newsbot.archive.texts import Told, about, repeated
from newsbot.article import Article
from newsbot.values.dates import format_rfc3339
from newsbot.values.digests import is_same_digest


class Outcome(StrEnum):
    """What became of an article that was archived."""

    NEW = "new"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    PENDING = "pending"
    """It was archived by an earlier run that ended before its post was in place."""
    ALIAS = "alias"
    """It proved to be an article that is archived already, whose links it has now."""
    ELSEWHERE = "elsewhere"
    """Its page was redirected to the address of another article: nothing of it is stored."""
    REPEATED = "repeated"
    """Its text is that of several other articles: nothing of it is stored."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article on its way into the archive."""

    article: Article
    words_digest: str
    """Of headline and body text: what counts as an edit."""
    place: Chooser
    """Says where its post may be, from the article and its identity; asked once in its life."""
    text_digest: str = ""
    """Of the body; empty where it has no words."""
    ways: tuple[Way, ...] = ()
    """By which it may be in the archive already, under another address."""


def archive(connection: Connection, entries: Sequence[Entry], now: datetime) -> list[Outcome]:
    """Store articles, all of them or none; return what became of each."""
    rows = _rows(connection, entries)
    source = next((row.source for row in rows.values()), "")
    of_each = [rows.get(entry.article.article_id) for entry in entries]
    doubtful = may_be_archived(connection, source, of_each, entries)
    plain = [entry for entry, in_doubt in zip(entries, doubtful, strict=True) if not in_doubt]
    told = iter(_archive(connection, rows, plain, now))
    # One by one, after the others: each may be any of those before it.
    return [
        _archive_or_join(connection, entry, now) if in_doubt else next(told)
        for entry, in_doubt in zip(entries, doubtful, strict=True)
    ]


def _rows(connection: Connection, entries: Sequence[Entry]) -> dict[int, Row[Any]]:
    ids = [entry.article.article_id for entry in entries]
    query = select(articles).where(articles.c.id.in_(ids))
    return {row.id: row for row in connection.execute(query)}


def _archive_or_join(connection: Connection, entry: Entry, now: datetime) -> Outcome:
    rows = _rows(connection, [entry])
    row = rows.get(entry.article.article_id)
    if row is not None and join_alias(connection, row, entry):
        return Outcome.ALIAS
    if row is not None and is_at_anothers(connection, row, entry):
        forget_answers(connection, [row.id])
        return Outcome.ELSEWHERE
    return _archive(connection, rows, [entry], now)[0]


def _archive(
    connection: Connection,
    rows: Mapping[int, Row[Any]],
    entries: Sequence[Entry],
    now: datetime,
) -> list[Outcome]:
    outcomes = [_outcome(rows.get(entry.article.article_id), entry) for entry in entries]
    outcomes = _without_repeated(connection, rows, entries, outcomes)
    fresh = [
        e for e, o in zip(entries, outcomes, strict=True) if o in (Outcome.NEW, Outcome.EDITED)
    ]
    if fresh:
        connection.execute(
            insert(versions), [_version(rows[e.article.article_id], e, now) for e in fresh]
        )
        update_articles(connection, [_archived(rows[e.article.article_id], e) for e in fresh])
    decide_places(connection, [(rows[e.article.article_id], e.article, e.place) for e in fresh])
    told = zip(entries, outcomes, strict=True)
    _settle(connection, [e.article.article_id for e, o in told if o != Outcome.REPEATED], now)
    return outcomes


def _without_repeated(
    connection: Connection,
    rows: Mapping[int, Row[Any]],
    entries: Sequence[Entry],
    outcomes: Sequence[Outcome],
) -> list[Outcome]:
    """Return the outcomes, with new texts that several articles have as what they are."""
    told = [
        Told(article_id=e.article.article_id, text=e.text_digest, about=about(e.article))
        for e, outcome in zip(entries, outcomes, strict=True)
        if outcome in (Outcome.NEW, Outcome.EDITED)
    ]
    source = next((row.source for row in rows.values()), "")
    found = repeated(connection, source, told)
    return [
        Outcome.REPEATED if entry.article.article_id in found else outcome
        for entry, outcome in zip(entries, outcomes, strict=True)
    ]


def _outcome(row: Row[Any] | None, entry: Entry) -> Outcome:
    if row is None:
        return Outcome.UNCHANGED  # it proved to be another article after its answers were read
    if row.version == 0:
        return Outcome.NEW
    if not is_same_digest(row.words_digest, entry.words_digest):
        return Outcome.EDITED
    return Outcome.PENDING if row.state == State.ARCHIVED else Outcome.UNCHANGED


def _version(row: Row[Any], entry: Entry, now: datetime) -> dict[str, Any]:
    return {
        "article_id": row.id,
        "number": row.version + 1,
        "seen_at": format_rfc3339(now),
        "words_digest": entry.words_digest,
        "article": dump_article(entry.article),
    }


def _archived(row: Row[Any], entry: Entry) -> dict[str, Any]:
    date = entry.article.date_published
    return {
        "row": row.id,
        "state": State.ARCHIVED,
        "version": row.version + 1,
        "words_digest": entry.words_digest,
        "published_at": format_rfc3339(date.astimezone(UTC)) if date is not None else None,
    }


def _settle(connection: Connection, ids: Sequence[int], now: datetime) -> None:
    """Forget the failures of articles that came through, and what their answers said.

    The version holds it; only the words of listings are compared again.
    """
    connection.execute(
        update(articles)
        .where(articles.c.id.in_(ids))
        .values(
            attempts=0,
            failed_since=None,
            due_at=None,
            reason="",
            detail="",
            fetched_at=format_rfc3339(now),
        )
    )
    forget_answers(connection, ids)
