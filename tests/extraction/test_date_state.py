from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsbot.extraction.date_state import state
from newsbot.extraction.page import Page
from newsbot.values.answer import Answer


def dates_in(script: str) -> list[tuple[str, str]]:
    """Return rule and value of what a script gives."""
    answer = Answer("https://example.org/1", f"<script>{script}</script><p>text</p>")
    page = Page(answer=answer, fetched_at=datetime(2022, 6, 1, tzinfo=UTC), zone=ZoneInfo("UTC"))
    return [(witness.rule, witness.value) for witness in state(page)]


@pytest.mark.parametrize(
    ("script", "name", "value"),
    [
        pytest.param('{"publishTime":"2022-05-25 14:36"}', "publishTime", "2022-05-25T14:36:00"),
        pytest.param("var pubDate = '2022-05-25';", "pubDate", "2022-05-25"),
        pytest.param(r'"{\"date_published\":\"2022-05-25\"}"', "date_published", "2022-05-25"),
        pytest.param('dateOfPublication: "2022-05-25"', "dateOfPublication", "2022-05-25"),
        pytest.param(
            '"content_publishing_date":"2022-05-25"', "content_publishing_date", "2022-05-25"
        ),
        pytest.param('first_published_at : "2022-05-25"', "first_published_at", "2022-05-25"),
        pytest.param('CREATE_TIME="2022-05-25 14:36"', "CREATE_TIME", "2022-05-25T14:36:00"),
        pytest.param('publish("x"); ptime = "2022-05-25"', "ptime", "2022-05-25"),
        pytest.param('{"publish":{"pubtime":"2022-05-25"}}', "pubtime", "2022-05-25"),
        pytest.param('var ct = "1653489360";', "ct", "2022-05-25T14:36:00+00:00"),
    ],
)
def test_the_usual_names_of_dates_are_known_in_scripts(script: str, name: str, value: str) -> None:
    assert dates_in(script) == [(f"script {name}", value)]


@pytest.mark.parametrize(
    "script",
    [
        pytest.param('{"republishTime":"2022-05-25"}', id="a longer name"),
        pytest.param('{"product":"1653489360"}', id="a name that ends in the short one"),
        pytest.param('{"publishTime":null,"id":"2022-05-25"}', id="no value"),
        pytest.param('[{"pubDate":"2022-05-25"},{"pubDate":"2022-05-24"}]', id="two days"),
    ],
)
def test_other_names_and_dates_in_doubt_give_none(script: str) -> None:
    assert dates_in(script) == []
