from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from newsbot.values.dates import format_offset_date, format_rfc3339, localize, parse_rfc3339

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEW_YORK = ZoneInfo("America/New_York")


def test_dates_are_written_with_their_offset() -> None:
    moment = datetime(2022, 5, 25, 14, 36, 45, tzinfo=SHANGHAI)
    assert format_offset_date(moment) == "2022-05-25 14:36:45 +0800"
    assert format_rfc3339(moment) == "2022-05-25T14:36:45+08:00"


def test_an_offset_with_seconds_keeps_the_day() -> None:
    moment = datetime(1900, 1, 1, tzinfo=SHANGHAI)
    assert format_offset_date(moment) == "1900-01-01 00:00:00 +0805"


@pytest.mark.parametrize("write", [format_offset_date, format_rfc3339])
def test_a_date_without_a_zone_is_refused(write: Callable[[datetime], str]) -> None:
    with pytest.raises(ValueError, match="has no zone"):
        write(datetime.fromisoformat("2022-05-25"))


def test_rfc_3339_is_read_back() -> None:
    moment = datetime(2022, 5, 25, 14, 36, 45, tzinfo=SHANGHAI)
    assert parse_rfc3339(format_rfc3339(moment)) == moment
    assert parse_rfc3339("2022-05-25T06:36:45z") == moment


@pytest.mark.parametrize(
    "text", ["2022-05-25T14:36:45", "2022-05-25", "20220525T143645Z", "yesterday", ""]
)
def test_anything_but_rfc_3339_with_an_offset_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not RFC 3339"):
        parse_rfc3339(text)


@pytest.mark.parametrize(
    ("clock", "text"),
    [
        pytest.param("2022-05-25T14:36", "2022-05-25T14:36:00-04:00", id="an ordinary time"),
        pytest.param("2022-03-13T02:30", "2022-03-13T03:30:00-04:00", id="a skipped time"),
        pytest.param("2021-11-07T01:30", "2021-11-07T01:30:00-04:00", id="a time that comes twice"),
    ],
)
def test_a_wall_clock_becomes_an_instant(clock: str, text: str) -> None:
    assert localize(datetime.fromisoformat(clock), NEW_YORK).isoformat() == text
