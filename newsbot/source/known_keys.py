"""Which keys a mapping in a YAML file may have, looked up in the file's JSON Schema."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from newsbot.source.tree import Branch, KeyPath, Node, Scalar, Sequence


def keys_at(schema: Mapping[str, Any], root: Branch, path: KeyPath) -> frozenset[str]:
    """Return the keys that a mapping in a file may have."""
    node: Node = root
    places = [schema]
    for part in path:
        kind = _kind_of(node)
        places = [step for place in places for step in _steps(place, part, schema, kind)]
        node = _below(node, part)
    kind = _kind_of(node)
    options = (option for place in places for option in _objects(place, schema, kind))
    return frozenset(key for option in options for key in option.get("properties", ()))


def _steps(
    place: Mapping[str, Any], part: str | int, schema: Mapping[str, Any], kind: str
) -> Iterator[Mapping[str, Any]]:
    for option in _objects(place, schema, kind):
        if isinstance(part, int):
            step = option.get("items")
        else:
            step = option.get("properties", {}).get(part, option.get("additionalProperties"))
        if isinstance(step, dict):
            yield step


def _objects(
    place: Mapping[str, Any], schema: Mapping[str, Any], kind: str
) -> Iterator[Mapping[str, Any]]:
    """Yield the alternatives of a place, references followed; of entries only those of a kind."""
    if "$ref" in place:
        name = str(place["$ref"]).removeprefix("#/$defs/")
        yield from _objects(schema["$defs"][name], schema, kind)
    elif "properties" not in place and ("anyOf" in place or "oneOf" in place):
        for option in (*place.get("anyOf", ()), *place.get("oneOf", ())):
            yield from _objects(option, schema, kind)
    elif place.get("properties", {}).get("kind", {}).get("const", kind) == kind:
        yield place


def _kind_of(node: Node) -> str:
    kind = node.get("kind") if isinstance(node, Branch) else None
    return kind.text if isinstance(kind, Scalar) else ""


def _below(node: Node, part: str | int) -> Node:
    if isinstance(node, Sequence) and isinstance(part, int):
        return node.items[part]
    return node[part] if isinstance(node, Branch) and isinstance(part, str) else node
