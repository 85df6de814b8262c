"""Meta elements: Open Graph (https://ogp.me), Dublin Core, and what sites add of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_ELEMENTS: Final = 2_000
"""Meta elements that are read on one page."""

LONGEST: Final = 10_000
"""Characters of a content that are read."""

LONGEST_BEFORE: Final = 200_000
"""Characters of a page in which the comment of `read_comment` is looked for."""

_ENTRY: Final = re.compile(r"<(\w{1,20})>([^<]{0,2000})</\1>")
_NAMES: Final = ("property", "name", "itemprop", "http-equiv")


def read_meta(tree: HtmlElement) -> Mapping[str, tuple[str, ...]]:
    """Return name or property, in lower case → contents that are not empty, in their order.

    A property may name several (`og:title twitter:title`), and a name may stand as `DC.title` or
    `dc:title`: both are `dc.title`.
    """
    found: dict[str, list[str]] = {}
    for element in islice(tree.iter("meta"), MOST_ELEMENTS):
        # `value` is a slip that some sites make throughout.
        content = element.get("content") or element.get("value") or ""
        content = " ".join(content[:LONGEST].split())
        for name in _names_of(element) if content else ():
            found.setdefault(name, []).append(content)
    return {name: tuple(contents) for name, contents in found.items()}


def read_comment(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return what the comment of a content management system that many newspapers use says.

    It stands before the page: `<!--enpproperty <title>…</title><author>…</author> /enpproperty-->`.
    The names are `enp.title`, `enp.author`, `enp.date` and so on.
    """
    start = text.find("<!--enpproperty", 0, LONGEST_BEFORE)
    if start < 0:
        return {}
    comment = text[start : start + LONGEST].partition("/enpproperty")[0]
    pairs = ((match[1].lower(), " ".join(match[2].split())) for match in _ENTRY.finditer(comment))
    return {f"enp.{name}": (value,) for name, value in pairs if value and value != "null"}


def _names_of(element: HtmlElement) -> list[str]:
    given = (element.get(attribute) or "" for attribute in _NAMES)
    names = [name for text in given for name in text[:LONGEST].lower().split()[:9]]
    return list(dict.fromkeys(_one_spelling(name) for name in names))


def _one_spelling(name: str) -> str:
    prefix, colon, rest = name.partition(":")
    return f"{prefix}.{rest}" if colon and prefix in {"dc", "dcterms", "sailthru"} else name
