"""Which article a link leads to: found, claimed and, where two prove to be one, joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from newsbot.archive.schema import KNOWN, UNFINISHED, State, articles, contributions, links

T = TypeVar("T")

CHUNK = 500
"""Values in one query: SQLite allows 32,766 variables, PostgreSQL 65,535."""


@dataclass(frozen=True, slots=True)
class Match:
    """An article that a key leads to."""

    article_id: int
    identity: str

    def may_be(self, identity: str) -> bool:
        """Tell whether it may be the article of that identity.

        Two identifiers are two articles, even where both name one address: some sites link all
        entries of a list to one page.
        """
        both_have_identifiers = self.identity.startswith("id:") and identity.startswith("id:")
        return self.identity == identity or not both_have_identifiers


def chunks(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield *values* in pieces that fit into one query."""
    for start in range(0, len(values), CHUNK):
        yield values[start : start + CHUNK]


def find_articles(connection: Connection, source: str, keys: Sequence[str]) -> dict[str, Match]:
    """Return the articles that *keys* lead to, by key."""
    found: dict[str, Match] = {}
    for some in chunks(keys):
        query = (
            select(links.c.key, links.c.article_id, articles.c.identity)
            .join(articles, articles.c.id == links.c.article_id)
            .where(links.c.source == source, links.c.key.in_(some))
        )
        for row in connection.execute(query):
            found[row.key] = Match(row.article_id, row.identity)
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
    archive is not taken back. 0: the article is gone, and no key leads to another.
    """
    wanted = list(keys)
    taken = find_articles(connection, source, wanted)
    same = {match.article_id for match in taken.values() if match.may_be(identity)}
    survivor = article_id if _exists(connection, article_id) else min(same, default=0)
    if not survivor:
        return 0
    for other in sorted(same - {survivor}):
        survivor = join(connection, survivor, other)
    claim(connection, source, {key: survivor for key in wanted if key not in taken})
    rename(connection, source, {survivor: identity})
    return survivor


def rename(connection: Connection, source: str, identities: Mapping[int, str]) -> None:
    """Let articles that have no post yet take a better identity, unless another has it."""
    taken: set[str] = set()
    for some in chunks(list(identities.values())):
        query = select(articles.c.identity).where(
            articles.c.source == source, articles.c.identity.in_(some)
        )
        taken |= set(connection.execute(query).scalars())
    rows = [{"row": id_, "to": name} for id_, name in identities.items() if name not in taken]
    # Not `in_`: its parameters cannot be those of many rows.
    has_no_post = or_(*(articles.c.state == state for state in UNFINISHED))
    if rows:
        connection.execute(
            update(articles)
            .where(articles.c.id == bindparam("row"), has_no_post)
            .values(identity=bindparam("to")),
            rows,
        )


def _exists(connection: Connection, article_id: int) -> bool:
    query = select(articles.c.id).where(articles.c.id == article_id)
    return connection.execute(query).first() is not None


def join(connection: Connection, one: int, other: int) -> int:
    """Make two articles one; return the one that stays. Two that both have posts stay two."""
    query = select(articles.c.id, articles.c.state).where(articles.c.id.in_([one, other]))
    known = [row.id for row in connection.execute(query) if row.state in KNOWN]
    if len(known) == 2:
        return one
    stays = known[0] if known else min(one, other)
    goes = other if stays == one else one
    connection.execute(update(links).where(links.c.article_id == goes).values(article_id=stays))
    _move_contributions(connection, goes, stays)
    connection.execute(delete(articles).where(articles.c.id == goes))
    # What leads to it now may decide otherwise; should the run end here, the next one judges it.
    connection.execute(
        update(articles)
        .where(articles.c.id == stays, articles.c.state == State.SKIPPED)
        .values(state=State.SEEN)
    )
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
