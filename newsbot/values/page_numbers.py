"""Addresses of the pages of one article: where the number of a page stands in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from newsbot.values.urls import link_key

WHOLE: Final = 0
"""Stands for an address that shows all pages as one."""

_NUMBER: Final = r"[1-9][0-9]?"
_EXTENSION: Final = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)
_IN_NAME: Final = re.compile(
    rf"^(.{{1,200}}?)[_-](?:p|page|seite|pagina)?({_NUMBER}|all|full)$", re.I
)
_SEGMENT: Final = re.compile(
    rf"^(?:p|page|seite|pagina|pag|strona|sida|side)?[_-]?({_NUMBER})$", re.IGNORECASE
)
_WORD: Final = re.compile(r"^(?:p|page|seite|pagina|pag|strona|sida|side)$", re.IGNORECASE)
_PARAMETER: Final = re.compile(
    r"^(?:p|pg|pn|page|pageno|page_no|pagenum|page_num|pageid|currentpage|curpage|cpage|seite|pagina"
    rf"|pag|strona|sida)=({_NUMBER}|all)$",
    re.IGNORECASE,
)
_WHOLE_PARAMETER: Final = re.compile(
    r"^(?:(?:all|full|showall|show_all|single|singlepage|viewall|onepage)=(?:1|true|yes)"
    r"|(?:view|pagewanted|show|mode)=(?:all|full|single|singlepage))$",
    re.IGNORECASE,
)
_WHOLE_SEGMENT: Final = re.compile(r"^(?:all|full|single|singlepage|onepage|komplett)$", re.I)


class Reading(NamedTuple):
    """One way to read an address as a page of an article."""

    stem: str
    """What all pages of the article share."""
    number: int | None
    """None: none is named; WHOLE: all pages as one."""


def readings(url: str) -> tuple[Reading, ...]:
    """Return the ways to read an address, without its number first. Raises as `link_key` does."""
    key = link_key(url)
    path, mark, query = key.partition("?")
    whole = Reading(_stem(path) + mark + query, None)
    return (whole, *_from_path(path, mark + query), *_from_query(path, query))


def follows(url: str, other: str) -> bool:
    """Tell whether *other* may be the page after *url*, by its looks.

    The page after the first is the second, or the first with a number where they count from 0.
    """
    return any(
        number == (one.number or 0) + 1 or (one.number is None and number == 2)
        for one in readings(url)
        for stem, number in readings(other)
        if stem == one.stem and number
    )


def is_first_of(url: str, other: str) -> bool:
    """Tell whether *other* may be the first page of which *url* is a later one, by its looks."""
    return any(
        one.stem == stem and one.number and number in {None, 1} and number != one.number
        for one in readings(url)
        for stem, number in readings(other)
    )


def is_whole_of(url: str, other: str) -> bool:
    """Tell whether *other* may show as one page all of which *url* is the first, by its looks."""
    stems = {one.stem for one in readings(url)}
    return any(stem in stems and number == WHOLE for stem, number in readings(other))


def _stem(path: str) -> str:
    return _EXTENSION.sub("", path).removesuffix("/index").rstrip("/")


def _from_path(path: str, query: str) -> Iterator[Reading]:
    folder, _, name = path.rpartition("/")
    name = _EXTENSION.sub("", name)
    if "/" not in path:
        return
    if found := _IN_NAME.match(name):
        yield Reading(_stem(f"{folder}/{found[1]}") + query, _numbered(found[2]))
    if _WHOLE_SEGMENT.match(name) and "/" in folder:
        yield Reading(_stem(folder) + query, WHOLE)
    # `/5.html` is an article of its own nearly everywhere.
    elif (
        (found := _SEGMENT.match(name)) and "/" in folder and not path.endswith(f"/{found[1]}.html")
    ):
        above, _, word = folder.rpartition("/")
        stem = above if _WORD.match(word) and "/" in above else folder
        yield Reading(_stem(stem) + query, int(found[1]))


def _from_query(path: str, query: str) -> Iterator[Reading]:
    parts = query.split("&") if query else []
    for index, part in enumerate(parts[:20]):
        found = _PARAMETER.match(part)
        if found is None and not _WHOLE_PARAMETER.match(part):
            continue
        rest = "&".join([*parts[:index], *parts[index + 1 :]])
        number = _numbered(found[1]) if found is not None else WHOLE
        yield Reading(_stem(path) + (f"?{rest}" if rest else ""), number)


def _numbered(text: str) -> int:
    return int(text) if text.isdecimal() else WHOLE
