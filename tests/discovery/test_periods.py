from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from newsbot.discovery.periods import around, following, periods, preceding, start_of
from newsbot.window import Window

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("span", "start", "after", "before"),
    [
        ("day", date(2024, 3, 1), date(2024, 3, 2), date(2024, 2, 29)),
        ("month", date(2024, 3, 1), date(2024, 4, 1), date(2024, 2, 1)),
        ("year", date(2024, 1, 1), date(2025, 1, 1), date(2023, 1, 1)),
    ],
)
def test_days_months_and_years_follow_one_another(span, start, after, before) -> None:
    assert start_of(date(2024, 3, 1), span) == start
    assert (following(start, span), preceding(start, span)) == (after, before)
    assert set(around(start, span, 1)) == {after, before}


@pytest.mark.parametrize(
    ("span", "from_", "to", "expected"),
    [
        pytest.param("day", "2023-12-31", "2024-01-01", [(2023, 12, 31), (2024, 1, 1)], id="days"),
        pytest.param("day", "2024-01-01", "2024-01-01", [(2024, 1, 1)], id="one day"),
        pytest.param("month", "2023-12-31", "2024-01-01", [(2023, 12, 1), (2024, 1, 1)], id="part"),
        pytest.param("year", "2022-06", "2023", [(2022, 1, 1), (2023, 1, 1)], id="years"),
    ],
)
def test_all_that_has_a_part_in_a_window_is_there_in_either_order(span, from_, to, expected):
    window = Window.of_dates(from_, to, SHANGHAI)
    days = [date(*parts) for parts in expected]
    assert list(periods(window, span, SHANGHAI, newest_first=False)) == days
    assert list(periods(window, span, SHANGHAI)) == days[::-1]


def test_days_are_those_of_the_zone() -> None:
    window = Window.of_dates("2024-01-01", "2024-01-01", ZoneInfo("UTC"))
    assert list(periods(window, "day", SHANGHAI)) == [date(2024, 1, 2), date(2024, 1, 1)]


def test_nothing_lies_before_the_calendar() -> None:
    assert preceding(date.min, "day") is None
    assert around(date.min, "year", 2) == [date(2, 1, 1), date(3, 1, 1)]
