"""Follow a page in one pass from its first element to its last."""

from __future__ import annotations

from collections.abc import Set
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
from newsbot.extraction.body_outline import INLINE, Node, Outline, Run, is_link, judge, weigh
from newsbot.values.html_tokens import name_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_COMMENTS: Final = 10_000
"""Comments up to which the text after them is read."""

MOST_ELEMENTS: Final = 100_000
"""Elements that are looked at; what comes after them is no article."""

_UNNAMED: Final = name_set("br hr html body figure figcaption")
"""Elements whose classes say nothing of their being part of the text."""


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
        good, bad = judge(text, length, linked, node.tag)
        self.outline.runs.append(Run(index, self.first, text, length, linked, good, bad))
        node.good += good
        node.near += good
        node.bad += bad
        node.length += length
        node.linked += linked
