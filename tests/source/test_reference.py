"""docs/source-file.md names every key, with its default and what the models say of it."""

from __future__ import annotations

import re
from dataclasses import MISSING, Field, fields
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic.fields import FieldInfo

from newsbot.source import format_duration
from newsbot.source.docstrings import field_docstrings
from newsbot.source.entries import Category, Common, Dated, Feed, Json, Links, Page, Sitemap
from newsbot.source.post import Post, PostCategory
from newsbot.source.project import Project, Site
from newsbot.source.request import RequestOptions
from newsbot.source.rules import RULE_KINDS, Rule
from newsbot.source.schema import MODELS, PROJECT_DERIVED, SOURCE_DERIVED
from newsbot.source.source import Layout, Share, Source

REFERENCE = Path(__file__).parents[2] / "docs" / "source-file.md"
COMMON = frozenset(field.name for field in fields(Common))

TABLES = {
    "Keys of a source": (Source, SOURCE_DERIVED),
    "Entries": (Common, frozenset()),
    "category": (Category, COMMON),
    "feed": (Feed, COMMON),
    "sitemap": (Sitemap, COMMON),
    "json": (Json, COMMON),
    "page": (Page, frozenset()),
    "dated": (Dated, COMMON),
    "links": (Links, COMMON),
    "Share": (Share, frozenset()),
    "Rules": (Rule, frozenset({"kind", "query"})),
    "Layouts": (Layout, frozenset()),
    "Post": (Post, frozenset()),
    "Category of a post": (PostCategory, frozenset()),
    "Request": (RequestOptions, frozenset()),
    "The project's file": (Project, PROJECT_DERIVED),
    "Site": (Site, frozenset()),
}


def _table(title: str) -> list[tuple[str, str, str]]:
    """Return key, default and meaning, a row each."""
    text = REFERENCE.read_text("utf-8")
    [section] = re.findall(rf"(?ms)^#+ {re.escape(title)}\n(.*?)(?=^#+ |\Z)", text)
    rows = [re.split(r" (?<!\\)\| ", row) for row in re.findall(r"(?m)^\| (`.*) \|$", section)]
    return [(key.strip("`"), default, meaning) for key, _, default, meaning in rows]


def _default(field: Field) -> str:
    default = field.default
    if isinstance(default, FieldInfo):
        factory = default.default_factory
        default = MISSING if default.is_required() else factory() if factory else default.default
    match default:
        case _ if default is MISSING or (field.name == "kind" and default != "jekyll"):
            return "needed"
        case timedelta():
            return f"`{format_duration(default)}`"
        case ZoneInfo():
            return f"`{default}`"
        case bool() | int() | str() if default != "":
            shown = str(default).lower() if isinstance(default, bool) else str(default)
            return f"`{shown}`".replace("|", "\\|")
    return "–"


@pytest.mark.parametrize("title", TABLES)
def test_the_reference_has_every_key_as_the_models_have_it(title):
    model, derived = TABLES[title]
    texts = field_docstrings(model)
    expected = [
        (field.name.rstrip("_"), _default(field), texts[field.name])
        for field in fields(model)
        if field.name not in derived
    ]
    if model is Rule:
        expected = [(kind, "one of them", texts["query"]) for kind in RULE_KINDS] + expected
    assert _table(title) == expected


def test_every_model_has_a_table():
    assert {model for model, _ in TABLES.values()} == {*MODELS, Common}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_docstring(model):
    assert set(field_docstrings(model)) == {field.name for field in fields(model)}


def test_the_example_of_the_reference_loads(load):
    example = re.findall(r"(?m)(?:^    .*\n|^\n)+", REFERENCE.read_text("utf-8"))
    [source] = [text for text in example if "discover:" in text]
    environ = {"EXAMPLE_COOKIE": "a", "EXAMPLE_PROXY": "http://127.0.0.1:3128"}
    loaded = load(re.sub(r"(?m)^    ", "", source), environ=environ)
    assert [entry.kind for entry in loaded.discover] == ["category", "json", "links"]
