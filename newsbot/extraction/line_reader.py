"""Cut a page into its lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from newsbot.extraction.lines import Line, Lines, Mark, Piece
from newsbot.extraction.walk import Walk
from newsbot.values.nodes import BLOCKS, NOT_TEXT

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
_NAMING: Final = frozenset({"class", "id", "itemprop", "rel", "data-testid", "property"})
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Characters of Unicode's category Cf that pages have between letters.
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_TIGHT: Final = frozenset({"b", "em", "strong", "sub", "sup", "font", "wbr", "u"})


def read_lines(page: Walk) -> Lines:
    """Return the lines of a page, `time` elements and those with an `itemprop` or `rel=author`."""
    reader = _Reader(page)
    reader.read()
    return Lines(tuple(reader.lines), tuple(reader.marks))


class _Reader:
    """Follows a page's tokens, and closes a line wherever a reader would see one end."""

    def __init__(self, page: Walk) -> None:
        self.lines: list[Line] = []
        self.marks: list[Mark] = []
        self._page = page
        self._stack: list[tuple[str, bool, bool]] = [("", False, False)]
        """Of each open element: its tag, whether it is beside the article, and in a link."""
        self._names = [""]
        """Of the open elements, as those in `_stack`."""
        self._blocks: list[str] = []
        """Tags of the open elements that end lines."""
        self._headings = [n for n, tag in enumerate(page.tags) if tag == "h1"]
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self._begun: tuple[str, tuple[str, ...], bool] = ("", (), False)
        """Of the open line: its tag, its path, and whether it is beside the article."""

    def read(self) -> None:
        tokens, tags, ends = self._page.tokens, self._page.tags, self._page.ends
        place = 0
        while place < len(tokens) and len(self.lines) < MOST_LINES:
            token = tokens[place]
            if isinstance(token, str):
                self._add(token)
            elif token < 0:
                self._leave(tags[~token])
            elif tags[token] in _SKIPPED:
                place = ends[token]
            else:
                self._enter(token, tags[token])
            place += 1
        if self._texts:
            self._flush()

    def _enter(self, index: int, tag: str) -> None:
        if tag in _BREAKING:
            if self._texts:
                self._flush()
            self._blocks.append(tag)
        attributes = self._page.attributes[index]
        names, is_named = _named(attributes) if attributes else ("", False)
        _, is_beside, is_linked = self._stack[-1]
        if not is_beside and (is_named or tag in _BESIDE):
            is_beside = self._is_beside(index, tag)
        self._stack.append((tag, is_beside, is_linked or tag == "a"))
        self._names.append(names)
        if tag == "time" or "itemprop" in attributes or attributes.get("rel") == "author":
            self.marks.append(Mark(self._page.elements[index], len(self.lines), is_beside))

    def _is_beside(self, index: int, tag: str) -> bool:
        if tag in {"html", "body"}:
            return False
        # `has-sidebar` may be the name of the whole page.
        return not self._page.has_inside(index, self._headings)

    def _leave(self, tag: str) -> None:
        if tag in _BREAKING:
            if self._texts:
                self._flush()
            self._blocks.pop()
        self._stack.pop()
        self._names.pop()

    def _add(self, text: str) -> None:
        if text.isspace():
            if self._texts:
                self._texts.append(" ")
            return
        tag, is_beside, is_linked = self._stack[-1]
        if not self._texts:
            block = self._blocks[-1] if self._blocks else tag
            self._begun = block, tuple(self._names[-4:]), is_beside
        elif tag not in _TIGHT:
            self._texts.append(" ")
        text = text[:LONGEST_LINE]
        self._texts.append(text)
        self._pieces.append(Piece(text, tuple(self._names[-3:]), is_linked))

    def _flush(self) -> None:
        text = _plain("".join(self._texts))[:LONGEST_LINE]
        if text:
            self.lines.append(Line(text, *self._begun, tuple(self._plain_pieces(text))))
        self._texts.clear()
        self._pieces.clear()

    def _plain_pieces(self, line: str) -> Iterator[Piece]:
        if len(self._pieces) == 1 and len(line) < LONGEST_LINE:
            yield self._pieces[0]._replace(text=line)
            return
        for text, path, is_linked in self._pieces:
            if plain := _plain(text):
                yield Piece(plain, path, is_linked)


def _named(attributes: Mapping[str, str]) -> tuple[str, bool]:
    """Return the words by which an element is named, and whether they put it aside."""
    joined = " ".join([attributes[name][:200] for name in attributes if name in _NAMING])
    return _read_names(joined) if joined else ("", False)


@lru_cache(maxsize=2048)
def _read_names(joined: str) -> tuple[str, bool]:
    """Return names as words; those of a site are the same on each of its pages."""
    names = joined if joined.islower() else _CAMEL.sub("-", joined).lower()
    names = names.replace("_", "-")
    return names, _BESIDE_NAME.search(names) is not None


def _plain(text: str) -> str:
    collapsed = " ".join(text.split())
    if collapsed.isascii():
        return collapsed
    plain = unicodedata.normalize("NFKC", collapsed)
    return _INVISIBLE.sub("", plain).strip()
