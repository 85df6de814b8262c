"""What a part of an answer says: an element, an attribute or a JSON value as text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import TYPE_CHECKING, Any, Final, TypeAlias

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
    parts: list[str] = [element.text or ""]
    for event, node in inside(element, NOT_TEXT):
        if event != "start":
            parts.append(node.tail or "")
        else:
            parts.append(" " if node.tag in BLOCKS else "")
            parts.append(node.text or "" if node.tag not in NOT_TEXT else "")
    return "".join(parts)


def inside(element: HtmlElement, closed: Set[str]) -> Iterator[tuple[str, HtmlElement]]:
    """Yield start and end of what is in an element, in their order, and `comment` where one is.

    What is in elements of *closed* tags is passed over. lxml's `iterwalk` takes the square of the
    number of comments.
    """
    opened, children = [element], [iter(element)]
    while children:
        node = next(children[-1], None)
        if node is None:
            children.pop()
            ended = opened.pop()
            if children:
                yield "end", ended
        elif not isinstance(node.tag, str):
            yield "comment", node
        else:
            yield "start", node
            opened.append(node)
            children.append(iter(() if node.tag in closed else node))


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
