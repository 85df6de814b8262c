"""Whether HTML is taken as HTML blocks, whole, by kramdown and by CommonMark."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

# Start condition 6 of https://spec.commonmark.org/0.31.2/#html-blocks, less the elements that
# kramdown takes for spans or does not know (its parser/html.rb), and `pre`, condition 1.
_BLOCKS: Final = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "menu", "nav", "ol", "p", "pre",
    "section", "summary", "table", "ul",
})  # fmt: skip
# Declarations, CDATA sections, processing instructions, tags that do not end.
_NO_ELEMENT: Final = re.compile(r"<(?:!(?!--)|\?|/?[A-Za-z][^<>]*(?:<|\Z)|/[^A-Za-z])")
_VOID: Final = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr",
})  # fmt: skip


def is_only_blocks(html: str) -> bool:
    """Return whether the top level of *html* is block elements and comments, nothing else."""
    # The parser takes quadratic time over what is left open; inert HTML leaves nothing open.
    if html.count("<!--") != html.count("-->") or _NO_ELEMENT.search(html):
        return False
    reader = _TopLevel()
    reader.feed(html)
    reader.close()
    return reader.only_blocks and not reader.open


class _TopLevel(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.only_blocks = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.open and tag not in _BLOCKS:
            self.only_blocks = False
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.only_blocks = False

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.open and tag not in _BLOCKS:
            self.only_blocks = False

    def handle_data(self, data: str) -> None:
        if not self.open and data.strip():
            self.only_blocks = False

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")
