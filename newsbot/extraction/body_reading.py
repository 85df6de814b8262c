"""Weigh what stands in each element of a page, from the first to the last."""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING, Final

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
from newsbot.extraction.body_outline import INLINE, Node, Outline, Run, judge, weigh
from newsbot.extraction.walk import Walk
from newsbot.values.html_tokens import name_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_UNNAMED: Final = name_set("br hr html body figure figcaption")
"""Elements whose classes say nothing of their being part of the text."""


def read_outline(page: Walk, skipped: Set[HtmlElement] = frozenset()) -> Outline:
    """Return the outline of a page, without some elements."""
    reader = _Reader(page, skipped)
    reader.read()
    return reader.outline


class _Reader:
    """Follows a page's tokens from its first element to its last."""

    def __init__(self, page: Walk, skipped: Set[HtmlElement]) -> None:
        self.page = page
        self.skipped = skipped
        self.outline = Outline()
        self.open: list[int] = []
        self.blocks: list[int] = []
        """The open elements that are not inline."""
        self.links = 0
        self.pieces: list[str] = []
        self.linked: list[str] = []
        self.first = 0

    def read(self) -> None:
        tokens, tags, ends = self.page.tokens, self.page.tags, self.page.ends
        place = 0
        while place < len(tokens):
            token = tokens[place]
            if isinstance(token, str):
                self._text(token)
            elif token < 0:
                self._end(~token)
            elif self._is_unread(token, tags[token]):
                place = ends[token]
            else:
                self._start(token, tags[token])
                if tags[token] == "noscript":
                    place = ends[token]
                    self._end(token)
            place += 1

    def _is_unread(self, index: int, tag: str) -> bool:
        if tag in OPAQUE or (self.skipped and self.page.elements[index] in self.skipped):
            return True
        # A box that is hidden may be the text, until a script shows it; a word in a line is not.
        if tag != "span":
            return False
        attributes = self.page.attributes[index]
        return is_hidden(attributes) or is_for_screen_readers(attributes)

    def _start(self, place: int, tag: str) -> None:
        nodes, tokens = self.outline.nodes, self.outline.tokens
        index = len(nodes)
        parent = self.open[-1] if self.open else -1
        node = Node(self.page.elements[place], tag, parent, len(tokens))
        if tag not in INLINE:
            if self.pieces:
                self._flush()
            self.blocks.append(index)
            if tag not in _UNNAMED:
                self._name(node, self.page.attributes[place])
        elif tag == "a" and "href" in self.page.attributes[place]:
            self.links += 1
        nodes.append(node)
        tokens.append(index)
        self.open.append(index)

    def _name(self, node: Node, attributes: Mapping[str, str]) -> None:
        node.aside = aside_by_tag(node.tag)
        if attributes:
            if names := names_of(attributes):
                aside, node.worth = read_names(names)
                node.names = names
                node.aside = max(node.aside, aside)
            node.aside = max(node.aside, aside_by_attributes(attributes))
            if is_article_body(attributes):
                node.worth = PROPERTY
        if node.tag == "article":
            node.worth = max(node.worth, BODY)

    def _end(self, place: int) -> None:
        index = self.open.pop()
        node = self.outline.nodes[index]
        if node.tag not in INLINE:
            if self.pieces:
                self._flush()
            self.blocks.pop()
        elif node.tag == "a" and "href" in self.page.attributes[place]:
            self.links -= 1
        node.last = len(self.outline.tokens)
        self.outline.tokens.append(~index)

    def _text(self, text: str) -> None:
        self.outline.tokens.append(text)
        if not self.pieces:
            if text.isspace():
                return
            self.first = len(self.outline.tokens) - 1
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
