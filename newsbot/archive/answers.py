"""What pages and contents say, and which article each proves to be about."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, bindparam, delete, insert, select

from newsbot.archive.codec import dump_fields
from newsbot.archive.identities import Match, claim, find_articles, rename, settle
from newsbot.archive.schema import articles, contributions
from newsbot.article import Contribution, Origin
from newsbot.values.dates import format_rfc3339


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """What a page said, and what that reveals of which article it is about."""

    article_id: int
    contribution: Contribution
    keys: tuple[str, ...]
    identity: str
    further: tuple[str, ...] = ()
    """Keys that are remembered when they are free, and never make two articles one: where a page
    was redirected to, or what it says of its own address. Many links may lead to one login page."""


def record_answers(
    connection: Connection, source: str, answers: Sequence[Answered], now: datetime
) -> list[int]:
    """Store what pages said, and return for each the article that it proved to be about.

    0 stands for an article that was joined with another meanwhile and that no key leads to.
    """
    keys = [key for answer in answers for key in (*answer.keys, *answer.further)]
    found = find_articles(connection, source, keys)
    alive = _alive(connection, [answer.article_id for answer in answers])
    claims: dict[str, int] = {}
    names: dict[int, str] = {}
    several: set[int] = set()
    for answer in answers:
        if answer.article_id not in alive or _is_another(answer, found):
            several.add(answer.article_id)
            continue
        fresh = [key for key in (*answer.keys, *answer.further) if key not in found]
        found |= dict.fromkeys(fresh, Match(answer.article_id, answer.identity))
        claims |= dict.fromkeys(fresh, answer.article_id)
        names[answer.article_id] = answer.identity
    claim(connection, source, claims)
    rename(connection, source, names)
    survivors = _survivors(connection, source, answers, several)
    said = {id_: [a.contribution] for id_, a in zip(survivors, answers, strict=True) if id_}
    store_answers(connection, said, now)
    return survivors


def _survivors(
    connection: Connection, source: str, answers: Sequence[Answered], several: Set[int]
) -> list[int]:
    """Join what proved to be one, and return for each answer the article that stays."""

    def settled(answer: Answered) -> int:
        return settle(connection, source, answer.article_id, answer.keys, answer.identity)

    for answer in answers:
        if answer.article_id in several:
            settled(answer)
    # Only now: an answer may have joined the article of one before it.
    alive = _alive(connection, [answer.article_id for answer in answers])
    return [a.article_id if a.article_id in alive else settled(a) for a in answers]


def store_answers(
    connection: Connection, said: Mapping[int, Sequence[Contribution]], now: datetime
) -> None:
    """Keep what pages and contents said of articles that are not archived yet."""
    rows = [
        {
            "article_id": article_id,
            "origin": contribution.origin,
            "position": contribution.position,
            "url": contribution.url,
            "fields": dump_fields(contribution.fields),
            "seen_at": format_rfc3339(now),
        }
        for article_id, several in said.items()
        for contribution in several
    ]
    if rows:
        is_earlier = and_(
            contributions.c.article_id == bindparam("article"),
            contributions.c.origin == bindparam("from"),
            contributions.c.listing_id == 0,
        )
        earlier = [{"article": row["article_id"], "from": row["origin"]} for row in rows]
        connection.execute(delete(contributions).where(is_earlier), earlier)
        connection.execute(insert(contributions), rows)


def forget_answers(connection: Connection, ids: Collection[int]) -> None:
    """Forget what pages and contents said of articles."""
    if ids:
        connection.execute(
            delete(contributions).where(
                contributions.c.article_id.in_(ids),
                contributions.c.origin.in_([Origin.PAGE, Origin.CONTENT]),
            )
        )


def _alive(connection: Connection, ids: Sequence[int]) -> set[int]:
    """Return those articles that were not joined with another meanwhile."""
    query = select(articles.c.id).where(articles.c.id.in_(ids))
    return set(connection.execute(query).scalars())


def _is_another(answer: Answered, found: Mapping[str, Match]) -> bool:
    taken = [found[key] for key in answer.keys if key in found]
    return any(m.article_id != answer.article_id and m.may_be(answer.identity) for m in taken)
