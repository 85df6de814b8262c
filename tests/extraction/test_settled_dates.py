from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsbot.article import Found
from newsbot.extraction.page import Page
from newsbot.extraction.settled_dates import settle_dates
from newsbot.values.answer import Answer

NOW = datetime(2022, 12, 1, 12, tzinfo=UTC)


def settled(text: str, *, url: str = "https://example.org/1") -> str:
    page = Page(answer=Answer(url, "<h1>T</h1>"), fetched_at=NOW, zone=ZoneInfo("UTC"))
    fields = settle_dates({"date_published": Found(text, "css time")}, page)
    assert fields["date_published"].rule == "css time", "who said so stays"
    return str(fields["date_published"].value)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        pytest.param("3 hours ago", "2022-12-01T09:00:00+00:00", id="a distance from the fetch"),
        pytest.param("25 May 2022 14:36", "25 May 2022 14:36", id="a date"),
        pytest.param("05/06/2022", "05/06/2022", id="one in doubt that nothing confirms"),
        pytest.param("soon", "soon", id="no date"),
    ],
)
def test_only_what_would_be_read_otherwise_later_is_written_out(text: str, date: str) -> None:
    assert settled(text) == date


@pytest.mark.parametrize("date", ["2022-06-05", "2022-05-06"])
def test_another_date_of_the_page_settles_day_and_month(date: str) -> None:
    url = f"https://example.org/{date.replace('-', '/')}/a"
    assert settled("05/06/2022", url=url) == date
