"""Microdata (https://html.spec.whatwg.org/multipage/microdata.html) and RDFa Lite, as objects.

Both have the shape of JSON-LD, so that one rule reads all three.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsbot.extraction.element_text import shown_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_PROPERTIES: Final = 1_000
"""Properties that are read on one page."""

DEEPEST: Final = 100
"""Ancestors in which the thing that a property is of is looked for."""

_WORDLESS: Final = frozenset({"articlebody", "text"})
"""Properties that are not read: whole texts."""

_NAMES: Final = frozenset(
    {"about", "articlesection", "author", "creator", "editor", "genre", "headline", "keywords"}
    | {"name", "publisher", "title"}
)
"""Properties whose value is a text, also where a link has them."""

_ADDRESSES: Final = {
    **dict.fromkeys(("a", "area", "link"), "href"),
    **dict.fromkeys(("img", "audio", "video", "source", "iframe", "embed", "track"), "src"),
    "object": "data",
    "data": "value",
    "meter": "value",
    "time": "datetime",
}


@dataclass(frozen=True, slots=True)
class _Syntax:
    scope: str
    kind: str
    prop: str


_SYNTAXES: Final = (
    _Syntax(scope="itemscope", kind="itemtype", prop="itemprop"),
    _Syntax(scope="typeof", kind="typeof", prop="property"),
)


@dataclass(slots=True)
class _Things:
    """The things of a page, by the element that each is."""

    syntax: _Syntax
    nodes: dict[HtmlElement | None, dict[str, Any]] = field(default_factory=dict)

    def of(self, element: HtmlElement) -> dict[str, Any]:
        """Return the thing that an element is."""
        if element not in self.nodes:
            kinds = (element.get(self.syntax.kind) or "").split()
            self.nodes[element] = {"@type": kinds[:9]}
        return self.nodes[element]

    def around(self, element: HtmlElement) -> dict[str, Any] | None:
        """Return the thing that an element's property is of; None where there is none."""
        for ancestor in islice(element.iterancestors(), DEEPEST):
            if ancestor.get(self.syntax.scope) is not None:
                return self.of(ancestor)
        return None


def read_things(tree: HtmlElement) -> tuple[Mapping[str, Any], ...]:
    """Return the things that a page's elements describe, in their order."""
    return tuple(node for syntax in _SYNTAXES for node in _read(tree, syntax))


def _read(tree: HtmlElement, syntax: _Syntax) -> list[Mapping[str, Any]]:
    things = _Things(syntax)
    elements = tree.xpath(f"//*[@{syntax.prop}]")
    for element in islice(elements, MOST_PROPERTIES):
        thing = things.around(element)
        if thing is None:
            continue
        for name in (element.get(syntax.prop) or "").split()[:9]:
            prop = name.rpartition(":")[2].rpartition("/")[2]
            if prop.lower() not in _WORDLESS and (value := _value(element, prop, things)):
                thing.setdefault(prop, []).append(value)
    return [node for node in things.nodes.values() if len(node) > 1]


def _value(element: HtmlElement, prop: str, things: _Things) -> Any:
    if element.get(things.syntax.scope) is not None:
        return things.of(element)
    content = element.get("content")
    # The name of a person that is a link is meant to be its text, not its address.
    is_named = element.tag == "a" and prop.lower() in _NAMES
    if content is None and not is_named and (attribute := _ADDRESSES.get(str(element.tag))):
        content = element.get(attribute)
    return (content if content is not None else shown_text(element)).strip()
