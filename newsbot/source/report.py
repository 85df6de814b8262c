"""Turn what is wrong into mistakes: each with the line it stands in, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from newsbot.errors import Mistake
from newsbot.source.entries import entry_kinds
from newsbot.source.known_keys import keys_at
from newsbot.source.near import did_you_mean, nearest
from newsbot.source.project import Project
from newsbot.source.rules import RULE_KINDS
from newsbot.source.schema import (
    PROJECT_DERIVED,
    SOURCE_DERIVED,
    Schema,
    project_json_schema,
    source_json_schema,
)
from newsbot.source.source import Source
from newsbot.source.tree import Branch, KeyPath, Node, Place, Scalar, Sequence, follow, key_of

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

UNKNOWN_KEYS: Final = frozenset({"unexpected_keyword_argument", "extra_forbidden"})
UNKNOWN_KINDS: Final = frozenset({"union_tag_invalid", "union_tag_not_found"})
MAPPING: Final = "a mapping of keys to values"

DERIVED: Final[Mapping[type, frozenset[str]]] = MappingProxyType(
    {Source: SOURCE_DERIVED, Project: PROJECT_DERIVED}
)
"""Fields that come from where a file is; as keys in it they are unknown."""

# https://docs.pydantic.dev/latest/errors/validation_errors/
_EXPECTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "string_type": "a text; quotes make it one",
        "int_type": "a whole number",
        "bool_type": "true or false",
        "tuple_type": "a list: each of its entries begins with `- `",
        "list_type": "a list: each of its entries begins with `- `",
        "dict_type": MAPPING,
        "mapping_type": MAPPING,
        "dataclass_type": MAPPING,
        "model_attributes_type": MAPPING,
        "missing": "this key",
        "too_short": "at least one",
    }
)

_EXAMPLES: Final[Mapping[str | int, str]] = MappingProxyType(
    {
        "discover": "where articles are listed, such as"
        ' `discover: [{kind: category, url: "https://example.org/news/"}]`',
        "url": "an address, such as `url: https://example.org/news/`",
        "items": "JMESPath to the list's entries, such as `items: data.list`",
        "fields": "what an entry says, such as `fields: {url: link, headline: title}`",
    }
)
"""What a key that is needed and is not there may look like."""


def mistake(root: Branch, path: KeyPath, expected: str, *, found: str = "") -> Mistake:
    """Describe what stands at a path of *root*; steps that it does not have are passed over."""
    known, node = follow(root, path)
    expected = _discreet(expected) if isinstance(node, Scalar) and "${" in node.text else expected
    return at(node.place, known, expected, found=found or shown(node))


def at(place: Place, path: KeyPath, expected: str, *, found: str) -> Mistake:
    """Describe what stands in a place."""
    return Mistake(
        file=place.file,
        line=place.line,
        column=place.column,
        key=key_of(path),
        found=found,
        expected=expected,
    )


def from_pydantic(error: ErrorDetails, root: Branch, model: type) -> Mistake:
    """Say what a validation error means for the one who wrote the file."""
    path = _as_written(error["loc"], root)
    known, node = follow(root, path)
    if error["type"] in UNKNOWN_KEYS:
        return unknown_key(root, path, model)
    if error["type"] in UNKNOWN_KINDS:
        return _unknown_kind(root, path, str(error.get("ctx", {}).get("expected_tags", "")))
    if error["loc"][-1:] == ("[key]",):
        return at(key_place(root, known), known, expectation(error), found=repr(known[-1]))
    if is_missing_key(error):
        expected = _EXAMPLES.get(path[-1], expectation(error))
        key = known if path == known else (*known, path[-1])
        return at(node.place, key, expected, found="nothing")
    return mistake(root, path, expectation(error))


def is_missing_key(error: ErrorDetails) -> bool:
    """Tell whether a key that is needed is not there."""
    return error["type"] in ("missing", "missing_argument") and "ctx" not in error


def expectation(error: ErrorDetails) -> str:
    """Return what would be right."""
    context = error.get("ctx", {})
    if "what" in context:
        return str(context["what"])
    if context.get("class_name") == "Rule":
        return "a rule: a text, or a mapping with css, xpath or json"
    if error["type"] == "literal_error":
        return str(context["expected"])
    if error["type"] == "greater_than_equal":
        return f"at least {context['ge']}"
    return _EXPECTED.get(error["type"]) or error["msg"]


def _discreet(expected: str) -> str:
    """Leave out what repeats the value: a variable's may be secret."""
    return re.sub(r" \(.*\)$|, not .*$|; did you .*$", "", expected)


def _as_written(loc: KeyPath, root: Branch) -> KeyPath:
    """Give the steps that models and YAML name differently the names that they have in YAML."""
    if loc[-1:] == ("query",):
        _, node = follow(root, loc[:-1])
        kinds = [kind for kind in RULE_KINDS if isinstance(node, Branch) and kind in node]
        return (*loc[:-1], *kinds[:1])
    return tuple(part for part in loc if part != "[key]")


def unknown_key(root: Branch, path: KeyPath, model: type) -> Mistake:
    """Say which key was meant, or which there are."""
    known, _ = follow(root, path)
    keys = keys_at(_schema(model), root, known[:-1])
    near = nearest(str(known[-1]), keys)
    expected = f"a known key; did you mean {near!r}?" if near else f"one of {_listed(keys)}"
    return at(key_place(root, known), known, expected, found="an unknown key")


def _unknown_kind(root: Branch, path: KeyPath, tags: str) -> Mistake:
    known, node = follow(root, (*path, "kind"))
    kinds = tags.replace("'", "") or ", ".join(entry_kinds())
    found = shown(node) if known[-1:] == ("kind",) else "nothing"
    near = did_you_mean(node.text, kinds.split(", ")) if isinstance(node, Scalar) else ""
    key = known if known[-1:] == ("kind",) else (*known, "kind")
    return at(node.place, key, f"one of {kinds}{near}", found=found)


@cache
def _schema(model: type) -> Schema:
    # Built only when a key is unknown, and then once: it takes as long as loading fifty files.
    return source_json_schema() if model is Source else project_json_schema()


def _listed(keys: Iterable[str]) -> str:
    return ", ".join(sorted(keys))


def key_place(root: Branch, path: KeyPath) -> Place:
    """Return where a key is written."""
    _, parent = follow(root, path[:-1])
    place = parent.key_places.get(str(path[-1])) if isinstance(parent, Branch) and path else None
    return place or parent.place


def shown(node: Node) -> str:
    """Write what stands in a file, short and on one line."""
    if isinstance(node, Sequence):
        return "a list" if node.items else "an empty list"
    if isinstance(node, Branch):
        return "a mapping" if node else "an empty mapping"
    text = node.text if len(node.text) <= 60 else node.text[:59] + "…"
    kinds = {bool: "the boolean", int: "the number", float: "the number", date: "the date"}
    if node.value is None:
        return "nothing"
    return f"{kinds[type(node.value)]} {text}" if type(node.value) in kinds else repr(text)
