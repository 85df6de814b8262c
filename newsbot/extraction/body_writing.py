"""Write a part of a page as blocks."""

from __future__ import annotations

import re
from collections.abc import Set
from html import escape
from typing import Final

from newsbot.extraction.body_blocks import Block
from newsbot.extraction.body_html import (
    EDGE,
    FORMATS,
    HEADINGS,
    INSIDE,
    WHOLE,
    begins_indented,
    one_line,
    start_tag,
)
from newsbot.extraction.body_images import IMAGES, image_html, image_in_noscript
from newsbot.extraction.body_outline import INLINE, Node, Outline, is_link, weigh
from newsbot.extraction.body_tables import is_layout

CONTENT: Final = re.compile("<(?:table|pre|blockquote|ul|ol)")
"""What a figure can hold that is no image; a caption alone belongs to a film."""

MOST_FORMATS: Final = 20
"""Inline elements inside each other that are written; pages that never close one open thousands."""


def read_blocks(outline: Outline, container: int, left_out: Set[int]) -> list[Block]:
    """Return the blocks of an element, without the elements that are *left_out*."""
    writer = _Writer(outline, left_out)
    writer.write(outline.nodes[container])
    return writer.blocks


class _Writer:
    """Follows the tokens of an element and closes a block wherever a reader would see one end."""

    def __init__(self, outline: Outline, left_out: Set[int]) -> None:
        self.outline = outline
        self.left_out = left_out
        self.blocks: list[Block] = []
        self.formats: list[Node] = []
        """Open inline elements; the first `written` of them have their tag in the block."""
        self.written = 0
        self.whole: list[tuple[int, str]] = []
        """Open elements of a whole block, with their end tags."""
        self.links = 0
        self.node = 0
        self._reset()

    def _reset(self) -> None:
        self.html: list[str] = []
        self.words: list[str] = []
        self.linked: list[str] = []
        self.heading = ""
        self.breaks = 0
        self.has_image = False

    def write(self, container: Node) -> None:
        nodes, tokens = self.outline.nodes, self.outline.tokens
        place = container.first + 1
        while place < container.last:
            token = tokens[place]
            if isinstance(token, str):
                self._text(token)
            elif token < 0:
                self._end(nodes[~token], ~token)
            elif token in self.left_out:
                if nodes[token].tag not in INLINE and not self.whole:
                    self._close()
                place = nodes[token].last
            else:
                self._start(nodes[token], token)
            place += 1
        self._close()

    def _start(self, node: Node, index: int) -> None:
        if node.tag == "br":
            self._line_break()
        elif node.tag in FORMATS:
            if node.tag != "a" or is_link(node.element):
                self.links += node.tag == "a"
                self.formats.append(node)
        elif node.tag in IMAGES:
            self._image(image_html(node.element))
        elif node.tag == "noscript":
            self._image("" if self.has_image else image_in_noscript(node.element))
        elif node.tag not in INLINE:
            self._start_block(node, index)

    def _start_block(self, node: Node, index: int) -> None:
        if self.whole:
            self._close_formats()
            if node.tag in INSIDE:
                self._open_whole(node, index)
            return
        self._close()
        self.node = index
        if node.tag in WHOLE and not (node.tag == "table" and is_layout(self.outline, index)):
            self._open_whole(node, index)
        elif node.tag in HEADINGS:
            self.heading = node.tag
        elif node.tag == "hr":
            self.blocks.append(Block("hr", "<hr>", "", 0, 0, has_image=False, node=index))

    def _open_whole(self, node: Node, index: int) -> None:
        self.html.append(start_tag(node))
        self.whole.append((index, f"</{node.tag}>"))

    def _end(self, node: Node, index: int) -> None:
        if node.tag in FORMATS:
            self._end_format(node)
        elif node.tag in INLINE or node.tag == "br":
            return
        elif not self.whole:
            self._close()
        elif self.whole[-1][0] == index:
            self._close_formats()
            self.html.append(self.whole.pop()[1])
            self.words.append("\n")
            if not self.whole:
                self._finish(node.tag)

    def _end_format(self, node: Node) -> None:
        if self.formats and self.formats[-1] is node:
            if self.written == len(self.formats):
                self.html.append(f"</{node.tag}>")
                self.written -= 1
            self.formats.pop()
            self.links -= node.tag == "a"

    def _text(self, text: str) -> None:
        if text.isspace():
            if self.html:
                self.html.append("\n" if "\n" in text else " ")
                self.words.append(" ")
            return
        is_code = bool(self.whole) and self.whole[-1][1] == "</pre>"
        shown = text if is_code else one_line(text)
        if self.breaks:
            self._break_before(text)
        if not self.html:
            shown = shown.lstrip(EDGE)
        if shown:
            self._open_formats()
            self.html.append(escape(shown, quote=False))
            self.words.append(shown)
            if self.links:
                self.linked.append(shown)

    def _line_break(self) -> None:
        if self.whole:
            self._close_formats()
            self.html.append("<br>")
            self.words.append("\n")
        elif self.html:
            self.breaks += 1

    def _break_before(self, following: str) -> None:
        """Write a line break, or begin a new paragraph where there are two or an indent follows."""
        if self.breaks > 1 or begins_indented(following):
            heading = self.heading
            self._close()
            self.heading = heading
        elif self.html:
            self._close_formats()
            self.html.append("<br>")
            self.words.append("\n")
        self.breaks = 0

    def _image(self, html: str) -> None:
        if html:
            if self.breaks:
                self._break_before("")
            self._open_formats()
            self.html.append(html)
            self.has_image = True

    def _open_formats(self) -> None:
        opened = self.formats[self.written : MOST_FORMATS]
        self.html.extend(start_tag(node) for node in opened)
        self.written += len(opened)

    def _close_formats(self) -> None:
        self.html.extend(f"</{node.tag}>" for node in reversed(self.formats[: self.written]))
        self.written = 0

    def _close(self) -> None:
        self._close_formats()
        inner = "".join(self.html).strip(EDGE)
        tag = self.heading or "p"
        if inner and (self.has_image or "".join(self.words).strip(EDGE)):
            # The post's headline is the only one of its level.
            written = "h2" if tag == "h1" else tag
            self.html = [f"<{written}>", inner, f"</{written}>"]
            self._finish(tag)
        self._reset()

    def _finish(self, tag: str) -> None:
        text = " ".join("".join(self.words).split())
        linked = weigh(" ".join("".join(self.linked).split()))
        html = "".join(self.html)
        is_empty_figure = tag == "figure" and not self.has_image and not CONTENT.search(html)
        if (text or self.has_image) and not is_empty_figure:
            block = Block(tag, html, text, weigh(text), linked, self.has_image, self.node)
            self.blocks.append(block)
        self._reset()
