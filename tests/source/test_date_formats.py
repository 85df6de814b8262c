from __future__ import annotations

import pytest

from newsbot.source.date_formats import date_formats, granularity


def test_the_formats_of_an_address_are_found() -> None:
    assert date_formats("https://example.org/{date:%Y}/a/{date:%m-%d}?x={page}") == ["%Y", "%m-%d"]


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        (["%Y-%m-%d"], "day"),
        (["%y", "%B", "%-d"], "day"),
        (["%Y%j"], "day"),
        (["%b%y"], "month"),
        (["%Y", "100%%"], "year"),
    ],
)
def test_the_finest_part_of_the_date_decides(formats: list[str], expected: str) -> None:
    assert granularity(formats) == expected


@pytest.mark.parametrize("formats", [[], [""], ["%m"], ["%Y-%d"], ["%Y%U"], ["%Y%"], ["%Y%-y"]])
def test_what_tells_no_stretch_of_time_is_refused(formats: list[str]) -> None:
    with pytest.raises(ValueError, match=r"no year|without a month|is none of"):
        granularity(formats)
