"""Articles into the archive, and out of it as posts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, and_, delete, insert, select, update

from newsbot.archive.codec import dump_article, load_article
from newsbot.archive.schema import State, articles, categories, contributions, versions
from newsbot.article import Article, Category, Origin
from newsbot.values.dates import format_rfc3339, parse_rfc3339


class Outcome(StrEnum):
    """What became of an article that was archived."""

    NEW = "new"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    PENDING = "pending"
    """It was archived by an earlier run that ended before its post was in place."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An article whose post is to be written."""

    article: Article
    identity: str
    path: str
    category: Category | None
    version: int
    post_digest: str | None
    """Of the bytes last written; None before the first."""


def archive(connection: Connection, entries: Sequence[Entry], now: datetime) -> list[Outcome]:
    """Store articles, all of them or none; return what became of each."""
    return [_archive_one(connection, entry, now) for entry in entries]


def pending_articles(
    connection: Connection, source: str, *, after: int = 0, limit: int = 500
) -> list[Article]:
    """Return archived articles whose posts are not in place yet, oldest row first."""
    query = (
        _latest()
        .where(
            articles.c.source == source,
            articles.c.state == State.ARCHIVED,
            articles.c.id > after,
        )
        .order_by(articles.c.id)
        .limit(limit)
    )
    return [load_article(row.article, row.id) for row in connection.execute(query)]


def published_dates(connection: Connection, ids: Sequence[int]) -> list[datetime]:
    """Return the dates of those articles that are archived; aware, UTC."""
    query = select(articles.c.published_at).where(
        articles.c.id.in_(ids), articles.c.published_at.is_not(None)
    )
    return [parse_rfc3339(text) for text in connection.execute(query).scalars()]


def load_pending(connection: Connection, ids: Sequence[int]) -> dict[int, Pending]:
    """Return what is needed to write the posts of archived articles."""
    rows = connection.execute(_latest().where(articles.c.id.in_(ids))).all()
    return {row.id: _pending(connection, row) for row in rows}


def mark_exported(
    connection: Connection,
    digests: Mapping[int, str],
    *,
    kept: Sequence[int] = (),
    withheld: Sequence[int] = (),
) -> None:
    """Remember that posts are in place, and the digests of their bytes.

    *kept*: posts that the owner edited, which stay as they are. *withheld*: posts that the owner
    deleted, which do not come back.
    """
    for article_id, digest in digests.items():
        values = {"state": State.EXPORTED, "post_digest": digest}
        connection.execute(update(articles).where(articles.c.id == article_id).values(**values))
    for ids, state in ((kept, State.EXPORTED), (withheld, State.WITHHELD)):
        if ids:
            connection.execute(update(articles).where(articles.c.id.in_(ids)).values(state=state))


def _archive_one(connection: Connection, entry: Entry, now: datetime) -> Outcome:
    row = connection.execute(
        select(articles).where(articles.c.id == entry.article.article_id)
    ).one()
    values: dict[str, Any] = {
        "attempts": 0,
        "failed_since": None,
        "due_at": None,
        "reason": "",
        "detail": "",
        "fetched_at": format_rfc3339(now),
    }
    outcome = _outcome(row, entry)
    if outcome in (Outcome.NEW, Outcome.EDITED):
        values |= _new_version(connection, row, entry, now)
    connection.execute(update(articles).where(articles.c.id == row.id).values(**values))
    # The version holds what the answers said; only the listings' words are compared again.
    connection.execute(
        delete(contributions).where(
            contributions.c.article_id == row.id,
            contributions.c.origin.in_([Origin.PAGE, Origin.CONTENT]),
        )
    )
    return outcome


def _outcome(row: Row[Any], entry: Entry) -> Outcome:
    if row.version == 0:
        return Outcome.NEW
    if row.words_digest != entry.words_digest:
        return Outcome.EDITED
    return Outcome.PENDING if row.state == State.ARCHIVED else Outcome.UNCHANGED


def _new_version(
    connection: Connection, row: Row[Any], entry: Entry, now: datetime
) -> dict[str, Any]:
    number = row.version + 1
    connection.execute(
        insert(versions).values(
            article_id=row.id,
            number=number,
            seen_at=format_rfc3339(now),
            words_digest=entry.words_digest,
            article=dump_article(entry.article),
        )
    )
    date = entry.article.date_published
    values = {
        "state": State.ARCHIVED,
        "version": number,
        "words_digest": entry.words_digest,
        "published_at": format_rfc3339(date.astimezone(UTC)) if date is not None else None,
    }
    return values | (_place(connection, row, entry) if row.path is None else {})


def _place(connection: Connection, row: Row[Any], entry: Entry) -> dict[str, Any]:
    """Decide once where the post is and which category lists it."""
    place = entry.place(entry.article, row.identity)
    path, key = _free_path(connection, place.paths)
    category = place.category
    if category is not None:
        query = select(categories.c.slug).where(categories.c.slug == category.slug)
        if connection.execute(query).first() is None:
            connection.execute(
                insert(categories).values(
                    slug=category.slug, title=category.title, source=row.source
                )
            )
    return {
        "path": path,
        "path_key": key,
        "category_slug": category.slug if category is not None else None,
    }


def _free_path(connection: Connection, paths: Iterator[tuple[str, str]]) -> tuple[str, str]:
    for path, key in paths:
        taken = select(articles.c.id).where(articles.c.path_key == key)
        if connection.execute(taken).first() is None:
            return path, key
    raise AssertionError("paths() has no end")


def _latest() -> Any:
    return select(articles, versions.c.article).join(
        versions,
        and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.version),
    )


def _pending(connection: Connection, row: Row[Any]) -> Pending:
    title = select(categories.c.title).where(categories.c.slug == row.category_slug)
    category = (
        Category(slug=row.category_slug, title=connection.execute(title).scalar_one())
        if row.category_slug is not None
        else None
    )
    return Pending(
        article=load_article(row.article, row.id),
        identity=row.identity,
        path=row.path,
        category=category,
        version=row.version,
        post_digest=row.post_digest,
    )
