"""A page as its reader sees it: one line after another, and what its markup says of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from lxml.html import HtmlElement


class Piece(NamedTuple):
    """A run of text inside a line."""

    text: str
    path: tuple[str, ...]
    """Words of class, id, itemprop and rel of its element and the two around it."""
    is_linked: bool

    @property
    def names(self) -> str:
        """All words of `path`."""
        return " ".join(filter(None, self.path))


class Line(NamedTuple):
    """What stands on one line, white space collapsed, compatibility characters unified."""

    text: str
    tag: str
    """Of the block that it begins in."""
    path: tuple[str, ...]
    """Words of class, id, itemprop and rel of the element of its first text and three around it."""
    is_beside: bool
    """It stands in navigation, in a sidebar, among comments or related stories."""
    pieces: tuple[Piece, ...]

    @property
    def names(self) -> str:
        """All words of `path`."""
        return " ".join(filter(None, self.path))

    @property
    def is_linked(self) -> bool:
        """Tell whether most of the line is a link."""
        linked = sum(len(piece.text) for piece in self.pieces if piece.is_linked)
        return 2 * linked > len(self.text)


@dataclass(frozen=True, slots=True)
class Mark:
    """An element that says something by its attributes, and the line that it stands on."""

    element: HtmlElement
    line: int
    is_beside: bool


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a page and its marks, in their order."""

    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
