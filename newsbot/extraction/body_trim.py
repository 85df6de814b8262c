"""Blocks at the edges of a body, and between its paragraphs, that are not the article's."""

from __future__ import annotations

from newsbot.extraction.body_blocks import Block
from newsbot.extraction.body_lead import headlines, is_headline
from newsbot.extraction.page import Page

_KEEP_AT_EDGE = frozenset({"figure", "table", "pre", "blockquote"})


def trim(blocks: list[Block], page: Page) -> list[Block]:
    """Return blocks from the first that reads like an article to the last."""
    blocks = _without_repeats(_without_headline(blocks, page))
    prose = [n for n, block in enumerate(blocks) if block.is_prose]
    if not prose:
        return blocks
    first, last = prose[0], prose[-1]
    before = [b for b in blocks[:first] if b.has_image]
    after = [b for b in blocks[last + 1 :] if b.has_image or b.tag in _KEEP_AT_EDGE]
    return [*before, *blocks[first : last + 1], *after]


def _without_repeats(blocks: list[Block]) -> list[Block]:
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        if block.length < 60 or block.text not in seen:
            kept.append(block)
        seen.add(block.text)
    return kept


def _without_headline(blocks: list[Block], page: Page) -> list[Block]:
    """Drop the headline, and what stands above it."""
    titles = headlines(page)
    for number, block in enumerate(blocks[:30]):
        if block.tag in ("p", "h1", "h2", "h3") and is_headline(block.text, titles):
            above = [b for b in blocks[:number] if b.has_image or b.is_prose]
            return above + blocks[number + 1 :]
    return blocks
