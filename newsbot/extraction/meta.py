"""Meta elements: Open Graph (https://ogp.me), Dublin Core, and what sites add of their own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def read_meta(tree: HtmlElement) -> Mapping[str, tuple[str, ...]]:
    """Return name or property, in lower case → contents that are not empty, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for element in tree.iter("meta"):
        content = " ".join((element.get("content") or element.get("value") or "").split())
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found[name] = (*found.get(name, ()), content)
    return found
