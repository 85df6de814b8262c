from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.source import format_duration, parse_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("7d", timedelta(days=7), id="days"),
        pytest.param("48h", timedelta(hours=48), id="hours"),
        pytest.param("90m", timedelta(minutes=90), id="minutes"),
        pytest.param("0.5s", timedelta(milliseconds=500), id="half a second"),
        pytest.param("0", timedelta(0), id="plain nought"),
        pytest.param("36500d", timedelta(days=36_500), id="a hundred years"),
    ],
)
def test_a_duration_is_a_number_and_a_unit(text: str, expected: timedelta) -> None:
    assert parse_duration(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "7",
            "d",
            "7 d",
            "-1s",
            "+1s",
            "7D",
            "1w",
            "1h30m",
            ".5s",
            "1.s",
            "1e3s",
            "٣d",
            "7d\n",
        ),
        *("36501d", "99999999d", "999999999999d", "nan", "infs"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"duration|longer"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("duration", "expected"),
    [
        pytest.param(timedelta(days=7), "7d", id="whole days"),
        pytest.param(timedelta(minutes=90), "90m", id="no fraction of an hour"),
        pytest.param(timedelta(seconds=1.25), "1.25s", id="a fraction of a second"),
        pytest.param(timedelta(0), "0s", id="nothing"),
    ],
)
def test_the_largest_unit_without_a_fraction_is_written(duration: timedelta, expected: str) -> None:
    assert format_duration(duration) == expected


@given(st.timedeltas(min_value=timedelta(0), max_value=timedelta(days=999)))
def test_what_is_written_reads_back(duration: timedelta) -> None:
    assert parse_duration(format_duration(duration)) == duration
