"""What makes an article due: other rules, and what a listing says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, insert, select, update

from newsbot.archive.codec import load_fields
from newsbot.archive.identities import chunks
from newsbot.archive.schema import State, articles, meta
from newsbot.article import Found
from newsbot.values.dates import format_rfc3339

WORDS: Final = ("headline", "description", "body_html", "authors")
"""Fields of a listing that make an article due when they say something new."""


def note_rules(connection: Connection, source: str, rules: str, now: datetime) -> None:
    """Make all that waits or was skipped due when the source's file has changed.

    *rules*: its digest. That of the last run is remembered, so that an unchanged file costs a look.
    """
    key = rules_key(source)
    before = connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar()
    if before is None:
        connection.execute(insert(meta).values(key=key, value=rules))
    if before in {None, rules}:
        return
    connection.execute(update(meta).where(meta.c.key == key).values(value=rules))
    connection.execute(
        update(articles)
        .where(
            articles.c.source == source,
            articles.c.state.in_([State.INCOMPLETE, State.SKIPPED]),
        )
        .values(due_at=format_rfc3339(now))
    )


def rules_key(source: str) -> str:
    """Return what the digest of a source's rules is remembered by."""
    return f"rules of {source}"


def make_due(connection: Connection, ids: Sequence[int], state: State, now: datetime) -> None:
    """Make those of the articles due that are in a state."""
    for some in chunks(ids):
        connection.execute(
            update(articles)
            .where(articles.c.id.in_(some), articles.c.state == state)
            .values(due_at=format_rfc3339(now))
        )


def says_new_words(before: str | None, now: str) -> bool:
    """Tell whether a listing says something new of a known article.

    *before*: what it said the last time; None when it names the article for the first time, which
    says nothing of an edit. Only words count, and when they were changed: counts of readers,
    positions and "5 minutes ago" are other ones at every look, and no reason to fetch again.
    """
    if before is None or before == now:
        return False
    old, new = load_fields(before), load_fields(now)
    return any(_is_new(old, new, name) for name in WORDS) or _is_later(old, new)


def says_other_words(before: str | None, now: str) -> bool:
    """Tell whether it is words, and not only a date, that a listing says anew of an article."""
    old, new = load_fields(before or "{}"), load_fields(now)
    return any(_is_new(old, new, name) for name in WORDS)


def may_complete(before: str | None, now: str) -> bool:
    """Tell whether a listing says something that may complete an article that waits.

    *before*: what it said the last time; None when it names the article for the first time.
    """
    if before == now:
        return False
    old, new = load_fields(before or "{}"), load_fields(now)
    return any(_is_new(old, new, name) for name in WORDS) or _has_now(old, new, "date_published")


def may_admit(before: str | None, now: str, decisive: frozenset[str] | None) -> bool:
    """Tell whether a listing says something that may make a skipped article a wanted one.

    *decisive*: the fields that decide; None: all of them.
    """
    if before == now:
        return False
    old, new = load_fields(before or "{}"), load_fields(now)
    names = old.keys() | new.keys() if decisive is None else decisive
    return any(_text(old, name) != _text(new, name) for name in names)


def _is_new(old: Mapping[str, Found], new: Mapping[str, Found], name: str) -> bool:
    return bool(_text(new, name)) and _text(old, name) != _text(new, name)


def _is_later(old: Mapping[str, Found], new: Mapping[str, Found]) -> bool:
    return _is_new(old, new, "date_modified") and _is_written_out(_text(new, "date_modified"))


def _has_now(old: Mapping[str, Found], new: Mapping[str, Found], name: str) -> bool:
    before, now = _text(old, name), _text(new, name)
    return bool(now) and (not before or (_is_written_out(now) and not _is_written_out(before)))


def _is_written_out(date: str) -> bool:
    """Tell a date from a distance from now."""
    return sum(map(str.isdigit, date)) >= 8


def _text(fields: Mapping[str, Found], name: str) -> str:
    """Return what a field says; the rule that found it does not matter."""
    found = fields.get(name)
    if found is None:
        return ""
    return found.value.strip() if isinstance(found.value, str) else "\n".join(found.value).strip()
