from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsbot.discovery.paging import Paging, decide_paging, is_at_boundary, is_recent

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def decision(**changes: Any) -> Paging:
    situation: dict[str, Any] = {
        "first": WEEK,
        "is_first_pass": True,
        "is_wholly_known": False,
        "adds_nothing": False,
        "is_at_boundary": False,
        "listed": 20,
        "newest": NOW,
        "now": NOW,
    }
    return decide_paging(**situation | changes)


@pytest.mark.parametrize(
    "first", [pytest.param(WEEK, id="duration"), pytest.param(99, id="number"), "all"]
)
@pytest.mark.parametrize("is_first_pass", [True, False], ids=["first pass", "later pass"])
@pytest.mark.parametrize("why", ["is_wholly_known", "adds_nothing"])
def test_a_page_that_is_known_or_adds_nothing_ends_the_pass(
    first: Any, is_first_pass: bool, why: str
) -> None:
    assert decision(first=first, is_first_pass=is_first_pass, **{why: True}) is Paging.STOP


def test_a_later_pass_reads_on_until_it_meets_what_is_known() -> None:
    old = NOW - timedelta(days=1000)
    assert decision(is_first_pass=False, newest=old, first=0) is Paging.GO_ON
    assert decision(is_first_pass=False, newest=None) is Paging.GO_ON


@pytest.mark.parametrize("first", [pytest.param(WEEK, id="duration"), 99])
def test_a_later_pass_ends_where_first_ended_the_first_one(first: Any) -> None:
    assert decision(first=first, is_first_pass=False, is_at_boundary=True) is Paging.STOP


@pytest.mark.parametrize(
    ("met", "is_there"),
    [
        pytest.param(set(), False, id="none of its articles"),
        pytest.param({1}, False, id="one that stands at the top of every page"),
        pytest.param({2, 3}, True, id="half of them, where others were deleted"),
        pytest.param({1, 2, 3, 4, 9}, True, id="all of them"),
    ],
)
def test_the_place_where_a_first_pass_ended_is_known_by_its_articles(
    met: set[int], is_there: bool
) -> None:
    assert is_at_boundary({1, 2, 3, 4}, met) is is_there
    assert not is_at_boundary(set(), met)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({"first": "all", "newest": None}, Paging.GO_ON, id="everything"),
        pytest.param({"first": 21, "listed": 20}, Paging.GO_ON, id="fewer articles than wanted"),
        pytest.param({"first": 20, "listed": 20}, Paging.STOP, id="as many as wanted"),
        pytest.param({"first": 0, "listed": 0}, Paging.STOP, id="none wanted"),
        pytest.param({"newest": NOW - WEEK}, Paging.GO_ON, id="just within the time"),
        pytest.param(
            {"newest": NOW - WEEK - timedelta(seconds=1)}, Paging.STOP, id="before the time"
        ),
        pytest.param({"newest": None}, Paging.ASK_ARTICLES, id="a listing without dates"),
    ],
)
def test_the_very_first_pass_reads_as_far_as_first_says(
    changes: dict[str, Any], expected: Paging
) -> None:
    assert decision(**changes) is expected


@pytest.mark.parametrize("first", [3, "all"])
def test_dates_count_only_where_first_is_a_duration(first: Any) -> None:
    assert is_recent(datetime(1900, 1, 1, tzinfo=UTC), first, NOW)


def test_a_duration_longer_than_the_calendar_reaches_everything() -> None:
    assert is_recent(datetime(1, 1, 1, tzinfo=UTC), timedelta(days=2_000_000), NOW)
