"""Articles as listings name them, and their rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert

from newsbot.archive.identities import Match, claim, find_articles
from newsbot.archive.schema import State, articles
from newsbot.article import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An article as a listing names it."""

    keys: tuple[str, ...]
    identity: str
    fields: Mapping[str, Found]


def find_or_create(
    connection: Connection, source: str, named: Sequence[Named], stamp: str
) -> tuple[list[int], set[int]]:
    """Return the article of each entry, and which of them were made now."""
    keys = [key for entry in named for key in entry.keys]
    found = find_articles(connection, source, list(dict.fromkeys(keys)))
    missing: list[str] = []
    ids: list[int] = []
    claims: dict[str, int] = {}
    for entry in named:
        match = _match(entry, found)
        if match is None:
            # Its row is made below, all at once; until then its number stands for it, negative.
            missing.append(entry.identity)
            match = Match(-len(missing), entry.identity)
        fresh = [key for key in entry.keys if key not in found]
        found |= dict.fromkeys(fresh, match)
        claims |= dict.fromkeys(fresh, match.article_id)
        ids.append(match.article_id)
    made = _create(connection, source, missing, stamp)
    rows = {-number: row for number, row in enumerate(made, start=1)}
    claim(connection, source, {key: rows.get(id_, id_) for key, id_ in claims.items()})
    return [rows.get(id_, id_) for id_ in ids], set(made)


def _match(entry: Named, found: Mapping[str, Match]) -> Match | None:
    matches = (found[key] for key in entry.keys if key in found)
    return next((match for match in matches if match.may_be(entry.identity)), None)


def _create(
    connection: Connection, source: str, identities: Sequence[str], stamp: str
) -> Sequence[int]:
    if not identities:
        return []
    rows = [
        {"source": source, "identity": name, "state": State.SEEN, "first_seen": stamp}
        for name in identities
    ]
    statement = insert(articles).returning(articles.c.id, sort_by_parameter_order=True)
    return connection.execute(statement, rows).scalars().all()
