from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.source.reading import read_yaml
from newsbot.source.tree import Branch, follow, key_of, merge, plain


@pytest.fixture
def tree(tmp_path: Path):
    def read(text: str, file: str = "x.yaml") -> Branch:
        (tmp_path / file).write_text(text, "utf-8")
        return read_yaml(tmp_path / file, file)[0]

    return read


@pytest.mark.parametrize(
    ("defaults", "own", "expected"),
    [
        pytest.param("a: 1", "b: 2", {"a": 1, "b": 2}, id="keys come together"),
        pytest.param("a: 1", "a: 2", {"a": 2}, id="a value replaces"),
        pytest.param("a: 1", "a: ~", {}, id="null removes"),
        pytest.param("a: {b: 1}", "a: {c: 2}", {"a": {"b": 1, "c": 2}}, id="mappings merge"),
        pytest.param("a: {b: {c: 1}}", "a: {b: {c: null}}", {"a": {"b": {}}}, id="null deep down"),
        pytest.param(
            "request: {json: {a: 1, b: 2}}",
            "request: {json: {a: null}}",
            {"request": {"json": {"b": 2}}},
            id="null in what is sent as JSON",
        ),
        pytest.param("a: [1, 2]", "a: [3]", {"a": [3]}, id="a list replaces a list"),
        pytest.param("a: {b: 1}", "a: 2", {"a": 2}, id="a value replaces a mapping"),
        pytest.param("a: 1", "a: {b: 2}", {"a": {"b": 2}}, id="a mapping replaces a value"),
    ],
)
def test_defaults_merge_mapping_by_mapping(tree, defaults, own, expected):
    assert plain(merge(tree(defaults), tree(own))) == expected


def test_the_order_of_defaults_comes_first(tree):
    merged = merge(tree("{a: 1, b: 2}"), tree("{c: 3, a: 4}"))
    assert list(merged) == ["a", "b", "c"]


def test_a_merged_value_remembers_its_file_and_line(tree):
    merged = merge(tree("a: 1\nb: 2", "newsbot.yaml"), tree("\n\nb: 3"))
    places = {key: (node.place.file, node.place.line) for key, node in merged.items()}
    assert places == {"a": ("newsbot.yaml", 1), "b": ("x.yaml", 3)}


def test_a_key_without_a_value_is_absent(tree):
    assert plain(tree("a:\nb: {c: }")) == {"b": {}}


def test_null_is_kept_in_what_is_sent_as_json(tree):
    assert plain(tree("request: {json: {a: null}}")) == {"request": {"json": {"a": None}}}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("discover: [{set: {a: 0123}}]", id="set"),
        pytest.param("backfill: [{each: {a: [0123]}}]", id="each"),
        pytest.param("request: {headers: {a: 0123}}", id="headers"),
        pytest.param("discover: [{request: {headers: {a: 0123}}}]", id="headers of an entry"),
    ],
)
def test_some_values_are_texts_as_written(tree, text: str):
    assert "'0123'" in str(plain(tree(text)))


def test_steps_that_a_tree_does_not_have_are_passed_over(tree):
    known, node = follow(tree("a: [{b: 5}]"), ("a", 0, "json", "b", 7, "c"))
    assert key_of(known) == "a[0].b"
    assert plain(node) == 5
