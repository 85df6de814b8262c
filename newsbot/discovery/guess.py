"""Which links of a page lead to articles, where a source names no rule for them.

News sites number or date the addresses of their articles, or spell the headline in them, and show
the headline as the link's text; menus do neither. What stands in a menu is passed over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from parsel import Selector

    from newsbot.values.answer import Answer

_LINKS: Final = "//a[@href][not(ancestor::nav or ancestor::header or ancestor::footer)]"
_DATE: Final = re.compile(r"/(?:19|20)\d\d[-/_]?(?:0?[1-9]|1[0-2])(?:\D|$|\d\d)")
_NUMBER: Final = re.compile(r"\d{5,}")
_WORDS: Final = re.compile(r"[^\W_]+(?:[-_][^\W_]+){3,}")

SHORTEST: Final = 12
"""Columns that a headline fills at least: six Chinese characters, or two short words."""


def guess_article_links(answer: Answer) -> Iterator[str]:
    """Yield addresses, as written, of the links that look like articles, each once."""
    seen: set[str] = set()
    for link in answer.selector.xpath(_LINKS):
        href = link.attrib["href"].strip()
        if href not in seen and is_article_address(href) and _width(_text(link)) >= SHORTEST:
            seen.add(href)
            yield href


def is_article_address(href: str) -> bool:
    """Tell whether an address has a date, a long number or a headline in its path."""
    try:
        path = urlsplit(href).path
    except ValueError:
        return False
    last = path.rstrip("/").rpartition("/")[2]
    return bool(_DATE.search(path) or _NUMBER.search(last) or _WORDS.search(last))


def _text(link: Selector) -> str:
    return " ".join(link.xpath(".//text() | .//img/@alt").getall())


def _width(text: str) -> int:
    """Count columns: a Chinese character takes two."""
    words = " ".join(text.split())
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)
