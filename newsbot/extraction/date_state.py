"""Dates in the state that a site's own scripts keep."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING, Final

from newsbot.extraction.witness import Witness, read_either

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_MOST: Final = 20
_MOST_SCRIPT: Final = 1_000_000

# What each name has; scripts are long, and names of dates few.
_STEM: Final = re.compile("[Pp](?:[Uu][Bb]|[Tt][Ii][Mm][Ee])|[Cc][Rr][Ee][Aa][Tt][Ee]")
_BEFORE: Final = 12
"""Characters of a name before its stem, at the most."""
_LONGEST: Final = 120
"""Characters of a name and its date, at the most."""

# Names under which the state of a site's own scripts keeps the date.
_STATE: Final = re.compile(
    r"""\b(?P<key>publish_?time|publish_?date|pub_?time|pub_?date|date_?published|published_?at|"""
    r"""published_?date|publication_?date|date_?of_?publication|first_?publish(?:ed)?_?(?:date|time|at)|"""
    r"""content_?publishing_?date|published_?time|ptime|create_?time|publishing_?date)["']?"""
    r"""\s{0,5}[:=]\s{0,5}(?:new Date\()?["']?"""
    r"""(?P<value>\d[^"'<>{}\[\]\n]{7,30}|\d{10}(?:\d{3})?)""",
    re.IGNORECASE,
)
# No letter stands before it; that is looked for last, as it makes the search ten times faster.
_EPOCH: Final = re.compile(
    r"""(?P<key>ct)(?<!\wct)["']?\s{0,5}[:=]\s{0,5}["'](?P<value>1\d{9})["']"""
)
"""A name so short that only a count of seconds makes it a date."""


def state(page: Page) -> Iterator[Witness]:
    """Yield the dates under the usual names in the page's own scripts, when they all agree."""
    found: dict[str, list[Witness]] = {}
    for text in _scripts(page):
        for match in chain(_named(text), _EPOCH.finditer(text)):
            key = match["key"].lower().replace("_", "")
            if len(found.setdefault(key, [])) < _MOST:
                rule = f"script {match['key']}"
                found[key] += list(read_either(match["value"].strip(), rule, page))
    for witnesses in found.values():
        if len({witness.day for witness in witnesses}) == 1:
            yield max(witnesses, key=lambda witness: witness.is_timed)


def _scripts(page: Page) -> Iterator[str]:
    left = _MOST_SCRIPT
    for script in page.tree.iter("script"):
        text = script.text or ""
        if "ld+json" in (script.get("type") or "") or len(text) > left:
            continue
        left -= len(text)
        yield text.replace('\\"', '"')


def _named(text: str) -> Iterator[re.Match[str]]:
    """Yield what `_STATE` finds, looking only where one of its names may be."""
    end = 0
    for stem in _STEM.finditer(text):
        start = stem.start()
        if start < end:
            continue
        match = _STATE.search(text, max(end, start - _BEFORE), start + _LONGEST)
        if match is not None and match.start() <= start:
            end = match.end()
            yield match
