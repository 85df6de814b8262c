from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.probe.sample import Candidate, choose_by_year


def of(year: int, *days: int) -> list[Candidate]:
    return [
        Candidate(
            url=f"https://example.org/{year}/{day}", published=datetime(year, 1, day, tzinfo=UTC)
        )
        for day in days
    ]


@pytest.mark.parametrize(
    ("number", "chosen"),
    [
        pytest.param(1, ["2026/9", "2019/3"], id="the newest of each year"),
        pytest.param(3, ["2026/9", "2026/5", "2026/1", "2019/3", "2019/2"], id="spread over it"),
        pytest.param(99, [f"2026/{n}" for n in range(9, 0, -1)] + ["2019/3", "2019/2"], id="all"),
    ],
)
def test_articles_of_each_year_are_chosen(number: int, chosen: list[str]) -> None:
    candidates = [*of(2019, 2, 3), *of(2026, *range(1, 10)), *of(2026, 9)]
    found = choose_by_year(candidates, number)
    assert [one.url.removeprefix("https://example.org/") for one in found] == chosen
