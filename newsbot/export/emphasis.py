"""Where `**` and `*` around words would be read as emphasis, and where as asterisks.

The flanking rules of https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis know no words
without spaces between: in `**标题：**正文` the asterisks are shown.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

BLOCKS: Final = (
    "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "ol", "p",
    "section", "table", "td", "th", "ul",
)  # fmt: skip
"""Elements that begin a line of their own."""


def is_clear(element: HtmlElement) -> bool:
    """Return whether the words around *element* let asterisks be read as emphasis."""
    text = str(element.text_content())
    before, after = _before(element), _after(element)
    if not text.strip() or before is None or after is None:
        return not text.strip()
    # White space at either end is put outside the asterisks.
    before, after = " " if text[0].isspace() else before, " " if text[-1].isspace() else after
    first, last = text.strip()[0], text.strip()[-1]
    if not (element.text or "").strip():
        first = "*"  # an element of its own comes first: its mark is punctuation
    if len(element) and not (element[-1].tail or "").strip():
        last = "*"
    return _opens(before, first) and _opens(after, last)


def _opens(outside: str, inside: str) -> bool:
    # Whether symbols are punctuation changed in CommonMark 0.31: here the stricter reading counts.
    inside_counts = unicodedata.category(inside)[0] in "PS"
    outside_counts = outside.isspace() or unicodedata.category(outside)[0] == "P"
    return outside_counts or not inside_counts


def _before(element: HtmlElement) -> str | None:
    """Return the character before, a space for the start of a line, None for another element."""
    previous, parent = element.getprevious(), element.getparent()
    text = parent.text if previous is None and parent is not None else None
    text = previous.tail if previous is not None else text
    return text[-1] if text else _edge(previous, parent)


def _after(element: HtmlElement) -> str | None:
    return element.tail[0] if element.tail else _edge(element.getnext(), element.getparent())


def _edge(neighbour: HtmlElement | None, parent: HtmlElement | None) -> str | None:
    if neighbour is not None:
        return " " if neighbour.tag in {"br", *BLOCKS} else None
    return " " if parent is not None and parent.tag in BLOCKS else None
