"""JSON-LD (https://www.w3.org/TR/json-ld11/) as pages have it: graphs, lists, broken JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsbot.extraction.json_texts import loads_all

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MOST_SCRIPTS: Final = 100
"""Scripts that are read on one page."""

MOST_NODES: Final = 1_000
"""Objects that are looked at on one page."""

_ARTICLES: Final = ("article", "blogposting", "liveblogposting", "report", "newsitem", "posting")

_ELSEWHERE: Final = frozenset(
    {
        "citation",
        "comment",
        "hasPart",
        "isBasedOn",
        "isPartOf",
        "isRelatedTo",
        "itemListElement",
        "liveBlogUpdate",
        "mentions",
        "relatedLink",
        "review",
    }
)
"""Properties whose articles are others than the one that names them."""

_TYPE: Final = re.compile(r"[^/#:]*$")


def read_scripts(tree: HtmlElement) -> tuple[Any, ...]:
    """Return the values in the JSON-LD scripts of a page, in their order."""
    scripts = tree.xpath('//script[contains(translate(@type, "LD+JSON", "ld+json"), "ld+json")]')
    return tuple(
        value for script in islice(scripts, MOST_SCRIPTS) for value in loads_all(script.text or "")
    )


def all_nodes(values: Iterable[Any]) -> tuple[Mapping[str, Any], ...]:
    """Return every object in *values*, outer ones before those inside them, references followed."""
    nodes = tuple(islice(_objects(values), MOST_NODES))
    named = _by_id(nodes)
    return tuple(_resolved(node, named) for node in nodes)


def article_nodes(values: Iterable[Any]) -> tuple[Mapping[str, Any], ...]:
    """Return the objects that are articles of some kind, without those that a list only names."""
    values = tuple(values)
    named = _by_id(islice(_objects(values), MOST_NODES))
    nodes = islice(_objects(values, skipped=_ELSEWHERE), MOST_NODES)
    return tuple(_resolved(node, named) for node in nodes if is_article(node))


def is_article(node: Mapping[str, Any]) -> bool:
    """Say whether an object's type is an article of some kind."""
    return any(name.lower().endswith(_ARTICLES) for name in node_types(node))


def node_types(node: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the names of an object's types, without the vocabulary before them."""
    types = node.get("@type")
    names = types if isinstance(types, list) else [types]
    return tuple(
        match[0]
        for name in names
        if isinstance(name, str) and (match := _TYPE.search(name.rstrip("/#: ")))
    )


def texts_of(value: Any) -> Iterator[str]:
    """Yield the texts of a property: as they are, in lists, as `@value`, or the names of things."""
    waiting = [value]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, str):
            if item.strip():
                yield item
        elif isinstance(item, Mapping):
            waiting[:0] = [item[key] for key in ("@value", "name") if key in item][:1]
        elif isinstance(item, list):
            waiting[:0] = item[:MOST_NODES]


def addresses_of(value: Any) -> Iterator[str]:
    """Yield the addresses of a property: texts, or `url`, `contentUrl` and `@id` of things."""
    waiting = [value]
    for _ in range(MOST_NODES):
        if not waiting:
            return
        item = waiting.pop(0)
        if isinstance(item, str):
            if item.strip():
                yield item.strip()
        elif isinstance(item, Mapping):
            keys = ("url", "contentUrl", "@id", "@value")
            waiting[:0] = [item[key] for key in keys if item.get(key)][:1]
        elif isinstance(item, list):
            waiting[:0] = item[:MOST_NODES]


def _by_id(nodes: Iterable[Mapping[str, Any]]) -> Mapping[str, Mapping[str, Any]]:
    """Return @id → the object that says most of what has it."""
    named: dict[str, Mapping[str, Any]] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and len(node) > len(named.get(name, ())):
            named[name] = node
    return named


def _resolved(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Mapping[str, Any]:
    """Put objects in the place of references to them; theirs stay, so that nothing goes round."""
    return {key: _followed(value, named) for key, value in node.items()}


def _followed(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_followed_one(item, named) for item in value]
    return _followed_one(value, named)


def _followed_one(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Any:
    name = value.get("@id") if isinstance(value, Mapping) else None
    found = named.get(name) if isinstance(name, str) else None
    return found if found is not None and len(found) > len(value) else value


def _objects(
    values: Iterable[Any], *, skipped: frozenset[str] = frozenset()
) -> Iterator[Mapping[str, Any]]:
    waiting = [iter(values)]
    while waiting:
        value = next(waiting[-1], None)
        if value is None:
            waiting.pop()
        elif isinstance(value, Mapping):
            yield value
            inner = [item for key, item in value.items() if key not in skipped]
            waiting.append(iter([item for item in inner if _is_nested(item)]))
        elif isinstance(value, list):
            waiting.append(iter([item for item in value if _is_nested(item)]))


def _is_nested(value: Any) -> bool:
    return isinstance(value, Mapping | list)
