from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsbot.window import Window

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("from_", "to", "since", "until"),
    [
        pytest.param("2021", "2021", "2021-01-01", "2022-01-01", id="a year"),
        pytest.param("2020-02", "2020-02", "2020-02-01", "2020-03-01", id="a month"),
        pytest.param("2021-12", "2021-12", "2021-12-01", "2022-01-01", id="the last month"),
        pytest.param("2021-05-03", "2021-05-03", "2021-05-03", "2021-05-04", id="a day"),
        pytest.param("2019", "2021-02", "2019-01-01", "2021-03-01", id="a year to a month"),
    ],
)
def test_both_dates_are_included(from_: str, to: str, since: str, until: str) -> None:
    window = Window.of_dates(from_, to, SHANGHAI)
    assert window.since.isoformat() == f"{since}T00:00:00+08:00"
    assert window.until.isoformat() == f"{until}T00:00:00+08:00"


def test_the_start_is_in_the_window_and_the_end_is_not() -> None:
    window = Window.of_dates("2021-05-03", "2021-05-03", SHANGHAI)
    assert window.contains(datetime(2021, 5, 2, 16, tzinfo=UTC))
    assert window.contains(datetime(2021, 5, 3, 15, 59, 59, tzinfo=UTC))
    assert not window.contains(datetime(2021, 5, 3, 16, tzinfo=UTC))


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2021, 11, 7, 1, 30, tzinfo=NEW_YORK)
    window = Window(since=first, until=first.replace(minute=45))
    assert window.contains(first)
    assert not window.contains(first.replace(fold=1))


@pytest.mark.parametrize(
    ("from_", "to", "message"),
    [
        pytest.param("21", "2022", "'21' is not a date; write YYYY-MM-DD", id="two digits"),
        pytest.param("2022-5-3", "2023", "is not a date; write YYYY-MM-DD", id="no zeros"),
        pytest.param("last week", "2022", "is not a date; write YYYY-MM-DD", id="words"),
        pytest.param(
            "2021-02-29", "2022", "'2021-02-29' is not in the calendar", id="no leap year"
        ),
        pytest.param("2021-13", "2022", "'2021-13' is not in the calendar", id="a 13th month"),
        pytest.param("2021-00", "2022", "'2021-00' is not in the calendar", id="a month 0"),
        pytest.param("0000", "2022", "'0000' is not in the calendar", id="a year 0"),
        pytest.param("2022", "2021", "2021 comes before 2022", id="the wrong way round"),
    ],
)
def test_a_mistake_in_a_date_says_what_is_right(from_: str, to: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Window.of_dates(from_, to, SHANGHAI)


def test_an_end_without_a_zone_is_refused() -> None:
    now = datetime(2022, 5, 25, tzinfo=UTC)
    with pytest.raises(ValueError, match="since is 2022-05-25T00:00:00, without a zone"):
        Window(since=now.replace(tzinfo=None), until=now)
    with pytest.raises(ValueError, match="has no zone"):
        Window(since=now, until=now + timedelta(1)).contains(now.replace(tzinfo=None))


def test_an_empty_window_is_refused() -> None:
    now = datetime(2022, 5, 25, tzinfo=UTC)
    with pytest.raises(ValueError, match="not after its start"):
        Window(since=now, until=now)
