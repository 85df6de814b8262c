"""Which articles a listing believably says something new of.

Words are believed. A date alone is, too, but many sites write the time of now beside everything,
and a date that is changed for most articles at once tells of the site: of a template, or a move.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select

from newsbot.archive.codec import load_fields
from newsbot.archive.due import says_new_words, says_other_words
from newsbot.archive.identities import chunks
from newsbot.archive.schema import articles
from newsbot.values.dates import parse_rfc3339

MANY: Final = 3
"""Dates that are changed at once and tell nothing when they are more than half of all."""

ZONES: Final = timedelta(hours=14)
"""How far apart clocks are: many sites write the time of day of theirs, and call it UTC."""


def edited_articles(
    connection: Connection, before: Mapping[int, str | None], said: Mapping[int, str]
) -> list[int]:
    """Return the articles of a page that are looked at again.

    *before*: what the listing said of them the last time, None where nothing; *said*: what it says.
    """
    new = [id_ for id_, text in said.items() if says_new_words(before[id_], text)]
    words = {id_ for id_ in new if says_other_words(before[id_], said[id_])}
    dates = [id_ for id_ in new if id_ not in words]
    again = sum(text is not None for text in before.values())
    if len(dates) >= MANY and 2 * len(dates) > again:
        dates = []
    known_since = _fetched(connection, dates)
    late = {id_ for id_ in dates if _is_after(said[id_], known_since.get(id_))}
    return [id_ for id_ in new if id_ in words or id_ in late]


def _fetched(connection: Connection, ids: Collection[int]) -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    for some in chunks(list(ids)):
        query = select(articles.c.id, articles.c.fetched_at).where(
            articles.c.id.in_(some), articles.c.fetched_at.is_not(None)
        )
        found |= {row.id: parse_rfc3339(row.fetched_at) for row in connection.execute(query)}
    return found


def _is_after(said: str, fetched: datetime | None) -> bool:
    """Tell whether a change may have come after the article was fetched."""
    value = load_fields(said)["date_modified"].value
    try:
        changed = datetime.fromisoformat(str(value).strip())
    except ValueError:
        return True
    if fetched is None or len(str(value).strip()) <= 10:
        return True
    aware = changed if changed.tzinfo is not None else changed.replace(tzinfo=UTC)
    return aware >= fetched - ZONES
