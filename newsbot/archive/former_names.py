"""A source that got another name: what it was known by is its own still."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select, update

from newsbot.archive.due import rules_key
from newsbot.archive.schema import articles, gaps, links, listings, meta, runs


def adopt(connection: Connection, source: str, former: Sequence[str]) -> int:
    """Give a source what the ledger has under its former names; return how many articles.

    What the source has under its own name already stays, and its former double keeps the old name.
    """
    return sum(_adopt(connection, source, name) for name in former if name != source)


def _adopt(connection: Connection, source: str, name: str) -> int:
    own = select(articles.c.identity).where(articles.c.source == source)
    moved = connection.execute(
        update(articles)
        .where(articles.c.source == name, articles.c.identity.not_in(own))
        .values(source=source)
    ).rowcount
    taken = select(links.c.key).where(links.c.source == source)
    theirs = select(articles.c.id).where(articles.c.source == source)
    connection.execute(
        update(links)
        .where(links.c.source == name, links.c.key.not_in(taken), links.c.article_id.in_(theirs))
        .values(source=source)
    )
    read = select(listings.c.key).where(listings.c.source == source)
    connection.execute(
        update(listings)
        .where(listings.c.source == name, listings.c.key.not_in(read))
        .values(source=source)
    )
    own_rules = select(meta.c.key).where(meta.c.key == rules_key(source)).exists()
    connection.execute(
        update(meta).where(meta.c.key == rules_key(name), ~own_rules).values(key=rules_key(source))
    )
    for table in (gaps, runs):
        connection.execute(update(table).where(table.c.source == name).values(source=source))
    return moved
