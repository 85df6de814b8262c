from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from newsbot.article import Article, Draft, Found
from newsbot.normalize import explain_missing, is_damaged, missing_field
from newsbot.scrapy_errors import (
    AmbiguousDate,
    FutureDate,
    MissingBody,
    MissingDate,
    MissingHeadline,
    OldDate,
)

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)
WHOLE = Article(source="example", headline="T", date_published=NOW, body_html="<p>x</p>")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        pytest.param({}, None, id="nothing is missing"),
        pytest.param({"headline": ""}, MissingHeadline, id="headline"),
        pytest.param({"date_published": None}, MissingDate, id="date"),
        pytest.param({"body_html": ""}, MissingBody, id="body"),
        pytest.param({"body_html": "<p>&nbsp;</p><br>"}, MissingBody, id="a body without a word"),
        pytest.param({"body_html": '<img src="https://x/i.jpg">'}, None, id="a picture is a body"),
        pytest.param({"date_published": NOW + timedelta(minutes=10)}, None, id="ten minutes ahead"),
        pytest.param({"date_published": NOW + timedelta(minutes=11)}, FutureDate, id="eleven"),
        pytest.param(
            {"headline": "", "date_published": None, "body_html": ""},
            MissingHeadline,
            id="everything",
        ),
    ],
)
def test_what_an_article_waits_for(source_from, changes: dict[str, Any], reason: Any) -> None:
    assert missing_field(replace(WHOLE, **changes), source_from(), NOW) is reason


@pytest.mark.parametrize(
    ("date", "rule", "reason"),
    [
        pytest.param(datetime(1985, 5, 25, tzinfo=UTC), "meta date", OldDate, id="in metadata"),
        pytest.param(datetime(1985, 5, 25, tzinfo=UTC), "dateline", None, id="in a dateline"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), "css time", OldDate, id="the epoch"),
        pytest.param(datetime(1990, 1, 1, tzinfo=UTC), "meta date", None, id="1990"),
    ],
)
def test_a_date_before_1990_waits_where_the_page_does_not_say_so(
    source_from, date: datetime, rule: str, reason: Any
) -> None:
    old = replace(WHOLE, date_published=date)
    assert missing_field(old, source_from(), NOW, rule=rule) is reason


def test_an_old_year_in_the_text_is_the_word_of_the_page(source_from) -> None:
    old = replace(
        WHOLE, date_published=datetime(1985, 5, 25, tzinfo=UTC), body_html="<p>In May 1985</p>"
    )
    assert missing_field(old, source_from(), NOW, rule="meta date") is None


def test_a_date_that_could_be_two_has_a_reason_of_its_own(source_from) -> None:
    undated = replace(WHOLE, date_published=None)
    assert missing_field(undated, source_from(), NOW, doubt="05/06/2022: …") is AmbiguousDate
    assert missing_field(WHOLE, source_from(), NOW, doubt="of another date") is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [("html", MissingBody), ("markdown", MissingBody), ("excerpt", MissingBody), ("none", None)],
)
def test_a_post_without_a_body_needs_none(source_from, body: str, reason: Any) -> None:
    source = source_from(f"post: {{body: {body}}}")
    assert missing_field(replace(WHOLE, body_html=""), source, NOW) is reason


@pytest.mark.parametrize(
    ("changes", "is_so"),
    [
        pytest.param({}, False, id="whole"),
        pytest.param({"headline": "a\ufffdb"}, True, id="headline"),
        pytest.param({"body_html": "<p>a\ufffdb</p>"}, True, id="body"),
    ],
)
def test_a_text_of_which_a_character_is_lost_is_damaged(
    changes: dict[str, Any], is_so: bool
) -> None:
    assert is_damaged(replace(WHOLE, **changes)) is is_so


RULES = """
extract: {date_published: [time, {json: date}], body_html: article}
layouts: [{extract: {date_published: .old}}]
"""


@pytest.mark.parametrize(
    ("missing", "fields", "why"),
    [
        pytest.param(
            MissingHeadline,
            {},
            "headline: not found on the page; `newsbot try` tells where it was looked for",
            id="no rule",
        ),
        pytest.param(
            MissingDate,
            {},
            "date_published: nothing from css time, json date, css .old",
            id="rules that gave nothing",
        ),
        pytest.param(
            MissingDate,
            {"date_published": Found("some  day", "css time")},
            'date_published: css time gave "some day"',
            id="what is no date",
        ),
        pytest.param(
            FutureDate,
            {"date_published": Found("2999-01-01", "css time")},
            'date_published: css time gave "2999-01-01"',
            id="a date too late",
        ),
        pytest.param(
            MissingBody,
            {"body_html": Found("<article></article>", "css article")},
            "body_html: no words in what css article gave",
            id="an empty element",
        ),
    ],
)
def test_why_it_waits_is_told_with_the_rules(
    source_from, missing: Any, fields: dict[str, Found], why: str
) -> None:
    draft = Draft(source="example", article_id=1, fields=fields, bases={}, url=None, share_url=None)
    assert explain_missing(missing, draft, source_from(RULES)) == why
