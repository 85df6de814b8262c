"""A page in one pass: its elements, its words, and how much of it reads like an article."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal

from newsbot.extraction.body_names import (
    BODY,
    OPAQUE,
    PROPERTY,
    aside_by_attributes,
    aside_by_tag,
    is_article_body,
    is_for_screen_readers,
    is_hidden,
    names_of,
    read_names,
)
from newsbot.values.html_tokens import name_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_COMMENTS: Final = 10_000
"""Comments up to which the text after them is read."""

MOST_ELEMENTS: Final = 100_000
"""Elements that are looked at; what comes after them is no article."""

INLINE: Final = name_set(
    "a abbr acronym amp-img b bdi bdo big cite code data del dfn em font i img ins kbd label mark "
    "nobr noscript picture q rb rp rt ruby s samp small source span strike strong sub sup time tt "
    "u var wbr"
)
"""Elements that do not end a line; any other does."""

_QUIET: Final = name_set("p h1 h2 h3 h4 h5 h6 blockquote figcaption figure td th pre dt dd caption")
"""Elements in which a short line says nothing against the text around it."""

_UNNAMED: Final = name_set("br hr html body figure figcaption")
"""Elements whose classes say nothing of their being part of the text."""

_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]+")
_MARK: Final = re.compile("[,.;!?،؛؟।。，、；！？…«»„“”「」]")
_END: Final = re.compile("[.!?؟।。！？…]['\"”’»」）)\\]]{0,3}$")


_OF_PAGES: Final = re.compile("cookie|javascript|©|all rights reserved|版权所有", re.I)
"""Words of sentences that stand on any page of a site; in an article they neither help nor harm."""


@dataclass(slots=True)
class Node:
    """An element, and what stands in it, descendants included."""

    element: HtmlElement
    tag: str
    parent: int
    first: int
    """Place of its start among the tokens; `last` is that of its end."""
    last: int = 0
    aside: float = 0
    """Share of the page's sentences up to which it is beside the article; 0: it is not."""
    is_aside: bool = False
    worth: float = 1
    """Factor by which its name makes it more likely that the article's text stands in it."""
    good: float = 0
    """Length of what reads like sentences."""
    bad: float = 0
    """Length of what reads like links and labels."""
    length: float = 0
    linked: float = 0
    near: float = 0
    """`good`, but what stands deeper inside counts less."""
    names: str = ""
    """Its classes and id, as written."""


@dataclass(frozen=True, slots=True)
class Run:
    """A line of text: what stands between two breaks."""

    node: int
    """The element that is not inline in which it stands."""
    first: int
    """Place of its first text among the tokens."""
    text: str
    length: float
    linked: float
    good: float
    bad: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A page without what is never read; in `tokens` a text, an element's start n, its end ~n."""

    tokens: list[int | str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def weigh(text: str) -> float:
    """Return a text's length in letters; a character of East Asia says as much as several."""
    if text.isascii():
        return len(text)
    wide = sum(map(len, _WIDE.findall(text)))
    return len(text) + 2 * wide + sum(map(len, _HANGUL.findall(text)))


def is_prose(text: str, length: float) -> bool:
    """Tell sentences from labels and headlines."""
    if length >= 80:
        return length >= 240 or _MARK.search(text) is not None
    return length >= 30 and _END.search(text) is not None


def is_link(element: HtmlElement) -> bool:
    """Tell a link from a place that links lead to."""
    return element.get("href") is not None


def read_outline(tree: HtmlElement, skipped: Set[HtmlElement] = frozenset()) -> Outline:
    """Return the outline of a page, without some elements, in one pass over it."""
    reader = _Reader(skipped)
    reader.read(tree)
    return reader.outline


def _events(tree: HtmlElement) -> tuple[Literal["start", "end", "comment", "pi"], ...]:
    """Return what is stopped at; text goes on after comments."""
    from lxml.etree import PI, Comment

    # lxml walks over them in a time that grows with their square.
    comments = islice(tree.iter(Comment, PI), MOST_COMMENTS)
    if sum(1 for _ in comments) == MOST_COMMENTS:
        return ("start", "end")
    return ("start", "end", "comment", "pi")


class _Reader:
    """Follows a page from its first element to its last."""

    def __init__(self, skipped: Set[HtmlElement]) -> None:
        self.skipped = skipped
        self.outline = Outline()
        self.open: list[int] = []
        self.blocks: list[int] = []
        """The open elements that are not inline."""
        self.links = 0
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.first = 0
        self.names: dict[str, tuple[float, float]] = {}

    def read(self, tree: HtmlElement) -> None:
        from lxml.etree import iterwalk

        walk = iterwalk(tree, events=_events(tree))
        for happens, element in walk:
            if happens == "start":
                if self._is_unread(element):
                    walk.skip_subtree()
                else:
                    self._start(element)
                    if element.tag == "noscript":
                        walk.skip_subtree()
                    elif element.text:
                        self._text(element.text)
                continue
            if happens == "end" and self.open and element is self._innermost().element:
                self._end()
            if element.tail and element is not tree:
                self._text(element.tail)

    def _is_unread(self, element: HtmlElement) -> bool:
        if element.tag in OPAQUE or len(self.outline.nodes) >= MOST_ELEMENTS:
            return True
        if self.skipped and element in self.skipped:
            return True
        # A box that is hidden may be the text, until a script shows it; a word in a line is not.
        attributes = dict(element.items()) if element.tag == "span" else {}
        return bool(attributes) and (is_hidden(attributes) or is_for_screen_readers(attributes))

    def _innermost(self) -> Node:
        return self.outline.nodes[self.open[-1]]

    def _start(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        nodes, tokens = self.outline.nodes, self.outline.tokens
        index = len(nodes)
        node = Node(element, tag, self.open[-1] if self.open else -1, len(tokens))
        if tag not in INLINE:
            if self.pieces:
                self._flush()
            self.blocks.append(index)
            if tag not in _UNNAMED:
                self._name(node)
        elif tag == "a" and is_link(element):
            self.links += 1
        nodes.append(node)
        tokens.append(index)
        self.open.append(index)

    def _name(self, node: Node) -> None:
        node.aside = aside_by_tag(node.tag)
        attributes = dict(node.element.items())
        if attributes:
            if names := names_of(attributes):
                read = self.names.get(names)
                if read is None:
                    read = self.names[names] = read_names(names)
                node.names = names
                node.aside, node.worth = max(node.aside, read[0]), read[1]
            node.aside = max(node.aside, aside_by_attributes(attributes))
            if is_article_body(attributes):
                node.worth = PROPERTY
        if node.tag == "article":
            node.worth = max(node.worth, BODY)

    def _end(self) -> None:
        index = self.open.pop()
        node = self.outline.nodes[index]
        if node.tag not in INLINE:
            if self.pieces:
                self._flush()
            self.blocks.pop()
        elif node.tag == "a" and is_link(node.element):
            self.links -= 1
        node.last = len(self.outline.tokens)
        self.outline.tokens.append(~index)

    def _text(self, text: str) -> None:
        if not self.pieces:
            if text.isspace():
                self.outline.tokens.append(text)
                return
            self.first = len(self.outline.tokens)
        self.outline.tokens.append(text)
        self.pieces.append(text)
        if self.links:
            self.linked.append(text)

    def _flush(self) -> None:
        text = " ".join("".join(self.pieces).split())
        linked = weigh(" ".join("".join(self.linked).split())) if self.linked else 0
        self.pieces.clear()
        self.linked.clear()
        if not text or not self.blocks:
            return
        self._add(text, linked)

    def _add(self, text: str, linked: float) -> None:
        index = self.blocks[-1]
        node = self.outline.nodes[index]
        length = weigh(text)
        good, bad = _judge(text, length, linked, node.tag)
        self.outline.runs.append(Run(index, self.first, text, length, linked, good, bad))
        node.good += good
        node.near += good
        node.bad += bad
        node.length += length
        node.linked += linked


def _judge(text: str, length: float, linked: float, tag: str) -> tuple[float, float]:
    """Return what a line says for its being part of an article, and what against it."""
    if linked > length / 2:
        return 0, min(length, 100) + 10
    if is_prose(text, length):
        return (0, 0) if _OF_PAGES.search(text) else (length - linked, 0)
    return 0, (0 if tag in _QUIET else 5 + min(length, 100) / 4)
