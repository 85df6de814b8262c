from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml

from newsbot.source import project_json_schema, source_json_schema
from newsbot.source.schema import PROJECT_DERIVED, SOURCE_DERIVED

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "number": (int, float),
    "integer": int,
    "null": type(None),
}

WHOLE = r"""
title: Example
language: zh-CN
domains: [example.org]
discover:
  - {kind: category, url: https://example.org/, articles: a, next: {xpath: //a}, match: x}
  - kind: json
    url: https://example.org/{market}/{page}
    each: {market: [37, x]}
    page: {from: 0}
    items: record
    fields: {identifier: code, headline: [title, {json: name}]}
    request: {headers: {X: 1}, json: {a: null}}
  - {kind: links, file: links.txt, set: {section: News}}
backfill: []
share: {link: "https://example.org/{identifier}"}
extract:
  headline: [h1, {css: h2, regex: x, then: {css: a}}]
  body_html: {json: text, then: [p, {xpath: //b}]}
layouts: [{until: "2020-01-01", remove: .ad}]
post:
  category: {slug: a, title: b}
  front_matter: {tags: [a], draft: false}
first: 7d
every:
delay: 0
request: {proxy: "${PROXY}"}
retired: "2026-03-01"
"""


def _fits(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> bool:
    """Check a value with the part of JSON Schema that newsbot's schemas use."""
    if "$ref" in schema:
        return _fits(value, root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root)
    return all(_constraints(value, schema, root))


def _constraints(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[bool]:
    if "anyOf" in schema:
        yield any(_fits(value, option, root) for option in schema["anyOf"])
    if "oneOf" in schema:
        yield sum(_fits(value, option, root) for option in schema["oneOf"]) == 1
    yield value in schema.get("enum", [schema.get("const", value)])
    if "type" in schema:
        names = [schema["type"]] if isinstance(schema["type"], str) else schema["type"]
        is_flag = isinstance(value, bool)
        yield any(isinstance(value, TYPES[n]) and (n == "boolean") >= is_flag for n in names)
    if "pattern" in schema and isinstance(value, str):
        yield re.search(schema["pattern"], value) is not None
    if isinstance(value, list):
        yield len(value) >= schema.get("minItems", 0)
        yield all(_fits(item, schema.get("items", {}), root) for item in value)
    if isinstance(value, dict):
        yield from _object(value, schema, root)


def _object(value: Any, schema: Mapping[str, Any], root: Mapping[str, Any]) -> Iterator[bool]:
    yield all(key in value for key in schema.get("required", ()))
    rest = schema.get("additionalProperties", True)
    for key, item in value.items():
        option = schema.get("properties", {}).get(key, rest)
        yield option if isinstance(option, bool) else _fits(item, option, root)


@pytest.fixture(scope="module")
def schema():
    return source_json_schema()


def test_a_whole_source_fits_the_schema_and_loads(schema, load):
    assert _fits(yaml.safe_load(WHOLE), schema, schema)
    assert load(WHOLE, environ={"PROXY": "http://127.0.0.1:1"})


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("title:", "titel:", id="an unknown key"),
        pytest.param("kind: links", "kind: link", id="an unknown kind"),
        pytest.param("kind: links, ", "", id="no kind"),
        pytest.param("items: record", "item: record", id="a missing key"),
        pytest.param("{json: text,", "{json: text, css: p,", id="two queries in a rule"),
        pytest.param("css: h2", "al: h2", id="no query in a rule"),
        pytest.param("first: 7d", "first: 7 days", id="a wrong duration"),
        pytest.param("title: Example", "title: 5", id="a number for a text"),
        pytest.param("url: https://example.org/,", "url: example,", id="no URL"),
    ],
)
def test_what_newsbot_refuses_does_not_fit_the_schema(schema, mistakes, old, new):
    text = WHOLE.replace(old, new)
    assert text != WHOLE
    assert not _fits(yaml.safe_load(text), schema, schema)
    assert mistakes(text, environ={"PROXY": "http://127.0.0.1:1"})


@pytest.mark.parametrize("make", [source_json_schema, project_json_schema])
def test_a_schema_is_json_of_draft_2020_12_and_leads_nowhere_else(make):
    text = json.dumps(make())
    definitions = set(make()["$defs"])
    assert make()["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(re.findall(r'"\$ref": "([^"]+)"', text)) <= {f"#/$defs/{n}" for n in definitions}
    assert "$comment" not in text


def test_what_comes_from_a_files_place_is_no_key():
    assert not SOURCE_DERIVED & source_json_schema()["properties"].keys()
    assert not PROJECT_DERIVED & project_json_schema()["properties"].keys()


def test_defaults_need_nothing():
    schema = project_json_schema()
    project = yaml.safe_load("defaults: {post: {category: {slug: a}}, extract: {headline: h1}}")
    assert _fits(project, schema, schema)
    assert not _fits({"defaults": {"dely": "1s"}}, schema, schema)


def test_every_key_says_what_it_means(schema):
    models = [schema, *(d for n, d in schema["$defs"].items() if n != "Rule")]
    properties = [item for model in models for item in model["properties"].items()]
    assert [name for name, value in properties if not value.get("description")] == []
