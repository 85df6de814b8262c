from __future__ import annotations

import pytest

from newsbot.values.url_dates import period_of_article, period_of_listing


def shown(period) -> str:
    return f"{period.start:%Y-%m-%d}..{period.end:%Y-%m-%d}" if period is not None else ""


@pytest.mark.parametrize(
    ("path", "period"),
    [
        pytest.param("/2026/03/02/a-story", "2026-03-02..2026-03-03", id="folders"),
        pytest.param("/news/2026/03/a-story", "2026-03-01..2026-04-01", id="month"),
        pytest.param("/news/20260302/17.html", "2026-03-02..2026-03-03", id="digits"),
        pytest.param("/2026/0302/17.html", "2026-03-02..2026-03-03", id="year, then month and day"),
        pytest.param("/2026-03/02/c_17.htm", "2026-03-02..2026-03-03", id="year and month, day"),
        pytest.param(
            "/2026-03-02-a-story.html", "2026-03-02..2026-03-03", id="name begins with it"
        ),
        pytest.param("/2026/12/31", "2026-12-31..2027-01-01", id="last day of a year"),
        pytest.param("/2026/02/30/x", "", id="no day of the calendar"),
        pytest.param("/the-vote-of-2024-11-05", "", id="a date in a headline"),
        pytest.param("/202603021234567", "", id="a long number"),
        pytest.param("/2026/", "", id="a year alone"),
        pytest.param("/news?d=2026/03/02", "", id="a parameter"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_the_day_or_month_in_an_articles_path_is_read(path: str, period: str) -> None:
    assert shown(period_of_article(f"https://example.org{path}")) == period


@pytest.mark.parametrize(
    ("name", "period"),
    [
        pytest.param("/sitemap-2026-03.xml", "2026-03-01..2026-04-01", id="month"),
        pytest.param("/sitemap_20260302.xml.gz", "2026-03-02..2026-03-03", id="day"),
        pytest.param("/2026/03/sitemap.xml", "2026-03-01..2026-04-01", id="folders"),
        pytest.param("/sitemap.xml?yyyy=2026&mm=03&dd=02", "2026-03-02..2026-03-03", id="query"),
        pytest.param("/sitemap-posts-2026-3.xml", "", id="month of one digit"),
        pytest.param("/sitemap-2026.xml", "", id="a year may be a number"),
        pytest.param("/sitemap-202613.xml", "", id="no month"),
        pytest.param("/sitemap-12202603.xml", "", id="a number"),
        pytest.param("/sitemap.xml", "", id="nothing"),
    ],
)
def test_the_day_or_month_that_a_listing_is_named_by_is_read(name: str, period: str) -> None:
    assert shown(period_of_listing(f"https://example.org{name}")) == period


def test_a_period_is_over_once_it_is_over_everywhere() -> None:
    period = period_of_listing("https://example.org/sitemap-2026-03.xml")
    assert period is not None
    assert period.latest.isoformat() == "2026-04-01T12:00:00+00:00"
