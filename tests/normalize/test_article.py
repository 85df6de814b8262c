from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.article import Article, Draft, Found, Value
from newsbot.normalize import normalize

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)
PAGE = "https://example.org/a/1.html"
CONTENT = "https://cdn.example.org/b/"


def draft(url: str | None = PAGE, shared: str | None = None, **values: Value) -> Draft:
    return Draft(
        source="example",
        article_id=7,
        fields={name: Found(value, "rule") for name, value in values.items()},
        bases={name: CONTENT if name == "body_html" else PAGE for name in values},
        url=url,
        share_url=shared,
        first_seen=datetime(2022, 5, 25, 6, tzinfo=UTC),
    )


@pytest.fixture
def article_of(source_from):
    def make(found: Draft, source: str = "") -> Article:
        return normalize(found, source_from(source), NOW)

    return make


@pytest.mark.parametrize(
    ("field", "written", "value"),
    [
        pytest.param("headline", "\n  A &amp; <b>B</b>\u3000C ", "A & B C", id="headline"),
        pytest.param("headline", ("A", "B"), "A B", id="a headline of two texts"),
        pytest.param("identifier", " NW 1\n", "NW 1", id="identifier"),
        pytest.param(
            "identifier", "a\x00\ud800b", "ab", id="an identifier of impossible characters"
        ),
        pytest.param("publisher", "来源：重庆日报", "重庆日报", id="publisher"),
        pytest.param("section", " 财经 ", "财经", id="section"),
        pytest.param("description", "x<br>y", "x y", id="description"),
        pytest.param("authors", "By A and B", ("A", "B"), id="one byline"),
        pytest.param("authors", ("A", "B", "A"), ("A", "B"), id="several bylines"),
        pytest.param("keywords", "a, b", ("a", "b"), id="keywords"),
        pytest.param("image", "../i.jpg", "https://example.org/i.jpg", id="image"),
        pytest.param("image", "data:image/gif;base64,R0", "", id="an image without an address"),
        pytest.param("canonical_url", "/1.html", "https://example.org/1.html", id="canonical"),
        pytest.param("is_accessible_for_free", " False ", False, id="no"),
        pytest.param("is_accessible_for_free", "1", True, id="yes"),
        pytest.param("is_accessible_for_free", "maybe", None, id="neither"),
        pytest.param("in_language", "en-GB", "en-GB", id="language"),
        pytest.param("body_html", "<p onclick=x()>a</p>", "<p>a</p>", id="body"),
        pytest.param(
            "body_html",
            '<a href="c.html">a</a>',
            '<a href="https://cdn.example.org/b/c.html">a</a>',
            id="a body is relative to the answer that gave it",
        ),
    ],
)
def test_each_field_is_normalised(article_of, field: str, written: Value, value: Any) -> None:
    assert getattr(article_of(draft(**{field: written})), field) == value


def test_what_no_answer_said_is_empty(article_of) -> None:
    assert article_of(draft(url=None)) == Article(source="example", article_id=7)


def test_the_address_is_canonical_and_the_share_link_as_it_is_passed_around(article_of) -> None:
    share = "https://share.example.net/s?utm_source=app&code=NW1"
    article = article_of(draft(f"{PAGE}?utm_source=x#top", share, share_url="/ignored"))
    assert (article.url, article.share_url) == (PAGE, share)


def test_a_share_link_may_be_a_field(article_of) -> None:
    assert article_of(draft(share_url="/s/1")).share_url == "https://example.org/s/1"


def test_the_sources_language_stands_in(article_of) -> None:
    assert article_of(draft(), "language: zh-CN").in_language == "zh-CN"
    assert article_of(draft(in_language="en"), "language: zh-CN").in_language == "en"


@pytest.mark.parametrize(
    ("source", "written", "date"),
    [
        pytest.param("", "2022-05-25 14:36:45", "2022-05-25T14:36:45+00:00", id="UTC by default"),
        pytest.param(
            "timezone: Asia/Shanghai",
            "2022-05-25 14:36:45",
            "2022-05-25T14:36:45+08:00",
            id="in its zone",
        ),
        pytest.param(
            "timezone: Asia/Shanghai",
            "2022-05-25T06:36:45Z",
            "2022-05-25T14:36:45+08:00",
            id="into its zone",
        ),
        pytest.param(
            "language: en-US", "05/06/2022", "2022-05-06T00:00:00+00:00", id="in its language"
        ),
        pytest.param("", "yesterday or so", None, id="no date"),
        pytest.param("undated: first-seen", "05/06/2022", None, id="a date that could be two"),
        pytest.param(
            "undated: first-seen", "", "2022-05-25T06:00:00+00:00", id="when it was first seen"
        ),
        pytest.param(
            "{undated: first-seen, timezone: Asia/Shanghai, discover: "
            "[{kind: category, url: 'https://example.org/'}]}",
            "",
            "2022-05-25T14:00:00+08:00",
            id="when it was first seen, in its zone",
        ),
    ],
)
def test_dates_are_in_the_sources_zone(
    article_of, source: str, written: str, date: str | None
) -> None:
    found = article_of(draft(date_published=written), source).date_published
    assert (found.isoformat() if found else None) == date


def test_the_time_when_it_was_first_seen_is_no_date_of_an_edit(article_of) -> None:
    assert article_of(draft(), "undated: first-seen").date_modified is None


@pytest.mark.parametrize(
    ("modified", "date"),
    [
        pytest.param("2022-05-25 14:37", "2022-05-25T14:37:00+00:00", id="later"),
        pytest.param("2022-05-26", "2022-05-26T00:00:00+00:00", id="on a later day"),
        pytest.param("2022-05-25", None, id="a day, as sitemaps have it"),
        pytest.param("2022-05-25T16:36:00+02:00", None, id="at the same time"),
        pytest.param("2022-05-24 20:00", None, id="before"),
    ],
)
def test_a_change_is_after_publication_whoever_says_so(
    article_of, modified: str, date: str | None
) -> None:
    said = draft(date_published="2022-05-25 14:36", date_modified=modified)
    found = article_of(said).date_modified
    assert (found.isoformat() if found else None) == date


def test_a_change_without_a_date_of_publication_stays(article_of) -> None:
    assert article_of(draft(date_modified="2022-05-25")).date_modified is not None


def test_fields_of_the_sources_own_are_lines(article_of) -> None:
    article = article_of(draft(stocks=("600519 ", "<b>1</b>"), digest="【x】\ny"))
    assert article.extra == {"digest": "【x】 y", "stocks": ("600519", "1")}
