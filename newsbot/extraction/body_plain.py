"""Bodies that a page gives as a text in its data: as HTML, or as paragraphs without any."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from newsbot.extraction.body_blocks import Block
from newsbot.extraction.body_outline import weigh
from newsbot.extraction.body_reading import read_outline
from newsbot.extraction.body_writing import read_blocks
from newsbot.extraction.walk import walk

_TAG: Final = re.compile(
    r"<(?:p|br|div|h[1-6]|ul|ol|li|figure|a|strong|em|b|i|span)\b[^<>]{0,2000}>", re.I
)
_LINES: Final = re.compile(r"[ \t\r]*(?:\n[ \t\r]*)+")

LONGEST: Final = 1_000_000
"""Characters of a text that are read."""


def blocks_of_text(text: str) -> list[Block]:
    """Return the paragraphs of a text, which may be HTML."""
    text = text[:LONGEST]
    if _TAG.search(text):
        return _blocks_of_html(text)
    lines = (" ".join(line.split()) for line in _LINES.split(text))
    return [plain_block(line) for line in lines if line]


def plain_block(line: str) -> Block:
    """Return a line of text as a paragraph."""
    html = f"<p>{escape(line, quote=False)}</p>"
    return Block("p", html, line, weigh(line), 0, has_image=False, node=0)


def _blocks_of_html(html: str) -> list[Block]:
    from parsel import Selector

    outline = read_outline(walk(Selector(text=f"<body><div>{html}", type="html").root))
    body = next((n for n, node in enumerate(outline.nodes) if node.tag == "body"), None)
    return read_blocks(outline, body, frozenset()) if body is not None else []
