"""From the ledger to the index: the line of an article, and all lines of a source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, select

from newsbot.archive.exports import Pending, keys_of
from newsbot.archive.index import REMOVED, WITHHELD, Line
from newsbot.archive.keys import article_keys, form_key
from newsbot.archive.schema import State, articles
from newsbot.article import Found
from newsbot.values.dates import parse_rfc3339
from newsbot.values.digests import SHORT
from newsbot.values.urls import key_of_canonical

if TYPE_CHECKING:
    from newsbot.source import Source

IN_PLACE: Final = (State.EXPORTED, State.GONE, State.WITHHELD, State.REMOVED)
"""States of articles that have a line."""

UNDATED: Final = date(1, 1, 1)

_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]{1,100}")
_PROBE: Final = "q7Probe7q"
_OTHER: Final = "Other-1_z"


class DerivedKeys:
    """Says which keys follow from an identity and the source's file: those are not in the index."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._pattern = self._find_pattern()

    def __call__(self, identity: str) -> tuple[str, ...]:
        """Return the keys of an identity."""
        kind, _, value = identity.partition(":")
        if kind == "url":
            # Without a scheme it is the key of a share link, and itself the key.
            key = f"url:{key_of_canonical(value)}" if "://" in value else identity
            plain = form_key(value) if "://" in value else key
            return (key, plain) if plain.partition(":")[2] != key.partition(":")[2] else (key,)
        if self._pattern and _PLAIN.fullmatch(value):
            return tuple(key.replace(_PROBE, value) for key in self._pattern)
        return self._keys(value)

    def _keys(self, identifier: str) -> tuple[str, ...]:
        return article_keys({"identifier": Found(identifier, "index")}, self._source)

    def _find_pattern(self) -> tuple[str, ...]:
        """Return the keys of a probe, if those of plain identifiers differ in nothing else.

        Addresses are slow to make, and an index has a hundred thousand identifiers.
        """
        keys = self._keys(_PROBE)
        replaced = tuple(key.replace(_PROBE, _OTHER) for key in keys)
        return keys if replaced == self._keys(_OTHER) else ()


def index_line(
    pending: Pending, derive: DerivedKeys, *, digest: str = "", is_withheld: bool = False
) -> tuple[date, Line]:
    """Return the line of an article whose post is in place, and the day of its file.

    *digest*: of the post, where it was written now.
    """
    published = pending.article.date_published
    post = WITHHELD if is_withheld else digest or pending.post_digest or ""
    line = Line(
        identity=pending.identity,
        words=pending.words_digest[:SHORT],
        post=post[:SHORT],
        path=pending.path,
        keys=_further(pending.identity, pending.keys, derive),
    )
    return pending.index_day or (published.date() if published else UNDATED), line


def indexed_articles(connection: Connection, source: Source) -> Iterator[tuple[date, Line]]:
    """Yield the lines of all articles of a source that were put in place."""
    query = select(articles).where(
        articles.c.source == source.name,
        articles.c.state.in_(IN_PLACE),
        articles.c.path.is_not(None),
    )
    rows = connection.execute(query.order_by(articles.c.id)).all()
    keys = keys_of(connection, [row.id for row in rows])
    derive = DerivedKeys(source)
    instead = {State.WITHHELD: WITHHELD, State.REMOVED: REMOVED}
    for row in rows:
        line = Line(
            identity=row.identity,
            words=row.words_digest[:SHORT],
            post=instead.get(State(row.state), (row.post_digest or "")[:SHORT]),
            path=row.path,
            keys=_further(row.identity, keys.get(row.id, ()), derive),
        )
        yield _day(row.index_day, row.published_at, source), line


def _day(day: str | None, published: str | None, source: Source) -> date:
    if day is not None:
        return date.fromisoformat(day)
    if published is None:
        return UNDATED
    return parse_rfc3339(published).astimezone(source.timezone).date()


def _further(identity: str, keys: tuple[str, ...], derive: DerivedKeys) -> tuple[str, ...]:
    derived = {identity, *derive(identity)}
    # How an address looks in plain form follows from the address.
    return tuple(key for key in keys if key not in derived and not key.startswith("form:"))
