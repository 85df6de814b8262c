"""Take elements out of a body."""

from __future__ import annotations

import html
from collections.abc import Sequence

from lxml.html import HtmlElement, tostring


def remove_elements(body: str, selectors: Sequence[str]) -> str:
    """Return *body* without the elements that *selectors* (CSS) match; unchanged when none does."""
    from parsel import Selector

    # A wrapper that no stray end tag closes: what follows it would be lost.
    tree = Selector(text=f"<html><body>{body}</body></html>", type="html")
    matched = [node.root for css in selectors for node in tree.css(css)]
    elements = [root for root in matched if isinstance(root, HtmlElement)]
    if not elements:
        return body
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()
    return "".join(_inner_html(wrapper) for wrapper in tree.xpath("/html/body"))


def _inner_html(wrapper: object) -> str:
    root: HtmlElement = wrapper.root  # type: ignore[attr-defined]  # parsel's types say object
    inner = [tostring(child, encoding="unicode") for child in root]
    return html.escape(root.text or "", quote=False) + "".join(inner)
