"""What counts as right in the benchmark of extraction."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

FILE = Path(__file__).parents[2] / "benchmarks" / "extraction_scores.py"


@pytest.fixture(scope="module")
def scores() -> ModuleType:
    import sys

    spec = importlib.util.spec_from_file_location("extraction_scores", FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_a_body_twice_as_long_is_half_precise(scores: ModuleType) -> None:
    truth = "one two three four five six seven"
    answer = f"{truth} eight nine ten eleven"
    compared = scores.overlap(truth, answer)
    assert (compared.precision, compared.recall) == (0.5, 1.0)


def test_han_characters_are_tokens(scores: ModuleType) -> None:
    compared = scores.overlap("一二三四五", "一二三四")
    assert (compared.precision, compared.recall) == (1.0, 0.5)


@pytest.mark.parametrize(
    ("truth", "answer", "is_right"),
    [
        pytest.param("“A” – B", '"A" - B', True, id="shapes-of-quotes-and-dashes"),
        pytest.param("A B", "A  B\n", True, id="spaces"),
        pytest.param("A", "A | Site", False, id="the-name-of-the-site"),
        pytest.param("A", None, False, id="nothing"),
    ],
)
def test_headlines(scores: ModuleType, truth: str, answer: str | None, is_right: bool) -> None:
    assert scores.is_same_line(truth, answer) is is_right


@pytest.mark.parametrize(
    ("truth", "answer", "day", "minute"),
    [
        pytest.param(
            "2024-05-02T00:30:00+08:00", "2024-05-01T16:30:00+00:00", True, True, id="one-instant"
        ),
        pytest.param("2024-05-02T00:30:00+08:00", "2024-05-01", True, False, id="day-in-utc"),
        pytest.param("2024-05-02", "2024-05-02T09:00:00+00:00", True, False, id="truth-is-a-day"),
        pytest.param("2024-05-02", "2024-05-03T09:00:00+00:00", False, False, id="another-day"),
        pytest.param("2024-05-02", None, False, False, id="nothing"),
        pytest.param("2024-05-02", "yesterday", False, False, id="not-a-date"),
    ],
)
def test_dates(scores: ModuleType, truth: str, answer: str | None, day: bool, minute: bool) -> None:
    assert (scores.is_same_day(truth, answer), scores.is_same_minute(truth, answer)) == (
        day,
        minute,
    )


def test_names_compare_without_labels_and_case(scores: ModuleType) -> None:
    assert scores.name_set(["By Jo K. Doe", ""]) == scores.name_set(["jo k doe"])


def test_both_forms_of_norwegian_are_one(scores: ModuleType) -> None:
    assert scores.primary_language("nb-NO") == scores.primary_language("no")
