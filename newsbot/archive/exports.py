"""Articles out of the archive as posts: which are to be written, and which are in place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, select, update

from newsbot.archive.codec import load_article
from newsbot.archive.identities import chunks
from newsbot.archive.schema import State, articles, categories, links, versions
from newsbot.article import Article, Category
from newsbot.values.dates import parse_rfc3339


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """An article whose post is to be written."""

    article: Article
    identity: str
    path: str
    category: Category | None
    version: int
    post_digest: str | None
    """Of the bytes last written; None before the first. Cut short when had from the index."""
    words_digest: str
    index_day: date | None
    """The day whose file in the index has the article's line."""
    keys: tuple[str, ...]
    """Everything that leads to the article, sorted."""


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
    keys = keys_of(connection, ids)
    return {row.id: _pending(row, keys.get(row.id, ())) for row in rows}


def keys_of(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    """Return what leads to each article, sorted."""
    found: dict[int, list[str]] = {}
    for some in chunks(ids):
        query = select(links.c.article_id, links.c.key).where(links.c.article_id.in_(some))
        for row in connection.execute(query.order_by(links.c.key)):
            found.setdefault(row.article_id, []).append(row.key)
    return {article_id: tuple(keys) for article_id, keys in found.items()}


def mark_exported(
    connection: Connection,
    digests: Mapping[int, str],
    *,
    kept: Sequence[int] = (),
    withheld: Sequence[int] = (),
) -> None:
    """Remember that posts are in place, and the digests of their bytes.

    *kept*: posts that the owner edited or moved, which stay as they are. *withheld*: posts that the
    owner deleted, which do not come back.
    """
    if digests:
        statement = update(articles).where(articles.c.id == bindparam("row"))
        connection.execute(
            statement.values(state=State.EXPORTED, post_digest=bindparam("digest")),
            [{"row": article_id, "digest": digest} for article_id, digest in digests.items()],
        )
    for ids, state in ((kept, State.EXPORTED), (withheld, State.WITHHELD)):
        if ids:
            connection.execute(update(articles).where(articles.c.id.in_(ids)).values(state=state))


def _latest() -> Any:
    return (
        select(articles, versions.c.article, categories.c.title.label("category_title"))
        .join(
            versions,
            and_(versions.c.article_id == articles.c.id, versions.c.number == articles.c.version),
        )
        .outerjoin(categories, categories.c.slug == articles.c.category_slug)
    )


def _pending(row: Row[Any], keys: tuple[str, ...]) -> Pending:
    has_category = row.category_slug is not None
    return Pending(
        article=load_article(row.article, row.id),
        identity=row.identity,
        path=row.path,
        category=Category(slug=row.category_slug, title=row.category_title)
        if has_category
        else None,
        version=row.version,
        post_digest=row.post_digest,
        words_digest=row.words_digest,
        index_day=date.fromisoformat(row.index_day) if row.index_day else None,
        keys=keys,
    )
