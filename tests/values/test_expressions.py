from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.values.expressions import as_json_value, evaluate, names_in, search_json


@pytest.mark.parametrize(
    "expression",
    [
        pytest.param("a.b", id="a path that leads nowhere"),
        pytest.param("length(a)", id="a type that does not fit"),
        pytest.param("nothing(a)", id="a function that there is not"),
        pytest.param("avg(@)", id="an average of an object"),
    ],
)
def test_an_expression_that_does_not_fit_finds_nothing(expression: str) -> None:
    assert search_json(expression, {"a": 1}) is None


def test_an_article_is_seen_by_jmespath_as_json() -> None:
    value = as_json_value({"authors": ("A",), "date": datetime(2022, 5, 25, tzinfo=UTC), "n": None})
    assert value == {"authors": ["A"], "date": "2022-05-25T00:00:00+00:00", "n": None}
    assert search_json("contains(authors, 'A') && date > '2022'", value) is not None


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        pytest.param("starts_with(b, 'x')", "starts_with", id="nothing where a text is needed"),
        pytest.param("a > 'x'", "'>' not supported", id="a number compared with a text"),
    ],
)
def test_whoever_has_to_know_is_told_what_does_not_fit(expression: str, what: str) -> None:
    with pytest.raises(ValueError, match=what):
        evaluate(expression, {"a": 1})


@pytest.mark.parametrize(
    ("expression", "names"),
    [
        pytest.param("section != 'Video'", {"section"}, id="one"),
        pytest.param("!starts_with(a, b) || length(c) > `1`", {"a", "b", "c"}, id="several"),
        pytest.param("keywords[?contains(@, 'x')]", {"keywords"}, id="each of a list"),
        pytest.param("sort_by(a, &b)[0]", {"a", "b"}, id="inside of a list"),
        pytest.param("keys(@)", None, id="everything"),
        pytest.param("*", None, id="every value"),
        pytest.param("@ | a", None, id="everything, for a part of it"),
    ],
)
def test_an_expression_says_which_names_it_may_read(
    expression: str, names: set[str] | None
) -> None:
    assert names_in(expression) == names
