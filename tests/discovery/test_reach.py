from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsbot.article import Found
from newsbot.discovery import ArticleLink, Listing, ListingPage, Reach
from newsbot.discovery.reach import SETTLED, UNDATED, within_reach

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR_AGO = NOW - timedelta(hours=1)
WEEK = timedelta(days=7)
ZONE = ZoneInfo("UTC")


def link(path: str, *, published: str = "", lastmod: str = "") -> ArticleLink:
    said = {
        "url": f"https://example.org/{path}",
        "date_published": published,
        "date_modified": lastmod,
    }
    return ArticleLink(fields={name: Found(value, "test") for name, value in said.items() if value})


def bound(links: Sequence[ArticleLink], reach: Reach, name: str = "sitemap.xml") -> ListingPage:
    listing = Listing(entry=0, key="k", url=f"https://example.org/{name}", position=0)
    return within_reach(ListingPage(links=tuple(links)), listing, reach)


def paths(links: Sequence[ArticleLink], reach: Reach, name: str = "sitemap.xml") -> list[str]:
    return [str(one.url).rpartition("/")[2] for one in bound(links, reach, name).links]


@pytest.mark.parametrize(
    "old",
    [
        pytest.param(link("old", published="2026-02-20"), id="its date"),
        pytest.param(link("2020/03/01/old"), id="its address"),
        pytest.param(link("old", lastmod="2026-02-20T10:00:00Z"), id="when it was changed"),
        pytest.param(
            link("old", published="2020-01-01", lastmod="2026-03-02"), id="its date before a change"
        ),
    ],
)
def test_the_very_first_pass_takes_nothing_older_than_first(old: ArticleLink) -> None:
    new = [
        link("new", published="2026-02-27"),
        link("2026/03/01/new"),
        link("new", lastmod="2026-03-02"),
    ]
    reach = Reach(first=WEEK, now=NOW, zone=ZONE)
    assert paths([old, *new], reach) == ["new", "new", "new"]
    assert bound([old, *new], reach).is_cut
    assert not bound(new, reach).is_cut


def test_all_and_a_number_say_so_too() -> None:
    links = [link("a", lastmod="2020-01-01"), link("b", lastmod="2026-03-01"), link("c")]
    assert paths(links, Reach(first="all", now=NOW, zone=ZONE)) == ["a", "b", "c"]
    assert paths(links, Reach(first=2, now=NOW, zone=ZONE)) == ["c", "b"]
    assert bound(links, Reach(first=2, now=NOW, zone=ZONE)).is_cut


def test_a_sitemap_that_is_named_by_its_month_dates_what_has_no_date() -> None:
    reach = Reach(first=WEEK, now=NOW, zone=ZONE)
    assert paths([link("a")], reach, "sitemap-2020-01.xml") == []
    assert paths([link("a")], reach, "sitemap-2026-03.xml") == ["a"]


def test_of_very_many_entries_without_a_date_those_at_both_ends_are_taken() -> None:
    links = [link(str(number)) for number in range(2 * UNDATED + 30)]
    page = bound(links, Reach(first=WEEK, now=NOW, zone=ZONE))
    assert len(page.links) == 2 * UNDATED
    assert {page.links[0].url, page.links[-1].url} == {links[0].url, links[-1].url}
    assert [(one.reason, one.number) for one in page.refused] == [("no date, too many", 30)]


@pytest.mark.parametrize(
    "stamp",
    [
        pytest.param("2026-03-02T11:59:59Z", id="the time of now"),
        pytest.param("2026-03-02", id="today"),
    ],
)
def test_one_recent_date_beside_everything_is_no_date(stamp: str) -> None:
    links = [link(str(number), lastmod=stamp) for number in range(2 * UNDATED + 30)]
    assert len(bound(links, Reach(first=WEEK, now=NOW, zone=ZONE)).links) == 2 * UNDATED


def test_nothing_is_younger_than_an_old_date_beside_everything() -> None:
    links = [link(str(number), lastmod="2019-05-05") for number in range(50)]
    assert paths(
        [*links, link("new", lastmod="2026-03-01")], Reach(first=WEEK, now=NOW, zone=ZONE)
    ) == ["new"]


def later(known: Sequence[str], first=WEEK) -> Reach:
    """Return the reach of a pass an hour after the last one, which knew these articles."""
    return Reach(
        first=first,
        now=NOW,
        zone=ZONE,
        since=HOUR_AGO,
        known=lambda one: str(one.url).rpartition("/")[2] in known,
    )


@pytest.mark.parametrize(
    ("one", "known", "is_taken"),
    [
        pytest.param(link("a", lastmod="2026-03-02T11:30:00Z"), [], True, id="new"),
        pytest.param(link("a", published="2026-02-28"), [], True, id="listed late"),
        pytest.param(link("a", lastmod="2020-01-01"), [], False, id="too old for the first pass"),
        pytest.param(link("a"), [], True, id="without a date"),
        pytest.param(
            link("a", published="2020-01-01", lastmod="2026-03-02T11:30:00Z"),
            ["a"],
            True,
            id="known and changed",
        ),
        pytest.param(
            link("a", published="2020-01-01", lastmod="2026-03-02T11:30:00Z"),
            [],
            False,
            id="old, changed and not known",
        ),
        pytest.param(link("a", published="2020-01-01"), ["a"], False, id="old, known, unchanged"),
    ],
)
def test_a_later_pass_takes_what_is_new_or_changed(
    one: ArticleLink, known: Sequence[str], is_taken: bool
) -> None:
    assert bool(paths([one], later(known))) == is_taken


def test_a_later_pass_after_a_number_of_articles_takes_those_since() -> None:
    links = [link("old", lastmod="2026-02-27"), link("new", lastmod="2026-03-02T11:30:00Z")]
    assert paths(links, later([], first=1)) == ["new"]
    assert paths(links, later([], first="all")) == ["old", "new"]


def test_known_and_unchanged_entries_are_recorded_in_part() -> None:
    old = [
        link(f"k{number}", published="2026-02-26", lastmod="2026-02-26") for number in range(400)
    ]
    new = [link("new", lastmod="2026-03-02T11:30:00Z")]
    known = [f"k{number}" for number in range(400)]
    assert len(paths([*old, *new], later(known))) == SETTLED + 1
    many = [link(f"n{number}", lastmod="2026-03-02T11:30:00Z") for number in range(150)]
    assert len(paths([*old, *many], later(known))) == 2 * 150 + 150, "twice as many as are new"
