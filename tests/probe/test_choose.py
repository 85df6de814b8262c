from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.article import Found
from newsbot.probe.choose import choose, counted
from newsbot.probe.found import Listed, Menu, Probed

HOME = "https://example.org/"


def listed(kind: str, path: str, articles: range | list[int], **more: Any) -> Listed:
    links = {f"{HOME}a/{number}": {"url": Found("", "")} for number in articles}
    return Listed(kind=kind, url=f"{HOME}{path}", links=links, **more)


FEED = listed("feed", "feed", range(10), oldest=datetime(2026, 3, 1, tzinfo=UTC))
PAGE = listed("category", "", range(12))
SPORT = listed("category", "sport/", range(8, 20))
MONEY = listed("category", "money/", range(20, 30))
SITEMAP = listed("sitemap", "sitemap.xml", range(50), parts=3)
NEWS = listed("sitemap", "news.xml", range(5))
MENU = Menu(selector="nav a", urls=(SPORT.url, MONEY.url))


def chosen(**found: Any) -> list[dict[str, str]]:
    return [dict(entry.keys) for entry in choose(Probed(url=HOME, **found)).discover]


def entry(one: Listed, **more: str) -> dict[str, str]:
    return {"kind": one.kind, "url": one.url, **more}


@pytest.mark.parametrize(
    ("found", "discover"),
    [
        pytest.param(
            {"feeds": (FEED,), "listings": (PAGE, SPORT, MONEY), "menu": MENU},
            [entry(FEED), entry(PAGE, categories="nav a")],
            id="a feed, and the menu whose pages list others",
        ),
        pytest.param(
            {"feeds": (FEED,), "listings": (listed("category", "", range(10)),)},
            [entry(FEED)],
            id="a page that lists what the feed lists",
        ),
        pytest.param(
            {"listings": (PAGE, SPORT), "menu": Menu(selector="", urls=(SPORT.url,))},
            [entry(PAGE), entry(SPORT)],
            id="a menu that no CSS finds",
        ),
        pytest.param({"sitemaps": (SITEMAP, NEWS)}, [entry(SITEMAP)], id="a sitemap alone"),
        pytest.param(
            {"feeds": (NEWS, listed("feed", "small", range(3)), FEED)},
            [entry(FEED)],
            id="of feeds that list the same the largest",
        ),
        pytest.param({}, [], id="nothing"),
    ],
)
def test_what_lists_most_with_least(found: dict[str, Any], discover: list[dict[str, str]]) -> None:
    assert chosen(**found) == discover


def test_sitemaps_hold_the_years_before() -> None:
    choice = choose(Probed(url=HOME, feeds=(FEED,), sitemaps=(SITEMAP, NEWS)))
    assert [one.keys["url"] for one in choice.backfill] == [SITEMAP.url]
    assert choice.discover[0].note == "10 entries, back to 2026-03-01"


def test_hosts_are_named_where_articles_are_elsewhere() -> None:
    links = {"https://news.example.org/1": {}}
    feed = Listed(kind="feed", url="https://feeds.elsewhere.example/x", links=links)
    choice = choose(Probed(url="https://www.example.org/", feeds=(feed,)))
    assert choice.domains == ("example.org", "feeds.elsewhere.example")
    assert choose(Probed(url=HOME, feeds=(FEED,))).domains == ()


def test_numbers_with_their_nouns() -> None:
    assert (counted(1, "page", "pages"), counted(1200, "page", "pages")) == (
        "1 page",
        "1,200 pages",
    )
