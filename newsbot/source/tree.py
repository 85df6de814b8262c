"""A YAML file as a tree that remembers where everything stands.

Values of two files can be merged, and a mistake still names the file and line that it is from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, TypeAlias

KeyPath: TypeAlias = tuple[str | int, ...]
"""Keys and list positions from the root of a file to a node."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where something stands in a file."""

    file: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Scalar:
    """A text, number, boolean, date or null."""

    place: Place
    text: str
    """As written."""
    value: Any
    """As read, with environment variables filled in."""
    doubt: str = ""
    """What YAML 1.1 makes of a text that readers would take for something else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequence:
    """A list."""

    place: Place
    items: tuple[Node, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Branch(Mapping[str, "Node"]):
    """A mapping. Keys are texts as written, in the order of the file."""

    place: Place
    items_by_key: Mapping[str, Node] = field(default_factory=dict)
    key_places: Mapping[str, Place] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Node:
        return self.items_by_key[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.items_by_key)

    def __len__(self) -> int:
        return len(self.items_by_key)

    def without(self, key: str) -> Branch:
        """Return the mapping without a key."""
        rest = {name: node for name, node in self.items() if name != key}
        return replace(self, items_by_key=rest)


Node: TypeAlias = Scalar | Sequence | Branch


def merge(defaults: Branch, own: Branch) -> Branch:
    """Lay *own* over *defaults*: mapping by mapping, other values replace, null removes."""
    items = dict(defaults)
    for key, node in own.items():
        default = defaults.get(key)
        if is_null(node) and default is not None:
            del items[key]
        elif isinstance(node, Branch) and isinstance(default, Branch):
            items[key] = merge(default, node)
        else:
            items[key] = node
    places = {**defaults.key_places, **own.key_places}
    return Branch(place=own.place, items_by_key=items, key_places=places)


def is_null(node: Node) -> bool:
    """Tell whether a node is an empty value, `~` or `null`."""
    return isinstance(node, Scalar) and node.value is None


def plain(node: Node, path: KeyPath = ()) -> Any:
    """Return the values alone. A key without a value is absent, except in `request.json`."""
    if isinstance(node, Sequence):
        return [plain(item, (*path, index)) for index, item in enumerate(node.items)]
    if isinstance(node, Branch):
        return {
            key: plain(item, (*path, key))
            for key, item in node.items()
            if not is_null(item) or is_payload(path)
        }
    return node.text if is_literal(path) and not isinstance(node.value, str) else node.value


def is_literal(path: KeyPath) -> bool:
    """Tell whether a scalar there is the text as written: `0123` in `set`, `each` and `headers`."""
    in_entry = path[:1] in (("discover",), ("backfill",)) and path[2:3] in (("set",), ("each",))
    return in_entry or path[-3:-1] == ("request", "headers")


def is_payload(path: KeyPath) -> bool:
    """Tell whether a path is at or below `request.json`, which is sent as it is."""
    return any(pair == ("request", "json") for pair in pairwise(path))


def walk(node: Node, path: KeyPath = ()) -> Iterator[tuple[KeyPath, Node]]:
    """Yield every node below *node*, itself first, with its path."""
    yield path, node
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from walk(item, (*path, index))
    elif isinstance(node, Branch):
        for key, item in node.items():
            yield from walk(item, (*path, key))


def follow(root: Node, path: KeyPath) -> tuple[KeyPath, Node]:
    """Go down *path* as far as the tree has it; steps that it does not have are passed over."""
    node: Node = root
    known: KeyPath = ()
    for part in path:
        child = _child(node, part)
        if child is not None:
            known, node = (*known, part), child
    return known, node


def _child(node: Node, part: str | int) -> Node | None:
    if isinstance(node, Branch) and isinstance(part, str):
        return node.get(part)
    if isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
        return node.items[part]
    return None


def key_of(path: KeyPath) -> str:
    """Write a path as mistakes show it: `discover[0].page.from`."""
    parts = (f"[{part}]" if isinstance(part, int) else f".{_printable(part)}" for part in path)
    return "".join(parts).removeprefix(".")


def _printable(key: str) -> str:
    return key if key.isprintable() else repr(key)
