from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.export.front_matter import emit
from newsbot.export.yaml_lines import Plain, Quoted, yaml_lines

TEXTS = st.one_of(
    st.text(min_size=1),
    st.text(alphabet="ab1:# -?,[]{}&*!|>'\"\\%@`.~=<中“", min_size=1),
    st.from_regex(r"[-+]?[0-9.:_eE-]{1,12}", fullmatch=True),
)
SCALARS = st.one_of(TEXTS, TEXTS.map(Quoted), st.booleans(), st.integers())
VALUES = st.one_of(SCALARS, st.lists(SCALARS, min_size=1, max_size=3))


@given(st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4))
def test_lines_are_those_of_the_emitter_or_it_is_asked(values: dict[str, Any]) -> None:
    assert yaml_lines(values) in {None, emit(values)}


@given(TEXTS)
def test_a_text_as_a_value_is_written_as_the_emitter_does(text: str) -> None:
    values = {"title": Quoted(text), "publisher": text, "tags": [text, "b"]}
    assert yaml_lines(values) in {None, emit(values)}


@pytest.mark.parametrize(
    "value",
    [
        "中国新闻网",
        "a: b",
        'say "x" \\ and go',
        "0123",
        "yes",
        Quoted("plain"),
        Plain("2022-05-25 14:36:45 +0800"),
        True,
        ["one", "2", Quoted("three")],
    ],
    ids=repr,
)
def test_what_posts_hold_is_written_without_the_emitter(value: Any) -> None:
    assert yaml_lines({"key": value}) == emit({"key": value})


@pytest.mark.parametrize(
    "values",
    [
        {"title": "😀"},
        {"title": "two\nlines"},
        {"on": "x"},
        {"1": "x"},
        {"a b": "x"},
        {"k" * 200: "x"},
        {"seo": {"title": "x"}},
        {"weight": 1.5},
        {"list": [["nested"]]},
    ],
    ids=[
        "emoji",
        "two lines",
        "key yes",
        "key number",
        "space",
        "long key",
        "map",
        "float",
        "nest",
    ],
)
def test_anything_else_is_the_emitters(values: dict[str, Any]) -> None:
    assert yaml_lines(values) is None
