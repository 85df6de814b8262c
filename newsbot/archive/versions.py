"""Articles into the archive: a version each time that their words changed."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from newsbot.archive.aliases import Way, is_at_anothers, join_alias, may_be_archived
from newsbot.archive.answers import forget_answers
from newsbot.archive.codec import dump_article
from newsbot.archive.schema import State, articles, categories, versions
from newsbot.archive.texts import Told, about, repeated
from newsbot.article import Article, Category
from newsbot.values.dates import format_rfc3339
from newsbot.values.digests import is_same_digest
from newsbot.values.slugs import file_key


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
class Place:
    """Where a post may be and which category lists it."""

    paths: Iterator[tuple[str, str]]
    """Best first and without end, each with the key that no two posts may share."""
    category: Category | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An article on its way into the archive."""

    article: Article
    words_digest: str
    """Of headline and body text: what counts as an edit."""
    place: Callable[[Article, str], Place]
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
        _update(connection, [_archived(rows[e.article.article_id], e) for e in fresh])
    _place(connection, [(rows[e.article.article_id], e) for e in fresh])
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


def _place(connection: Connection, fresh: Sequence[tuple[Row[Any], Entry]]) -> None:
    """Decide once, for articles without a post, where it is and which category lists it."""
    placed: list[dict[str, Any]] = []
    named: dict[str, dict[str, str]] = {}
    places = [(row, e, e.place(e.article, row.identity)) for row, e in fresh if row.path is None]
    best = [next(place.paths) for _, _, place in places]
    taken = _taken(connection, [key for _, key in best])
    slugs = _slugs(connection, [p.category.slug for _, _, p in places if p.category is not None])
    for (row, entry, place), first in zip(places, best, strict=True):
        path, key = first if first[1] not in taken else _free_path(connection, place.paths, taken)
        taken.add(key)
        slug = slugs[place.category.slug] if place.category is not None else None
        date = entry.article.date_published
        placed.append(
            {
                "row": row.id,
                "path": path,
                "path_key": key,
                "category_slug": slug,
                "index_day": date.date().isoformat() if date is not None else None,
            }
        )
        if place.category is not None and slug is not None:
            title = {"title": place.category.title, "source": row.source}
            named.setdefault(slug, {"slug": slug, **title})
    _update(connection, placed)
    query = select(categories.c.slug).where(categories.c.slug.in_(list(named)))
    known = set(connection.execute(query).scalars())
    new = [category for slug, category in named.items() if slug not in known]
    if new:
        connection.execute(insert(categories), new)


def _slugs(connection: Connection, wanted: Sequence[str]) -> dict[str, str]:
    """Return each slug as it was first seen: `News` and `news` are one page on many disks."""
    query = select(categories.c.slug)
    known = set(connection.execute(query.where(categories.c.slug.in_(set(wanted)))).scalars())
    first = {file_key(slug): slug for slug in known}
    if not known.issuperset(wanted):
        for slug in (*connection.execute(query).scalars(), *wanted):
            first.setdefault(file_key(slug), slug)
    return {slug: first[file_key(slug)] for slug in wanted}


def _taken(connection: Connection, keys: Sequence[str]) -> set[str]:
    query = select(articles.c.path_key).where(articles.c.path_key.in_(keys))
    return set(connection.execute(query).scalars())


def _free_path(
    connection: Connection, paths: Iterator[tuple[str, str]], taken: Container[str]
) -> tuple[str, str]:
    for path, key in paths:
        if key not in taken and not _taken(connection, [key]):
            return path, key
    raise AssertionError("paths() has no end")


def _update(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set the same columns of several articles; `row` in each says which."""
    if rows:
        columns: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in rows[0] if name != "row"
        }
        statement = update(articles).where(articles.c.id == bindparam("row")).values(columns)
        connection.execute(
            statement,
            [{n if n == "row" else f"new_{n}": v for n, v in row.items()} for row in rows],
        )
