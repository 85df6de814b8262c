"""What a feed says, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from newsbot.article import Found, Rank, Value

LONGEST_SUMMARY: Final = 2_000
"""Characters of a description with its markup; a longer one is the article itself."""

_SHORT_YEAR: Final = re.compile(
    r"\s*((?:[A-Za-z]{3,9},\s?)?[0-9]{1,2}\s[A-Za-z]{3,9})\s([0-9]{2})(?=\s[0-9]{1,2}:)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One entry of a feed."""

    fields: Mapping[str, Found]
    guid: str = ""
    """What the feed knows it by: an address, or anything else that no other entry has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPage:
    """One page of a feed."""

    title: str = ""
    entries: tuple[FeedEntry, ...] = ()
    next: str = ""
    """Where its next page is (RFC 5005), absolute or as written; empty on the last."""


def entry_of(
    said: Mapping[str, tuple[str, Value]], *, guid: str = "", generic: Iterable[str] = ()
) -> FeedEntry:
    """Return an entry of field → rule and value; empty values give nothing.

    The address decides what is fetched, and is the source's to give. What else a feed says is
    metadata, and the names in *generic* are less: a page knows them better.
    """
    fields: dict[str, Found] = {}
    for name, (rule, value) in said.items():
        if value := _stripped(value):
            rank = Rank.SOURCE if name == "url" else Rank.METADATA
            fields[name] = Found(value, f"feed {rule}", Rank.GENERIC if name in generic else rank)
    return FeedEntry(fields=fields, guid=guid.strip())


def rfc822(date: str) -> str:
    """Return a date with its year in four digits, where it is written as in RFC 822."""
    match = _SHORT_YEAR.match(date)
    if match is None:
        return date
    # RFC 5322, 4.3.
    century = "20" if int(match[2]) < 50 else "19"
    return f"{match[1]} {century}{match[2]}{date[match.end() :]}"


def _stripped(value: Value) -> Value:
    if isinstance(value, str):
        return value.strip()
    return tuple(dict.fromkeys(text.strip() for text in value if text.strip()))
