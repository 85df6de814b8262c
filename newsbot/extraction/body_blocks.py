"""Blocks of clean HTML: paragraphs, headings, lists, tables, figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import escape
from typing import Final

from newsbot.extraction.body_outline import Outline, is_prose
from newsbot.values.date_spans import date_spans
from newsbot.values.html_tokens import name_set

LINES: Final = name_set("p h1 h2 h3 h4 h5 h6")
LISTS: Final = name_set("ul ol dl")

_TIME: Final = re.compile(r"<time[^<>]*>([^<>]*)</time>")
_DATE: Final = 60
"""Letters of a date in words."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list, table, figure or the like."""

    tag: str
    html: str
    """Its HTML, its own tags included."""
    text: str
    length: float
    linked: float
    has_image: bool
    node: int

    @property
    def is_prose(self) -> bool:
        """Tell whether it reads like sentences, and not like links."""
        return self.linked <= self.length / 2 and is_prose(self.text, self.length)


def join(blocks: Iterable[Block]) -> str:
    """Return blocks as one piece of HTML."""
    return "".join(block.html for block in blocks)


def prose_length(blocks: Iterable[Block]) -> float:
    """Return the length of what reads like sentences."""
    return sum(block.length for block in blocks if block.is_prose)


def box_of(block: Block, outline: Outline) -> int:
    """Return the element that a block stands in."""
    node = outline.nodes[block.node]
    return node.parent if node.tag in LINES | LISTS else block.node


def without_date(block: Block) -> Block:
    """Take the date out of a line that else is a picture: pages have no break between the two."""
    if block.tag not in LINES or not block.has_image or len(block.text) > _DATE:
        return block
    if block.text in map(str.strip, _TIME.findall(block.html)):
        html = _TIME.sub("", block.html)
    elif list(date_spans(block.text)) == [block.text]:
        html = block.html.replace(escape(block.text, quote=False), "", 1)
    else:
        return block
    return replace(block, html=html, text="", length=0, linked=0)
