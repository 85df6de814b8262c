"""Cut a page into its lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from newsbot.extraction.lines import Line, Lines, Mark, Piece
from newsbot.values.nodes import BLOCKS, NOT_TEXT

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_LINES: Final = 10_000
"""Lines of a page that are looked at."""

LONGEST_LINE: Final = 2_000
"""Characters of a line that are kept."""

_BREAKING: Final = BLOCKS | frozenset(
    {"article", "aside", "body", "caption", "center", "dl", "figcaption", "figure", "footer"}
    | {"form", "header", "hr", "main", "nav", "ol", "option", "pre", "table", "ul", "address"}
)
_SKIPPED: Final = NOT_TEXT | frozenset({"title", "select", "svg", "iframe", "textarea", "button"})
_BESIDE: Final = frozenset({"aside", "nav", "footer"})
# Words of class and id by which sites name what is no part of the article.
_BESIDE_NAME: Final = re.compile(
    r"(?<![a-z])(?:comments?|reply|replies|related|recommend(?:ed|ation)?s?|sidebar|footer|foot|popular|"
    r"ranking|mostread|most-read|trending|teasers?|promos?|widget|newsletter|breadcrumbs?|nav|navbar|menu|"
    r"cookie|consent|copyright|readmore|read-more|more-stories|latest|hotnews|wm-ipp\w*|slider|carousel)"
    r"(?![a-z])"
)
_MOST_LOOKS: Final = 200
_NAMING: Final = frozenset({"class", "id", "itemprop", "rel", "data-testid", "property"})
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Characters of Unicode's category Cf that pages have between letters.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_TIGHT: Final = frozenset({"b", "em", "strong", "sub", "sup", "font", "wbr", "u"})


def read_lines(tree: HtmlElement) -> Lines:
    """Return the lines of a page, `time` elements and those with an `itemprop` or `rel=author`."""
    reader = _Reader()
    reader.read(tree)
    return Lines(tuple(reader.lines), tuple(reader.marks))


@dataclass(slots=True)
class _Open:
    tag: str
    names: str
    is_beside: bool
    is_linked: bool


@dataclass(slots=True)
class _Reader:
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    _stack: list[_Open] = field(
        default_factory=lambda: [_Open("", "", is_beside=False, is_linked=False)]
    )
    _block: int = 0
    _pieces: list[Piece] = field(default_factory=list)
    _start: _Open | None = None
    _context: tuple[str, ...] = ()
    _known: dict[str, tuple[str, bool]] = field(default_factory=dict)
    _looks: int = 0

    def read(self, tree: HtmlElement) -> None:
        from lxml.etree import iterwalk

        walk = iterwalk(tree, events=("start", "end", "comment", "pi"))
        for happens, node in walk:
            if len(self.lines) >= MOST_LINES:
                break
            if happens == "start":
                if node.tag in _SKIPPED:
                    walk.skip_subtree()
                    self._stack.append(self._stack[-1])
                    continue
                self._enter(node)
            else:
                if happens == "end":
                    self._leave(node)
                if node is not tree:
                    self._add(node.tail)
        self._flush()

    def _enter(self, node: Any) -> None:
        if node.tag in _BREAKING:
            self._flush()
        attributes = node.items()
        names, is_named = self._named(attributes) if attributes else ("", False)
        above = self._stack[-1]
        is_beside = above.is_beside or ((is_named or node.tag in _BESIDE) and self._is_beside(node))
        self._stack.append(_Open(node.tag, names, is_beside, above.is_linked or node.tag == "a"))
        if node.tag == "time" or (attributes and _is_mark(attributes)):
            self.marks.append(Mark(node, len(self.lines), is_beside))
        self._add(node.text)

    def _named(self, attributes: Sequence[tuple[str, str]]) -> tuple[str, bool]:
        """Return the words by which an element is named, and whether they put it aside."""
        joined = " ".join(value[:200] for name, value in attributes if name in _NAMING)
        if joined not in self._known:
            names = _CAMEL.sub("-", joined).lower().replace("_", "-")
            self._known[joined] = names, bool(_BESIDE_NAME.search(names))
        return self._known[joined]

    def _is_beside(self, node: Any) -> bool:
        if node.tag in {"html", "body"}:
            return False
        # `has-sidebar` may be the name of the whole page.
        self._looks += 1
        return self._looks > _MOST_LOOKS or node.find(".//h1") is None

    def _leave(self, node: Any) -> None:
        if node.tag in _BREAKING:
            self._flush()
        if len(self._stack) > 1:
            self._stack.pop()

    def _add(self, text: str | None) -> None:
        if not text or text.isspace():
            if text and self._pieces:
                self._pieces.append(Piece(" ", (), is_linked=False))
            return
        if not self._pieces:
            self._start, self._context = self._block_of(), self._path(4)
        top = self._stack[-1]
        space = "" if top.tag in _TIGHT or not self._pieces else " "
        self._pieces.append(Piece(space + text[:LONGEST_LINE], self._path(3), top.is_linked))

    def _flush(self) -> None:
        if not self._pieces or self._start is None:
            self._pieces = []
            return
        text = _plain("".join(piece.text for piece in self._pieces))[:LONGEST_LINE]
        pieces = ((_plain(piece.text), piece) for piece in self._pieces)
        kept = tuple(Piece(plain, p.path, p.is_linked) for plain, p in pieces if plain)
        if text:
            start = self._start
            self.lines.append(Line(text, start.tag, self._context, start.is_beside, kept))
        self._pieces, self._start = [], None

    def _block_of(self) -> _Open:
        top = self._stack[-1]
        for opened in reversed(self._stack):
            if opened.tag in _BREAKING:
                return _Open(opened.tag, opened.names, top.is_beside, top.is_linked)
        return top

    def _path(self, depth: int) -> tuple[str, ...]:
        return tuple(opened.names for opened in self._stack[-depth:])


def _is_mark(attributes: Sequence[tuple[str, str]]) -> bool:
    return any(
        name == "itemprop" or (name == "rel" and value == "author") for name, value in attributes
    )


def _plain(text: str) -> str:
    collapsed = " ".join(text.split())
    if collapsed.isascii():
        return collapsed
    plain = unicodedata.normalize("NFKC", collapsed)
    return _INVISIBLE.sub("", plain).strip()
