"""Bodies of the pages of one article, joined: what stands on every page stands there once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from lxml.html import tostring

from newsbot.values.nodes import as_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

EDGE: Final = 6
"""Blocks at the beginning and at the end of a page that may stand on every page."""


def join_bodies(bodies: Sequence[str], bases: Sequence[str], headline: str) -> str:
    """Return several bodies as one, without the headline and what each page repeats.

    *bases*: where the relative addresses of each start; those of the first stay relative.
    """
    pages = [_Blocks(body) for body in bodies]
    opening = {*pages[0].first(), " ".join(headline.split())} - {""}
    for page in pages[1:]:
        page.drop_first(opening)
    for page, following in pairwise(pages):
        page.drop_last({*following.last()} - {""})
    for page, base in zip(pages[1:], bases[1:], strict=True):
        page.move(base, bases[0])
    return "".join(page.html() for page in pages)


class _Blocks:
    """The blocks of one body. Its HTML stays as it is unless a block was dropped."""

    def __init__(self, body: str) -> None:
        from parsel import Selector

        self._body = body
        self._is_changed = False
        tree = Selector(text=f"<html><body>{body}</body></html>", type="html")
        self._root: HtmlElement = tree.xpath("/html/body")[0].root
        self._blocks = [block for block in _inner(self._root) if isinstance(block.tag, str)]

    def first(self) -> list[str]:
        return [_text(block) for block in self._blocks[:EDGE]]

    def last(self) -> list[str]:
        return [_text(block) for block in self._blocks[-EDGE:]]

    def drop_first(self, repeated: set[str]) -> None:
        """Drop blocks at the beginning; one block stays."""
        for _ in range(EDGE):
            if len(self._blocks) < 2 or _text(self._blocks[0]) not in repeated:
                return
            self._drop(0)

    def drop_last(self, repeated: set[str]) -> None:
        """Drop blocks at the end; one block stays."""
        for _ in range(EDGE):
            if len(self._blocks) < 2 or _text(self._blocks[-1]) not in repeated:
                return
            self._drop(-1)

    def move(self, base: str, to: str) -> None:
        """Make addresses absolute where they start elsewhere than those of the first page."""
        if urljoin(base, "x") != urljoin(to, "x"):
            self._root.make_links_absolute(base, handle_failures="ignore")
            self._is_changed = True

    def html(self) -> str:
        if not self._is_changed:
            return self._body
        whole = tostring(self._root, encoding="unicode", with_tail=False)
        return whole.removeprefix("<body>").removesuffix("</body>")

    def _drop(self, index: int) -> None:
        self._blocks.pop(index).drop_tree()
        self._is_changed = True


def _inner(root: HtmlElement) -> list[HtmlElement]:
    """Return the children of the innermost element that holds everything."""
    while len(root) == 1 and isinstance(root[0].tag, str) and len(root[0]):
        root = root[0]
    return list(root)


def _text(block: HtmlElement) -> str:
    """Return what a block says, or where its picture is."""
    from parsel import Selector

    said = " ".join((as_text(Selector(root=block, type="html"), as_html=False) or "").split())
    return said or next((f"img {image.get('src')}" for image in block.iter("img")), "")
