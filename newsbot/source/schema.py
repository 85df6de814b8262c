"""JSON Schemas of the YAML files, for editors: completion, hover texts and checks while typing."""

from __future__ import annotations

from dataclasses import Field, fields
from datetime import timedelta
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from newsbot.source.docstrings import field_docstrings
from newsbot.source.durations import format_duration
from newsbot.source.entries import Category, Dated, Feed, Json, Links, Page, Sitemap
from newsbot.source.post import Post, PostCategory
from newsbot.source.project import Project, Site
from newsbot.source.request import RequestOptions
from newsbot.source.rules import RULE_KINDS, Rule
from newsbot.source.source import Layout, Share, Source

Schema: TypeAlias = dict[str, Any]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
SOURCE_DERIVED: Final = frozenset(
    {"name", "path", "digest", "reading", "where_at", "render_at", "secrets", "warnings"}
)
"""Fields of Source that come from its file's name and text; as keys they are unknown."""
PROJECT_DERIVED: Final = frozenset({"root"})
"""Fields of Project that come from where its file is; as keys they are unknown."""
MODELS: Final[tuple[type, ...]] = (
    *(Source, Category, Feed, Sitemap, Json, Page, Dated, Links),
    *(Share, Layout, Rule, Post, PostCategory),
    *(RequestOptions, Project, Site),
)

_RULE: Final[Schema] = {"$ref": "#/$defs/Rule"}
_RULES: Final[Schema] = {"anyOf": [_RULE, {"type": "array", "items": _RULE, "minItems": 1}]}
_MARKS: Final[dict[str, Schema]] = {"rule": _RULE, "rules": _RULES}
_NULL: Final = {"type": "null"}


def source_json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a source's file, shorthand forms included."""
    return {"$schema": DIALECT, **_schema_of(Source, SOURCE_DERIVED)}


def project_json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of newsbot.yaml."""
    project = _schema_of(Project, PROJECT_DERIVED)
    source: Schema = _without_required(source_json_schema())
    definitions = source.pop("$defs")
    del source["$schema"]
    project["$defs"] = {**definitions, **project["$defs"], "Source": source}
    project["properties"]["defaults"] = {
        "anyOf": [{"$ref": "#/$defs/Source"}, _NULL],
        "description": field_docstrings(Project)["defaults"],
    }
    return {"$schema": DIALECT, **project}


def _schema_of(model: type, derived: frozenset[str]) -> Schema:
    adapter: TypeAdapter[Any] = TypeAdapter(model)
    adapter.rebuild()
    schema: Schema = adapter.json_schema(by_alias=True)
    definitions = schema.setdefault("$defs", {})
    for described in MODELS:
        target = schema if described is model else definitions.get(described.__name__)
        if target is not None:
            _describe(target, described)
    definitions["Rule"] = _rule_schema()
    for name in derived:
        del schema["properties"][name]
    schema["required"] = [name for name in schema.get("required", ()) if name not in derived]
    complete: Schema = _with_rules(schema)
    return complete


def _describe(schema: Schema, model: type) -> None:
    """Put the fields' docstrings into a model's schema, and allow null, which removes a default."""
    texts = field_docstrings(model)
    required = schema.setdefault("required", [])
    if "kind" in schema["properties"]:
        # The models know their kind; a file has to say it.
        required.insert(0, "kind")
    for field in fields(model):
        name = field.name.rstrip("_")
        value = _without_noise(schema["properties"][name], field)
        nullable = value if name in required else _or_null(value)
        schema["properties"][name] = {**nullable, "description": texts[field.name]}


def _without_noise(value: Schema, field: Field[Any]) -> Schema:
    rest = {key: item for key, item in value.items() if key not in ("title", "default")}
    default = field.default.default if isinstance(field.default, FieldInfo) else field.default
    if isinstance(default, timedelta):
        rest["default"] = format_duration(default)
    elif isinstance(default, str | int | bool) and field.name != "kind":
        rest["default"] = default
    return rest


def _or_null(value: Schema) -> Schema:
    if _NULL in value.get("anyOf", ()) or not value.keys() - {"default"}:
        return value
    default = {"default": value.pop("default")} if "default" in value else {}
    return {"anyOf": [value, _NULL], **default}


def _rule_schema() -> Schema:
    texts = field_docstrings(Rule)
    queries = {
        kind: {"type": "string", "description": f"{kind}: {texts['query']}"} for kind in RULE_KINDS
    }
    options: Schema = {
        "all": {"type": "boolean"},
        "regex": {"type": "string", "format": "regex"},
        "format": {"type": "string"},
        "then": _RULES,
    }
    described = {name: {**option, "description": texts[name]} for name, option in options.items()}
    mapping = {
        "type": "object",
        "properties": {**queries, **described},
        "additionalProperties": False,
        "oneOf": [{"required": [kind]} for kind in RULE_KINDS],
    }
    return {"anyOf": [{"type": "string"}, mapping]}


def _with_rules(value: Any) -> Any:
    """Put the rules' schema where the models leave a mark."""
    if isinstance(value, list):
        return [_with_rules(item) for item in value]
    if not isinstance(value, dict):
        return value
    marked = _MARKS.get(str(value.get("$comment")))
    if marked is not None:
        return marked | {key: item for key, item in value.items() if key != "$comment"}
    return {key: _with_rules(item) for key, item in value.items()}


def _without_required(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_required(item) for item in value]
    if not isinstance(value, dict) or value.keys() == {"required"}:
        return value
    return {key: _without_required(item) for key, item in value.items() if key != "required"}
