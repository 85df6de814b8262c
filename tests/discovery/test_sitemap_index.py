from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsbot.discovery import Listing, Reach
from newsbot.discovery.sitemap_index import choose_sitemaps

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
YESTERDAY = NOW - timedelta(days=1)
WEEK_AGO = NOW - timedelta(days=8)
TODAY = "2026-03-02T11:00:00Z"


def choose(
    children: dict[str, str],
    *,
    since: datetime | None = None,
    completed: dict[str, datetime] | None = None,
    first=timedelta(days=7),
) -> list[str]:
    """Choose among names → lastmod; *completed*: name → when it was last read."""
    listings = [
        Listing(
            entry=0, key=name, url=f"https://example.org/{name}.xml", position=0, lastmod=lastmod
        )
        for name, lastmod in children.items()
    ]
    reach = Reach(
        first=first,
        now=NOW,
        zone=ZoneInfo("UTC"),
        since=since,
        completed=lambda listing: (completed or {}).get(listing.key),
    )
    return [listing.key for listing in choose_sitemaps(listings, reach)]


@pytest.mark.parametrize(
    ("children", "chosen"),
    [
        pytest.param({"a": "2026-02-01", "b": TODAY, "c": "2026-03-01"}, ["b", "c"], id="lastmod"),
        pytest.param(
            {"a-2020-01": "", "b-2026-03": "", "c-2026-02": ""},
            ["b-2026-03", "c-2026-02"],
            id="name",
        ),
        pytest.param({"a": "", "b": ""}, ["a", "b"], id="nothing tells: all of them"),
        pytest.param({"a": "2019-05-01", "b": "2019-05-01"}, ["a", "b"], id="dates of nobody's"),
        pytest.param({"a": "soon", "b": TODAY}, ["b", "a"], id="no date"),
        pytest.param({"a-2020-01": TODAY, "b": TODAY}, ["b"], id="an old month that was edited"),
    ],
)
def test_the_very_first_pass_reads_what_first_reaches_newest_first(
    children: dict[str, str], chosen: list[str]
) -> None:
    assert choose(children) == chosen


@pytest.mark.parametrize(
    ("first", "chosen"),
    [
        pytest.param("all", ["a-2020-01", "b"], id="all"),
        pytest.param(100, ["a-2020-01", "b"], id="number of articles of each"),
        pytest.param(timedelta(0), ["b"], id="nothing but what is new"),
    ],
)
def test_first_says_how_far(first, chosen: list[str]) -> None:
    assert choose({"a-2020-01": "", "b": ""}, first=first) == chosen


@pytest.mark.parametrize(
    ("children", "completed", "chosen"),
    [
        pytest.param({"a": TODAY, "b": "2026-02-20"}, YESTERDAY, ["a"], id="unchanged since"),
        pytest.param({"a": TODAY, "b": "2026-03-01"}, YESTERDAY, ["a", "b"], id="on the same day"),
        pytest.param({"a": TODAY, "b": "2026-02-01"}, WEEK_AGO, ["a", "b"], id="once a week"),
        pytest.param({"a": "2019-05-01", "b": ""}, YESTERDAY, ["a", "b"], id="dates of nobody's"),
        pytest.param({"a-2026-02": "", "b-2026-01": ""}, YESTERDAY, ["a-2026-02"], id="month over"),
        pytest.param({"a-2020-01": TODAY, "b": TODAY}, YESTERDAY, ["b", "a-2020-01"], id="edited"),
    ],
)
def test_a_later_pass_reads_what_may_have_something_new(
    children: dict[str, str], completed: datetime, chosen: list[str]
) -> None:
    passes = dict.fromkeys(children, completed)
    assert choose(children, since=completed, completed=passes) == chosen


def test_a_sitemap_that_was_never_read_is_new_or_was_too_old() -> None:
    children = {"a-2020-01": "2020-01-31", "b": TODAY, "c": "2026-02-25"}
    assert choose(children, since=YESTERDAY, completed={"b": YESTERDAY}) == ["b", "c"]


def test_a_month_without_a_run_is_made_up_for() -> None:
    children = {"a-2026-01": "", "b-2026-02": "", "c-2025-11": ""}
    since = NOW - timedelta(days=40)
    assert choose(children, since=since) == ["b-2026-02", "a-2026-01"]
