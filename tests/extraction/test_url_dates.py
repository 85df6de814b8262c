from __future__ import annotations

import pytest

from newsbot.extraction.url_dates import dates_in_url


@pytest.mark.parametrize(
    "path",
    [
        "2022/05/25/a.html",
        "2022/5/25/a.html",
        "2022-05-25-a.html",
        "2022-05/25/a.html",
        "202205/25/a.html",
        "20220525/a.html",
        "zw/t20220525_123.html",
        "world/2022/may/25/a",
    ],
)
def test_a_day_in_a_path_is_read(path: str) -> None:
    days = [day.isoformat() for day in dates_in_url(f"https://example.org/{path}")]
    assert days[:1] == ["2022-05-25"]


@pytest.mark.parametrize(
    "path",
    ["a.html", "2022/a.html", "2022/13/25/a", "2022/02/30/a", "1234567890.html", "20220525123"],
)
def test_other_numbers_are_no_days(path: str) -> None:
    assert not list(dates_in_url(f"https://example.org/{path}"))
