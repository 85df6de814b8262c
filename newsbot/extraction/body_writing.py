"""Write a part of a page as blocks."""

from __future__ import annotations

from collections.abc import Set

from newsbot.extraction.body_blocks import Block
from newsbot.extraction.body_html import FORMATS, HEADINGS, INSIDE, WHOLE, start_tag
from newsbot.extraction.body_images import IMAGES, image_html, image_in_noscript
from newsbot.extraction.body_open_block import OpenBlock
from newsbot.extraction.body_outline import INLINE, Node, Outline, is_link
from newsbot.extraction.body_tables import is_layout


def read_blocks(outline: Outline, container: int, left_out: Set[int]) -> list[Block]:
    """Return the blocks of an element, without the elements that are *left_out*."""
    writer = _Writer(outline, left_out)
    writer.write(outline.nodes[container])
    return writer.block.blocks


class _Writer:
    """Follows the tokens of an element and closes a block wherever a reader would see one end."""

    def __init__(self, outline: Outline, left_out: Set[int]) -> None:
        self.outline = outline
        self.left_out = left_out
        self.block = OpenBlock()
        self.whole: list[tuple[int, str]] = []
        """Open elements of a whole block, with their end tags."""

    def write(self, container: Node) -> None:
        nodes, tokens = self.outline.nodes, self.outline.tokens
        place = container.first + 1
        while place < container.last:
            token = tokens[place]
            if isinstance(token, str):
                self.block.text(token, is_code=self._is_code())
            elif token < 0:
                self._end(nodes[~token], ~token)
            elif token in self.left_out:
                if nodes[token].tag not in INLINE and not self.whole:
                    self.block.close()
                place = nodes[token].last
            else:
                self._start(nodes[token], token)
            place += 1
        self.block.close()

    def _start(self, node: Node, index: int) -> None:
        if node.tag == "br":
            self.block.line_break(is_in_whole=bool(self.whole))
        elif node.tag in FORMATS:
            if node.tag != "a" or is_link(node.element):
                self.block.links += node.tag == "a"
                self.block.formats.append(node)
        elif node.tag in IMAGES:
            self.block.image(image_html(node.element))
        elif node.tag == "noscript":
            self.block.image("" if self.block.has_image else image_in_noscript(node.element))
        elif node.tag not in INLINE:
            self._start_block(node, index)

    def _start_block(self, node: Node, index: int) -> None:
        if self.whole:
            self.block.close_formats()
            if node.tag in INSIDE:
                self._open_whole(node, index)
            return
        self.block.close()
        self.block.node = index
        if node.tag in WHOLE and not (node.tag == "table" and is_layout(self.outline, index)):
            self._open_whole(node, index)
        elif node.tag in HEADINGS:
            self.block.heading = node.tag
        elif node.tag == "hr":
            self.block.blocks.append(Block("hr", "<hr>", "", 0, 0, has_image=False, node=index))

    def _open_whole(self, node: Node, index: int) -> None:
        self.block.html.append(start_tag(node))
        self.whole.append((index, f"</{node.tag}>"))

    def _end(self, node: Node, index: int) -> None:
        if node.tag in FORMATS:
            self.block.end_format(node)
        elif node.tag in INLINE or node.tag == "br":
            return
        elif not self.whole:
            self.block.close()
        elif self.whole[-1][0] == index:
            self.block.close_formats()
            self.block.html.append(self.whole.pop()[1])
            self.block.words.append("\n")
            if not self.whole:
                self.block.finish(node.tag)

    def _is_code(self) -> bool:
        return bool(self.whole) and self.whole[-1][1] == "</pre>"
