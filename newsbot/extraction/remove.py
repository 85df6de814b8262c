"""Take elements out of a body."""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement, tostring


def remove_elements(html: str, selectors: Sequence[str]) -> str:
    """Return *html* without the elements that *selectors* (CSS) match; unchanged when none does."""
    from parsel import Selector

    tree = Selector(text=f"<div>{html}</div>", type="html")
    matched = [node.root for css in selectors for node in tree.css(css)]
    elements = [root for root in matched if isinstance(root, HtmlElement)]
    if not elements:
        return html
    for element in elements:
        if element.getparent() is not None:
            element.drop_tree()
    return "".join(_inner_html(wrapper) for wrapper in tree.xpath("/html/body/div"))


def _inner_html(wrapper: object) -> str:
    root: HtmlElement = wrapper.root  # type: ignore[attr-defined]  # parsel's types say object
    inner = [tostring(child, encoding="unicode") for child in root]
    return (root.text or "") + "".join(inner)
