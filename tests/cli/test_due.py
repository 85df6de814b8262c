from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsbot.cli.due import passed_over

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "ago", "reason"),
    [
        pytest.param("", timedelta(seconds=1), "", id="due at every run"),
        pytest.param("every: 15m", None, "", id="never crawled"),
        pytest.param("every: 15m", timedelta(minutes=20), "", id="long ago"),
        pytest.param(
            "every: 15m",
            timedelta(minutes=5),
            "not due before 2026-03-01T12:10:00+00:00",
            id="a moment ago",
        ),
        pytest.param("every: 15m", timedelta(minutes=14, seconds=10), "", id="cron is early"),
        pytest.param("every: 10s", timedelta(seconds=9), "", id="a tenth early"),
        pytest.param(
            "every: 1d",
            timedelta(hours=23),
            "not due before 2026-03-01T13:00:00+00:00",
            id="an hour early",
        ),
        pytest.param("every: 15m", timedelta(minutes=-5), "", id="the clock was set back"),
        pytest.param("retired: 2026-02-28", None, "retired since 2026-02-28", id="retired"),
        pytest.param("retired: 2026-03-01", None, "retired since 2026-03-01", id="retired today"),
        pytest.param("retired: 2026-03-02", None, "", id="retired from tomorrow"),
        pytest.param(
            "retired: 2026-03-02\ntimezone: Pacific/Kiritimati",
            None,
            "retired since 2026-03-02",
            id="tomorrow is there already",
        ),
    ],
)
def test_a_source_is_passed_over(
    source_from, text: str, ago: timedelta | None, reason: str
) -> None:
    starts = {"example": NOW - ago} if ago is not None else {}
    found = passed_over([source_from(text)], starts, NOW)
    assert found == ({"example": reason} if reason else {})


def test_at_once_is_before_its_time_but_not_after_its_end(source_from) -> None:
    starts = {"example": NOW}
    assert passed_over([source_from("every: 1d")], starts, NOW, at_once=True) == {}
    retired = source_from("retired: 2026-01-01\nevery: 1d")
    assert "example" in passed_over([retired], starts, NOW, at_once=True)
