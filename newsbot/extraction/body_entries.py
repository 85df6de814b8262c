"""What stands over the first entry of a ticker, as over each that follows: time and heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from newsbot.extraction.body_blocks import Block, box_of
from newsbot.extraction.body_outline import Outline
from newsbot.values.date_spans import is_clock
from newsbot.values.html_tokens import name_set

_HEADINGS: Final = name_set("h2 h3 h4 h5 h6")

_MOST_OVER: Final = 4
"""Blocks over the text of an entry."""

_FEWEST_MORE: Final = 2
"""Further entries that are begun like the first."""


def begun_over(blocks: Sequence[Block], prose: Sequence[int], outline: Outline) -> int:
    """Count the blocks that begin the entry of the first sentence; *prose*: places of sentences."""
    found = 0
    for count in range(1, min(_MOST_OVER, prose[0]) + 1):
        entries = [_kinds(blocks, place, count, outline) for place in prose if place >= count]
        if entries[1:].count(entries[0]) < _FEWEST_MORE:
            break
        if any(map(_is_beginning, blocks[prose[0] - count : prose[0]])):
            found = count
    return found


def _is_beginning(block: Block) -> bool:
    """Tell a heading, and a time of day."""
    return block.tag in _HEADINGS or "<time" in block.html or is_clock(block.text)


def _kinds(
    blocks: Sequence[Block], place: int, count: int, outline: Outline
) -> list[tuple[str, ...]]:
    return [_kind(block, outline) for block in blocks[place - count : place + 1]]


def _kind(block: Block, outline: Outline) -> tuple[str, ...]:
    node, box = outline.nodes[block.node], outline.nodes[box_of(block, outline)]
    return block.tag, str(block.is_prose), node.tag, node.names, box.tag, box.names
