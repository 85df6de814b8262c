"""A page as a list, from its first element to its last: it is walked once, for all who read it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS: Final = 100_000
"""Elements and comments that are looked at; what comes after them is no article."""

_NO_WORDS: Final = frozenset({"script", "style"})
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Walk:
    """A page's elements and texts, without its comments, scripts and styles.

    In `tokens` a text, the start of element n as n, its end as ~n.
    """

    tokens: Sequence[int | str] = field(default_factory=list)
    elements: Sequence[HtmlElement] = field(default_factory=list)
    tags: Sequence[str] = field(default_factory=list)
    attributes: Sequence[Mapping[str, str]] = field(default_factory=list)
    ends: Sequence[int] = field(default_factory=list)
    """The place of each element's end among the tokens."""

    def has_inside(self, index: int, others: Sequence[int]) -> bool:
        """Tell whether one of *others*, which are in their order, stands in element *index*."""
        following = bisect_right(others, index)
        return following < len(others) and self.ends[others[following]] < self.ends[index]


def walk(tree: HtmlElement) -> Walk:
    """Return the elements of a tree, and the texts in and between them."""
    walker = _Walker()
    walker.walk(tree)
    return Walk(walker.tokens, walker.elements, walker.tags, walker.attributes, walker.ends)


class _Walker:
    """Asks lxml for each thing once: what it gives is made anew for every asking."""

    def __init__(self) -> None:
        self.tokens: list[int | str] = []
        self.elements: list[HtmlElement] = []
        self.tags: list[str] = []
        self.attributes: list[Mapping[str, str]] = []
        self.ends: list[int] = []
        self._open: list[tuple[Any, int]] = []
        """Nodes whose end has not come, with their number; comments have none."""

    def walk(self, tree: HtmlElement) -> None:
        for node in islice(tree.iter(), MOST_ELEMENTS):
            if self._open:
                parent = node.getparent()
                while self._open[-1][0] is not parent:
                    self._end()
            self._start(node)
        while len(self._open) > 1:
            self._end()
        # What follows the root is no part of it.
        self._close(self._open.pop()[1])

    def _start(self, node: Any) -> None:
        tag = node.tag
        if not isinstance(tag, str):
            self._open.append((node, -1))
            return
        index = len(self.elements)
        self.elements.append(node)
        self.tags.append(tag)
        attributes = node.items()
        self.attributes.append(dict(attributes) if attributes else _NONE)
        self.ends.append(0)
        self.tokens.append(index)
        self._open.append((node, index))
        if tag not in _NO_WORDS and (text := node.text):
            self.tokens.append(text)

    def _end(self) -> None:
        node, index = self._open.pop()
        if index >= 0:
            self._close(index)
        if text := node.tail:
            self.tokens.append(text)

    def _close(self, index: int) -> None:
        self.ends[index] = len(self.tokens)
        self.tokens.append(~index)
