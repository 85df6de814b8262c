"""What a part of an answer says: an element, an attribute or a JSON value as text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from lxml.etree import iterwalk
from lxml.html import HtmlElement, tostring

if TYPE_CHECKING:
    from parsel import Selector

Node: TypeAlias = Any
"""A `parsel.Selector`, or what `json.loads` gives."""

# JSON may spell halves of characters (`"\ud800"`), which no page and no file can hold.
_LONE = re.compile("[\ud800-\udfff]")

BLOCKS: Final = frozenset(
    {"p", "div", "section", "blockquote", "br", "li", "dt", "dd", "tr", "td", "th"}
    | {"h1", "h2", "h3", "h4", "h5", "h6"}
)
"""Elements whose text is apart from what stands before and after it."""

NOT_TEXT = frozenset({"script", "style", "noscript", "template"})


def is_html(node: Node) -> bool:
    """Tell a part of a page from a JSON value."""
    return hasattr(node, "xpath")


def is_element(node: Node) -> bool:
    """Tell an element from an attribute, a text or a number that a query gave."""
    return is_html(node) and isinstance(node.root, HtmlElement)


def as_text(value: Node, *, as_html: bool) -> str | None:
    """Return what a node says, an element *as_html* or in words; None when it is no text."""
    if not is_html(value):
        return scalar(value)
    root = value.root
    if isinstance(root, HtmlElement):
        return _outer_html(root) if as_html else _inner_text(root)
    return root if isinstance(root, str) else str(root)


def _outer_html(element: HtmlElement) -> str:
    return tostring(element, encoding="unicode", with_tail=False)


def _inner_text(element: HtmlElement) -> str:
    parts: list[str] = []
    walk = iterwalk(element, events=("start", "end", "comment", "pi"))
    for happens, node in walk:
        if happens != "start":
            parts.append(node.tail or "" if node is not element else "")
        elif node.tag in NOT_TEXT and node is not element:
            walk.skip_subtree()
        else:
            parts.append(" " if node is not element and node.tag in BLOCKS else "")
            parts.append(node.text or "")
    return "".join(parts)


def href(node: Selector) -> str | None:
    """Return where an element leads: its own link, one inside it, or its picture."""
    if node.attrib.get("href"):
        return node.attrib["href"]
    inner = node.xpath("descendant::a/@href").get()
    return inner if inner is not None else node.attrib.get("src")


def scalar(value: Node) -> str | None:
    """Return a JSON scalar as text; null, objects and lists give nothing."""
    if is_html(value):
        return value.root if isinstance(value.root, str) else None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value if value.isascii() else _LONE.sub("\ufffd", value)
    return str(value) if isinstance(value, int | float) else None
