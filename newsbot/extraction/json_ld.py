"""JSON-LD (https://www.w3.org/TR/json-ld11/) as pages have it: graphs, lists, broken JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST: Final = 2_000_000
"""Characters of a script that are read; a longer one is no description of a page."""

MOST_NODES: Final = 1_000
"""Objects that are looked at on one page."""

_ARTICLES: Final = ("article", "blogposting", "liveblogposting", "report", "newsitem", "posting")


def read_nodes(tree: HtmlElement) -> tuple[Mapping[str, Any], ...]:
    """Return every object in the scripts of a page, outer ones before those inside them."""
    scripts = tree.xpath('//script[contains(@type, "ld+json")]')
    values = (_loads(script.text or "") for script in scripts)
    return tuple(islice(_objects(value for value in values if value is not None), MOST_NODES))


def article_nodes(nodes: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    """Return the objects whose type is an article of some kind."""
    return tuple(
        node for node in nodes if any(name.lower().endswith(_ARTICLES) for name in node_types(node))
    )


def node_types(node: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of an object's types, without the vocabulary before them."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return tuple(name.rsplit("/", 1)[-1] for name in names if isinstance(name, str))


def _loads(text: str) -> Any:
    if len(text) > LONGEST:
        return None
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return _loads_broken(text)


def _loads_broken(text: str) -> Any:
    import chompjs

    try:
        return chompjs.parse_js_object(text)
    except (ValueError, RecursionError):
        return None


def _objects(values: Iterable[Any]) -> Iterator[Mapping[str, Any]]:
    waiting = [iter(values)]
    while waiting:
        value = next(waiting[-1], None)
        if value is None:
            waiting.pop()
        elif isinstance(value, Mapping):
            yield value
            waiting.append(iter([inner for inner in value.values() if _is_nested(inner)]))
        elif isinstance(value, list):
            waiting.append(iter([inner for inner in value if _is_nested(inner)]))


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping | list)
