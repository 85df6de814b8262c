from __future__ import annotations

from datetime import date

import pytest
import yaml

from newsbot.source.scalars import read_scalar
from newsbot.source.tree import Place, Scalar


def _read(text: str) -> Scalar:
    node = yaml.compose(text, Loader=yaml.CSafeLoader)
    scalar = read_scalar(Place(file="x.yaml"), node.tag, node.value)
    assert scalar is not None
    return scalar


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a b", "a b", id="a text"),
        pytest.param("'5'", "5", id="a number in quotes"),
        pytest.param("5", 5, id="a whole number"),
        pytest.param("-5", -5, id="a negative number"),
        pytest.param("0.5", 0.5, id="a decimal number"),
        pytest.param("true", True, id="true"),
        pytest.param("Yes", True, id="yes"),
        pytest.param("off", False, id="off"),
        pytest.param("~", None, id="null"),
        pytest.param("2026-03-01", date(2026, 3, 1), id="a date"),
        pytest.param("=", "=", id="an equals sign"),
        pytest.param("!!str 5", "5", id="a number that is tagged as text"),
    ],
)
def test_a_value_is_what_people_and_yaml_agree_on(text: str, expected: object) -> None:
    scalar = _read(text)
    assert (scalar.value, scalar.doubt) == (expected, "")


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        pytest.param("12:30", "a number", id="a time is 750"),
        pytest.param("0123", "a number", id="a leading nought is octal"),
        pytest.param("0x1f", "a number", id="hexadecimal"),
        pytest.param("1_000", "a number", id="an underscore"),
        pytest.param("+.inf", "a number", id="infinity"),
        pytest.param("9" * 30, "a number", id="more digits than a number has"),
        pytest.param("2026-13-01", "a date", id="a month that is none"),
        pytest.param("2026-1-1 00:00:00", "a date", id="a time of day"),
        pytest.param("!!int x", "a number", id="a text that is tagged as a number"),
    ],
)
def test_what_yaml_reads_in_another_way_than_people_is_kept_as_text(text: str, doubt: str) -> None:
    scalar = _read(text)
    assert (scalar.value, scalar.doubt) == (scalar.text, doubt)
