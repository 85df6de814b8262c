"""What several fields share: the texts that the page's own descriptions give for a property."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsbot.extraction.json_ld import texts_of

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

LONGEST: Final = 5_000
"""Characters of a text that are read."""

MOST: Final = 5
"""Values of one property that are looked at."""


def plain(text: str) -> str:
    """Return a text on one line, its entities taken for characters, also where they are twice."""
    return " ".join(html.unescape(html.unescape(text[:LONGEST])).split())


def in_json_ld(*names: str) -> Callable[[Page], Iterator[str]]:
    """Return a rule that gives the texts of an article's properties in JSON-LD."""
    return lambda page: _texts(page.articles, names)


def in_microdata(*names: str) -> Callable[[Page], Iterator[str]]:
    """Return a rule that gives the texts of an article's properties in microdata or RDFa."""
    return lambda page: _texts(page.microdata, names)


def in_meta(*names: str) -> Callable[[Page], Iterator[str]]:
    """Return a rule that gives the contents of meta elements."""

    def find(page: Page) -> Iterator[str]:
        for name in names:
            yield from map(plain, page.meta.get(name, ())[:MOST])

    return find


def _texts(nodes: tuple[Any, ...], names: tuple[str, ...]) -> Iterator[str]:
    for node in nodes:
        for name in names:
            yield from map(plain, islice(texts_of(node.get(name)), MOST))
