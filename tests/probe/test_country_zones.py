from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.article import Found
from newsbot.probe.country_zones import with_zone, zone_by_language
from newsbot.probe.fetched import Fetched
from newsbot.probe.found import PageRead, Probed

NOW = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "host", "zone"),
    [
        pytest.param("zh", "e.com", "Asia/Shanghai", id="Chinese, one clock in all countries"),
        pytest.param("zh-CN", "e.cn", "Asia/Shanghai", id="China"),
        pytest.param("zh-TW", "e.com", "Asia/Taipei", id="by the region of the tag"),
        pytest.param("zh-Hant-HK", "e.com", "Asia/Hong_Kong", id="with a script"),
        pytest.param("zh", "e.sg", "Asia/Singapore", id="by the top level"),
        pytest.param("zh-US", "e.com", "", id="abroad by its region"),
        pytest.param("zh", "e.de", "", id="abroad by its top level"),
        pytest.param("ja", "e.com", "Asia/Tokyo", id="Japanese"),
        pytest.param("ko", "e.com", "Asia/Seoul", id="Korean"),
        pytest.param("de", "e.com", "Europe/Berlin", id="German"),
        pytest.param("de", "e.at", "Europe/Vienna", id="German in Austria"),
        pytest.param("uk", "e.com", "Europe/Kyiv", id="Ukrainian"),
        pytest.param("en", "e.com", "", id="English"),
        pytest.param("en-GB", "e.com", "", id="a region that software chose"),
        pytest.param("en-US", "e.co.uk", "Europe/London", id="English in one country"),
        pytest.param("en", "e.au", "", id="English in a country of many zones"),
        pytest.param("fr-FR", "e.com", "", id="French"),
        pytest.param("fr", "e.fr", "Europe/Paris", id="French in France"),
        pytest.param("", "e.com", "", id="no language"),
        pytest.param("de", "e.io", "Europe/Berlin", id="a top level of anyone"),
    ],
)
def test_a_language_whose_countries_have_one_clock_tells_the_zone(
    language: str, host: str, zone: str
) -> None:
    assert zone_by_language([], language, host, NOW) == zone


@pytest.mark.parametrize(
    ("date", "zone"),
    [
        pytest.param("2026-03-02T10:00+08:00", "Asia/Shanghai", id="that agree"),
        pytest.param("2026-03-02T10:00Z", "Asia/Shanghai", id="in UTC, as software writes them"),
        pytest.param("2026-03-02T10:00-05:00", "", id="of another clock"),
    ],
)
def test_dates_with_an_offset_must_agree(date: str, zone: str) -> None:
    assert zone_by_language([datetime.fromisoformat(date)], "zh", "e.com", NOW) == zone


def test_a_site_whose_dates_name_no_zone_gets_that_of_its_language_and_says_why() -> None:
    fields = {"date_published": Found("2026年11月24日 14:36", "time")}
    pages = (PageRead(fetched=Fetched(url="u"), fields=fields),)
    found = with_zone(Probed(url="https://example.org/", pages=pages), "zh-CN", NOW)
    assert (found.timezone, found.is_without_zone) == ("Asia/Shanghai", True)
    assert found.timezone_why == "that of its language; of dates without a zone"
