"""Blocks of clean HTML: paragraphs, headings, lists, tables, figures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from newsbot.extraction.body_outline import is_prose


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
