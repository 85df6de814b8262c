from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsbot.discovery.reach import Reach
from newsbot.discovery.settling import floor_of, settles_at

NOW = datetime(2024, 3, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "start", "expected"),
    [
        ("day", date(2024, 3, 1), date(2024, 3, 3)),
        ("month", date(2024, 3, 1), date(2024, 4, 2)),
        ("year", date(2024, 1, 1), date(2025, 1, 2)),
    ],
)
def test_a_page_settles_a_day_after_its_end_in_the_zone(span, start, expected) -> None:
    zone = ZoneInfo("Asia/Shanghai")
    assert settles_at(start, span, zone) == datetime.combine(expected, time(), tzinfo=zone)


def days_ago(number: int | None) -> datetime | None:
    return None if number is None else NOW - timedelta(days=number)


@pytest.mark.parametrize(
    ("first", "begun", "ended", "floor"),
    [
        pytest.param(timedelta(days=7), None, None, 7, id="the very first crawl"),
        pytest.param(timedelta(days=7), 3, None, 10, id="it has not ended yet"),
        pytest.param(timedelta(days=7), 90, 1, 7, id="a later crawl"),
        pytest.param(timedelta(days=7), 90, 20, 21, id="after a pause"),
        pytest.param(100, None, 20, 21, id="a number of articles"),
        pytest.param("all", None, 20, 21, id="all"),
        pytest.param(timedelta(days=999_999), None, None, 366 * 200, id="longer than calendars"),
    ],
)
def test_pages_are_due_as_far_as_first_says_and_to_where_all_was_settled(
    first, begun, ended, floor
) -> None:
    reach = Reach(first=first, now=NOW, zone=ZoneInfo("UTC"))
    assert floor_of(reach, days_ago(begun), days_ago(ended)) == days_ago(floor)
