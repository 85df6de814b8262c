"""Which article a link leads to: found, claimed and, where two prove to be one, joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from newsbot.archive.schema import KNOWN, State, articles, contributions, links

CHUNK = 500
"""Keys in one query: SQLite allows 32,766 variables, PostgreSQL 65,535."""


def find_articles(connection: Connection, source: str, keys: Sequence[str]) -> dict[str, int]:
    """Return the articles that *keys* lead to, by key."""
    found: dict[str, int] = {}
    for start in range(0, len(keys), CHUNK):
        query = select(links.c.key, links.c.article_id).where(
            links.c.source == source, links.c.key.in_(keys[start : start + CHUNK])
        )
        found |= {row.key: row.article_id for row in connection.execute(query)}
    return found


def claim(connection: Connection, source: str, keys: Mapping[str, int]) -> None:
    """Remember keys, none of which is taken yet."""
    if keys:
        rows = [{"source": source, "key": key, "article_id": id_} for key, id_ in keys.items()]
        connection.execute(insert(links), rows)


def settle(
    connection: Connection, source: str, article_id: int, keys: Iterable[str], identity: str
) -> int:
    """Give an article the keys that an answer revealed; return the article that it proved to be.

    Where a key leads to another article already, the two are one, and the one whose post is in
    place survives, else the older. Two articles that both have posts stay two: what is in the
    archive is not taken back.
    """
    wanted = list(keys)
    taken = find_articles(connection, source, wanted)
    survivor = article_id
    for other in sorted(set(taken.values()) - {article_id}):
        survivor = _join(connection, survivor, other)
    claim(connection, source, {key: survivor for key in wanted if key not in taken})
    _name(connection, source, survivor, identity)
    return survivor


def _join(connection: Connection, one: int, other: int) -> int:
    """Make two articles one; return the one that stays."""
    query = select(articles.c.id, articles.c.state).where(articles.c.id.in_([one, other]))
    known = [row.id for row in connection.execute(query) if row.state in KNOWN]
    if len(known) == 2:
        return one
    stays = known[0] if known else min(one, other)
    goes = other if stays == one else one
    connection.execute(update(links).where(links.c.article_id == goes).values(article_id=stays))
    _move_contributions(connection, goes, stays)
    connection.execute(delete(articles).where(articles.c.id == goes))
    return stays


def _move_contributions(connection: Connection, goes: int, stays: int) -> None:
    columns = (contributions.c.origin, contributions.c.listing_id)
    query = select(*columns).where(contributions.c.article_id == stays)
    there = {tuple(row) for row in connection.execute(query)}
    rows = select(contributions.c.id, *columns).where(contributions.c.article_id == goes)
    free = [row.id for row in connection.execute(rows) if (row.origin, row.listing_id) not in there]
    connection.execute(
        update(contributions).where(contributions.c.id.in_(free)).values(article_id=stays)
    )


def _name(connection: Connection, source: str, article_id: int, identity: str) -> None:
    """Let an article that has no post yet take the better identity."""
    holder = select(articles.c.id).where(
        articles.c.source == source, articles.c.identity == identity
    )
    if connection.execute(holder).first() is None:
        connection.execute(
            update(articles)
            .where(
                articles.c.id == article_id, articles.c.state.in_([State.SEEN, State.INCOMPLETE])
            )
            .values(identity=identity)
        )
