from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.article import Found
from newsbot.probe.fetched import Fetched
from newsbot.probe.found import PageRead
from newsbot.probe.place import (
    are_without_zone,
    dates_of,
    language_of,
    likely_zone,
    names_zone,
    offsets_of,
    zone_of,
)


@pytest.mark.parametrize(
    ("said", "language"),
    [
        pytest.param(["de-AT", "de-AT"], "de-AT", id="all the same"),
        pytest.param(["en-GB", "en-US"], "en", id="several regions"),
        pytest.param(["zh-CN", "en"], "", id="two languages"),
        pytest.param(["", "x y"], "", id="none"),
    ],
)
def test_a_language_is_certain_where_all_pages_have_it(said: list[str], language: str) -> None:
    assert language_of(said) == language


@pytest.mark.parametrize(
    ("dates", "language", "host", "zone"),
    [
        pytest.param(["2026-03-02T10:00+08:00"], "zh-CN", "e.com", "Asia/Shanghai", id="China"),
        pytest.param(["2026-03-02T10:00+09:00"], "ja", "e.com", "Asia/Tokyo", id="one country"),
        pytest.param(
            ["2026-01-02T10:00+01:00", "2026-07-02T10:00+02:00"],
            "de",
            "e.de",
            "Europe/Berlin",
            id="a country by its top level, in summer and winter",
        ),
        pytest.param(
            ["2026-07-02T10:00-04:00"], "en-US", "e.com", "America/New_York", id="several zones"
        ),
        pytest.param(["2026-07-02T10:00+01:00"], "en", "e.co.uk", "Europe/London", id="uk"),
        pytest.param(["2026-07-02T10:00+08:00"], "en", "e.com", "", id="no country"),
        pytest.param(["2026-07-02T10:00+00:00"], "zh-CN", "e.cn", "", id="UTC says nothing"),
        pytest.param(["2026-07-02T10:00+05:00"], "ja", "e.jp", "", id="of another country"),
        pytest.param([], "ja", "e.jp", "", id="no dates"),
        pytest.param(["2026-07-02T10:00+08:00"], "en", "e.tv", "", id="a top level of anyone"),
    ],
)
def test_a_zone_is_certain_where_country_and_offsets_agree(
    dates: list[str], language: str, host: str, zone: str
) -> None:
    assert zone_of([datetime.fromisoformat(date) for date in dates], language, host) == zone


def test_a_zone_may_be_suggested() -> None:
    assert likely_zone([], "zh-CN", "example.com") == "Asia/Shanghai"
    assert likely_zone([], "en", "example.com") == ""


def test_no_zone_is_suggested_that_the_pages_own_dates_contradict() -> None:
    dates = [
        datetime.fromisoformat(text) for text in ("2026-07-02T10:00Z", "2026-07-02T10:00+01:00")
    ]
    assert likely_zone(dates, "en-US", "example.com") == ""
    assert likely_zone(dates[:1], "en-US", "example.com") == "America/New_York"


@pytest.mark.parametrize(
    ("text", "names_it"),
    [
        pytest.param("2026-03-02T10:00:00Z", True, id="UTC"),
        pytest.param("24 November 2026, 07:30 GMT", True, id="in words"),
        pytest.param("2026-03-02T10:00:00+08:00", True, id="an offset"),
        pytest.param("2026年11月24日 14:36", False, id="none"),
        pytest.param("2026-03-02", False, id="a day"),
    ],
)
def test_a_date_names_its_zone(text: str, *, names_it: bool) -> None:
    assert names_zone(text, datetime(2026, 11, 25, tzinfo=UTC)) is names_it


def test_one_date_without_a_zone_is_enough_to_ask_for_it() -> None:
    now = datetime(2026, 11, 25, tzinfo=UTC)

    def page(text: str) -> PageRead:
        fields = {"date_published": Found(text, "time")}
        return PageRead(fetched=Fetched(url="u"), fields=fields)

    assert are_without_zone([page("2026-03-02T10:00Z"), page("2026-03-02 10:00")], now)
    assert not are_without_zone(
        [page("2026-03-02T10:00Z"), PageRead(fetched=Fetched(url="u"))], now
    )


def test_offsets_are_those_that_dates_are_published_with() -> None:
    texts = (
        *("2026-03-02T10:00:00+08:00", "2026-03-02 10:00", "2 March", "2026-03-02T10:00:00Z"),
        *("Mon, 02 Mar 2026 10:00:00 +0900", "2026-99-99"),
    )
    pages = [
        PageRead(fetched=Fetched(url="u"), fields={"date_published": Found(text, "time")})
        for text in texts
    ]
    dates = dates_of([*pages, PageRead(fetched=Fetched(url="u"))])
    assert len(dates) == 3
    assert offsets_of(dates) == ("+08:00", "+09:00")
