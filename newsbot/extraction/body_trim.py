"""Blocks at the edges of a body, and between its paragraphs, that are not the article's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from newsbot.extraction.body_blocks import LINES, LISTS, Block, box_of, prose_length, without_date
from newsbot.extraction.body_entries import begun_over
from newsbot.extraction.body_lead import headlines, is_headline
from newsbot.extraction.body_lines import (
    begins_tail,
    is_dateline,
    is_foot,
    is_label,
    leads_elsewhere,
)
from newsbot.extraction.body_outline import END, Outline
from newsbot.extraction.page import Page
from newsbot.values.html_tokens import name_set

_KEEP_AT_END: Final = name_set("table pre blockquote")

_SENTENCE: Final = 10
"""Letters of a sentence."""

_REPEATED: Final = 60
"""Length from which a text that stands twice on a page is one text."""

_MOST: Final = 0.75
"""Share of the sentences after which the rest can be something else."""

_MOST_TAILS: Final = 20
"""Headings that are looked at."""

_FIRST: Final = 4
"""Blocks among which the line of date and source can be."""

_MOST_ABOVE: Final = 2
"""Sentences that can stand above the headline."""

_NEAR_TOP: Final = 30
"""Blocks among which the headline can be."""


def trim(leads: list[Block], blocks: list[Block], outline: Outline, page: Page) -> list[Block]:
    """Return *leads*, then *blocks* from the first that reads like an article to the last."""
    kept = _without_tail(_without_headline(blocks, page), outline)
    kept = [block for block in kept if not _is_no_text(block)]
    kept = _without_dateline(kept)
    prose = [n for n, block in enumerate(kept) if block.is_prose]
    while len(prose) > 1 and is_foot(kept[prose[-1]].text):
        prose.pop()
    if not prose:
        return _without_repeats([*leads, *kept])
    first, last = prose[0], prose[-1]
    begun = first - begun_over(kept, prose, outline)
    before = [*_before(kept[first], kept[:begun], outline), *kept[begun:first]]
    after = list(_after(kept[last], kept[last + 1 :], outline))
    return _without_repeats([*leads, *before, *kept[first : last + 1], *after])


def _without_dateline(blocks: list[Block]) -> list[Block]:
    """Drop the line of date and source where it is among the first."""
    for number, block in enumerate(blocks[:_FIRST]):
        if block.tag in LINES and is_dateline(block.text):
            return blocks[:number] + blocks[number + 1 :]
    return blocks


def _without_tail(blocks: list[Block], outline: Outline) -> list[Block]:
    """Cut off what follows a heading such as `Related stories`, if the text does not go on."""
    for number, end in islice(_tails(blocks), _MOST_TAILS):
        rest = blocks[number + 1 :]
        if not any(block.is_prose and _is_alike(block, end, outline) for block in rest):
            return blocks[:number]
    return blocks


def _tails(blocks: list[Block]) -> Iterator[tuple[int, Block]]:
    """Yield where the text may end, and the last sentences before."""
    total = prose_length(blocks)
    length = 0.0
    end: Block | None = None
    for number, block in enumerate(blocks):
        if end is not None and length >= _MOST * total and _is_tail(block):
            yield number, end
        if block.is_prose:
            length, end = length + block.length, block


def _is_tail(block: Block) -> bool:
    return block.tag in LINES and not block.has_image and begins_tail(block.text)


def _before(start: Block, blocks: list[Block], outline: Outline) -> Iterator[Block]:
    """Yield what belongs to the article before its first long sentence: images, and short ones."""
    for block in blocks:
        is_sentence = len(block.text) >= _SENTENCE and END.search(block.text) is not None
        is_line = is_sentence and block.linked <= block.length / 2
        if block.has_image or (is_line and _is_alike(block, start, outline)):
            yield without_date(block)


def _after(end: Block, blocks: list[Block], outline: Outline) -> Iterator[Block]:
    """Yield what belongs to the article after its last sentence: short lines of the same kind."""
    is_near = True
    for block in blocks:
        is_near = is_near and not is_foot(block.text)
        is_near = is_near and (block.has_image or _is_alike(block, end, outline))
        is_line = is_near and block.linked <= block.length / 2
        if block.has_image or block.tag in _KEEP_AT_END or is_line:
            yield block


def _is_alike(block: Block, other: Block, outline: Outline) -> bool:
    """Tell lines and lists that stand beside a paragraph."""
    is_beside = box_of(block, outline) == box_of(other, outline)
    return is_beside and (block.tag == other.tag or block.tag in LISTS)


def _is_no_text(block: Block) -> bool:
    if block.tag not in LINES or block.has_image:
        return False
    return leads_elsewhere(block.text, block.linked, block.length) or is_label(block.text)


def _without_repeats(blocks: Iterable[Block]) -> list[Block]:
    seen: set[str] = set()
    kept: list[Block] = []
    for block in blocks:
        if block.length < _REPEATED or block.text not in seen:
            kept.append(block)
        seen.add(block.text)
    return kept


def _without_headline(blocks: list[Block], page: Page) -> list[Block]:
    """Drop the headline, and the lines above it."""
    titles = headlines(page)
    for number, block in enumerate(blocks[:_NEAR_TOP]):
        above = [b for b in blocks[:number] if b.is_prose]
        if len(above) > _MOST_ABOVE:
            break
        is_title = block.tag in LINES and is_headline(block.text, titles)
        if is_title or (block.tag == "h1" and not above):
            is_sure = is_title and block.tag == "h1"
            kept = [b for b in blocks[:number] if b.has_image or (b.is_prose and not is_sure)]
            return kept + blocks[number + 1 :]
    return blocks
