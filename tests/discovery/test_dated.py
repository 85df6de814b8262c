from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from newsbot.discovery import Listing, discoveries
from newsbot.discovery.dated import DatedDiscovery
from newsbot.values.answer import Answer
from newsbot.window import Window

URL = "https://example.org/archive/{date:%Y-%m-%d}.html"

ITEMS = "".join(
    f"<li><a href=/news/2024/03/0{n}/story-{n}>A headline of some length, number {n}</a></li>"
    for n in range(1, 9)
)
STORIES = f"<ul>{ITEMS}</ul>"


@pytest.fixture
def dated(source_from):
    def make(keys: str = "articles: 'li a'", url: str = URL) -> DatedDiscovery:
        text = f"discover: [{{kind: dated, url: '{url}', {keys}}}]\ntimezone: Asia/Shanghai\n"
        [discovery] = discoveries(source_from(text))
        return discovery

    return make


def within(discovery: DatedDiscovery, from_: str, to: str, **options: bool) -> list[Listing]:
    window = Window.of_dates(from_, to, ZoneInfo("Asia/Shanghai"))
    return list(discovery.within(window, **options))


def read(discovery: DatedDiscovery, page: str):
    [listing] = within(discovery, "2024-03-02", "2024-03-02")
    return discovery.read(listing, Answer(listing.url, page))


@pytest.mark.parametrize(
    ("url", "first", "last"),
    [
        pytest.param(URL, "archive/2024-03-02.html", "archive/2024-02-28.html", id="days"),
        pytest.param(
            "https://example.org/{date:%Y}/{date:%-m}/{date:%d}/",
            *("2024/3/02/", "2024/2/28/"),
            id="the date in several places",
        ),
        pytest.param("https://example.org/{date:%B-%y}", "March-24", "February-24", id="months"),
        pytest.param("https://example.org/?y={date:%Y}", "?y=2024", "?y=2024", id="years"),
    ],
)
def test_the_pages_of_a_window_are_listings_of_their_own(dated, url, first, last) -> None:
    listings = within(dated(url=url), "2024-02-28", "2024-03-02")
    assert listings[0].url == f"https://example.org/{first}"
    assert listings[-1].url == f"https://example.org/{last}"
    assert len({listing.key for listing in listings}) == len(listings)
    assert [one.position for one in listings] == sorted(one.position for one in listings)
    oldest_first = within(dated(url=url), "2024-02-28", "2024-03-02", newest_first=False)
    assert oldest_first == listings[::-1]


def test_a_run_begins_without_a_request(dated) -> None:
    [listing] = dated().listings()
    assert listing.is_virtual


def test_links_are_taken_as_of_every_kind(dated) -> None:
    keys = "articles: 'li a', match: /news/, set: {section: News}"
    found = read(dated(keys), "<li><a href=/news/1>1</a></li><li><a href=/ad/1>2</a></li>")
    [link] = found.links
    assert link.url == "https://example.org/news/1"
    assert link.fields["section"].value == "News"
    assert [refused.reason for refused in found.refused] == ["no match"]


def test_links_are_guessed_without_a_rule(dated) -> None:
    found = read(dated("exclude: /video/"), STORIES)
    assert len(found.links) == 8
    assert found.links[0].fields["url"].rule == "guessed link"


@pytest.mark.parametrize(
    ("keys", "page", "following"),
    [
        pytest.param(
            "articles: 'li a', next: 'a.n'", "<a class=n href='?p=2'>", "?p=2", id="by a rule"
        ),
        pytest.param(
            "articles: 'li a'", "<a rel=next href='?p=2'>", None, id="a rule for articles"
        ),
        pytest.param("exclude: x", "<a rel=next href='?p=2'>Next</a>", "?p=2", id="guessed"),
        pytest.param(
            "exclude: x", "<a rel=next href=2024-03-03.html>Next</a>", None, id="the day after"
        ),
        pytest.param(
            "exclude: x", "<a rel=next href=2024-02-09.html>Next</a>", None, id="weeks before"
        ),
        pytest.param(
            "articles: 'li a', next: 'a.n'",
            "<a class=n href=//other.example/>",
            None,
            id="elsewhere",
        ),
    ],
)
def test_the_next_page_of_a_day_is_not_another_day(dated, keys, page, following) -> None:
    found = read(dated(keys), STORIES + page)
    expected = f"https://example.org/archive/2024-03-02.html{following}" if following else None
    assert (found.next.url if found.next else None) == expected
    if found.next:
        assert (found.next.number, found.next.is_bounded) == (2, True)


def test_a_next_page_that_a_rule_names_must_be_there(dated) -> None:
    by_rule = read(dated("articles: a, next: 'a.n'"), STORIES + "<a class=n href='?p=2'>")
    guessed = read(dated("exclude: x"), STORIES + "<a rel=next href='?p=2'>Next</a>")
    assert (by_rule.next.may_be_missing, guessed.next.may_be_missing) == (False, True)


def test_a_day_without_articles_says_why(dated) -> None:
    discovery = dated()
    [listing] = within(discovery, "2024-03-02", "2024-03-02")
    missing = discovery.read(listing, Answer(listing.url, "", is_missing=True))
    assert [(r.link, r.reason) for r in missing.refused] == [(listing.url, "no page")]
    assert [r.reason for r in read(discovery, "<p>Nothing</p>").refused] == ["no links"]
