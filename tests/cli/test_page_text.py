from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsbot.cli.page_text import ago, cut, page_text

NOW = datetime(2026, 3, 2, tzinfo=UTC)


def shown(**changes: Any) -> dict[str, Any]:
    return {
        "source": "example",
        "fields": {"headline": {"rule": "meta og:title", "value": "Rain " * 50}},
        "failed": {},
        "tried": {},
        "missing": None,
        "wanted": True,
        "unwanted_for": "",
        "post": {"path": "a.md", "text": "# Rain"},
        **changes,
    }


def failed(rule: str, gave: str = "nothing") -> dict[str, str]:
    return {"rule": rule, "answer": "https://example.org/", "gave": gave}


@pytest.mark.parametrize(("columns", "longest"), [(80, 80), (120, 120), (20, 60), (None, 200)])
def test_a_value_is_cut_so_that_its_line_fits(columns: int | None, longest: int) -> None:
    line = list(page_text(shown(), columns))[2]
    assert len(line) <= longest
    assert line.startswith('headline  "Rain Rain')
    assert line.endswith("…  [meta og:title]")


def test_rules_that_failed_before_stand_below_a_field() -> None:
    rules = [
        failed("css h1"),
        failed("json-ld headline", '"X": the site\'s name'),
        failed("css h2"),
    ]
    lines = list(page_text(shown(failed={"headline": rules}), 80))
    assert lines[3:5] == [
        '          - json-ld headline: "X": the site\'s name',
        "          - nothing by css h1, css h2",
    ]


def test_many_that_failed_are_one_paragraph() -> None:
    rules = [failed(f"some long rule {number}") for number in range(9)]
    lines = list(page_text(shown(failed={"headline": rules}), 80))
    paragraph = lines[3 : lines.index("a.md") - 1]
    assert len(paragraph) > 2
    assert all(len(line) <= 80 for line in paragraph)
    assert all(line.startswith(" " * 12) for line in paragraph[1:])


def test_of_a_missing_field_the_sources_rules_are_told_one_by_one() -> None:
    tried = [failed("css h1"), failed("json-ld headline"), failed("meta og:title")]
    lines = list(page_text(shown(fields={}, tried={"headline": tried})))
    assert lines[2:5] == ["headline  missing", "  css h1: nothing", "  general rules: nothing"]


def test_a_page_without_a_source_says_so() -> None:
    assert next(iter(page_text(shown(source=None)))) == "no source: general rules alone"


def test_what_a_text_begins_with() -> None:
    assert (cut("abc", 3), cut("abcd", 3)) == ("abc", "ab…")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "a moment ago"), (59, "a moment ago"), (60, "1 minute ago"), (200, "3 minutes ago")],
)
def test_how_long_ago(seconds: int, words: str) -> None:
    assert ago(NOW - timedelta(seconds=seconds), NOW) == words
