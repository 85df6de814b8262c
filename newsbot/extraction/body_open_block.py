"""The block that is being written, and those that are."""

from __future__ import annotations

import re
from html import escape
from typing import Final

from newsbot.extraction.body_blocks import Block
from newsbot.extraction.body_html import EDGE, begins_indented, one_line, start_tag
from newsbot.extraction.body_outline import Node, weigh

CONTENT: Final = re.compile("<(?:table|pre|blockquote|ul|ol)")
"""What a figure can hold that is no image; a caption alone belongs to a film."""

MOST_FORMATS: Final = 20
"""Inline elements inside each other that are written; pages that never close one open thousands."""


class OpenBlock:
    """Takes texts, breaks, images and formats, and makes a block of them when it is closed."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.formats: list[Node] = []
        """Open inline elements; the first `written` of them have their tag in the block."""
        self.written = 0
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

    def text(self, text: str, *, is_code: bool) -> None:
        """Add a text; one of white space only parts words."""
        if text.isspace():
            if self.html:
                self.html.append("\n" if "\n" in text else " ")
                self.words.append(" ")
            return
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

    def line_break(self, *, is_in_whole: bool) -> None:
        """Write a line break at once in a whole block; else see first what follows."""
        if is_in_whole:
            self._write_break()
        elif self.html:
            self.breaks += 1

    def _break_before(self, following: str) -> None:
        """Write a line break, or begin a new paragraph where there are two or an indent follows."""
        if self.breaks > 1 or begins_indented(following):
            heading = self.heading
            self.close()
            self.heading = heading
        elif self.html:
            self._write_break()
        self.breaks = 0

    def _write_break(self) -> None:
        self.close_formats()
        self.html.append("<br>")
        self.words.append("\n")

    def image(self, html: str) -> None:
        """Add an image; none is one that is empty."""
        if html:
            if self.breaks:
                self._break_before("")
            self._open_formats()
            self.html.append(html)
            self.has_image = True

    def end_format(self, node: Node) -> None:
        """End an inline element, if it is the one that was begun last."""
        if self.formats and self.formats[-1] is node:
            if self.written == len(self.formats):
                self.html.append(f"</{node.tag}>")
                self.written -= 1
            self.formats.pop()
            self.links -= node.tag == "a"

    def _open_formats(self) -> None:
        opened = self.formats[self.written : MOST_FORMATS]
        self.html.extend(start_tag(node) for node in opened)
        self.written += len(opened)

    def close_formats(self) -> None:
        """Write the end tags of open inline elements; they go on in what follows."""
        self.html.extend(f"</{node.tag}>" for node in reversed(self.formats[: self.written]))
        self.written = 0

    def close(self) -> None:
        """End a paragraph or a heading."""
        self.close_formats()
        inner = "".join(self.html).strip(EDGE)
        tag = self.heading or "p"
        if inner and (self.has_image or "".join(self.words).strip(EDGE)):
            # The post's headline is the only one of its level.
            written = "h2" if tag == "h1" else tag
            self.html = [f"<{written}>", inner, f"</{written}>"]
            self.finish(tag)
        self._reset()

    def finish(self, tag: str) -> None:
        """End a block whose own tags are written."""
        text = " ".join("".join(self.words).split())
        linked = weigh(" ".join("".join(self.linked).split()))
        html = "".join(self.html)
        is_empty_figure = tag == "figure" and not self.has_image and not CONTENT.search(html)
        if (text or self.has_image) and not is_empty_figure:
            block = Block(tag, html, text, weigh(text), linked, self.has_image, self.node)
            self.blocks.append(block)
        self._reset()
