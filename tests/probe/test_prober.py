from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from newsbot.probe.fetched import Fetched
from newsbot.probe.found import Listed, Probed
from newsbot.probe.prober import Prober, choose_articles
from newsbot.values.answer import Answer

NOW = datetime(2026, 3, 3, tzinfo=UTC)
HOME = "https://example.org/"

ARTICLE = (
    '<html lang=en><meta property="og:title" content="Rain in the north"><h1>Rain in the north</h1>'
    "<time datetime='2026-03-02T10:00:00+00:00'>2 March</time><article>"
    + "<p>It rained in the north for a day, and then for another one, and people stayed in.</p>" * 9
    + "</article>"
)

RSS = (
    "<?xml version='1.0'?><rss version='2.0'><channel><title>Example</title>"
    + "".join(
        f"<item><title>Rain {n} in the north</title><link>{HOME}2026/03/0{n}/rain</link>"
        f"<pubDate>Mon, 0{n} Mar 2026 10:00:00 GMT</pubDate></item>"
        for n in (2, 1)
    )
    + "</channel></rss>"
)

LIST = "<ul>" + "".join(
    f"<li><a href=/2026/03/0{n}/rain>Rain {n} in the north</a></li>" for n in (1, 2, 3)
)


@pytest.fixture
def probe(source_from) -> Callable[..., tuple[Probed, list[str]]]:
    """Probe a site of these pages; return what was found, and what was asked for, in order."""

    def run(
        pages: dict[str, str], *urls: str, robots: tuple[str, ...] = ()
    ) -> tuple[Probed, list[str]]:
        asked: list[str] = []

        async def fetch(url: str) -> Fetched:
            asked.append(url)
            text = ARTICLE if "/rain" in url else pages.get(url.removeprefix(HOME.rstrip("/")))
            if text is None:
                return Fetched(url=url, answer=Answer(url, "", is_missing=True))
            return Fetched(url=url, answer=Answer(url, text), body=text.encode())

        async def named(_: str) -> tuple[str, ...]:
            return robots

        prober = Prober(source_from(), fetch, named, NOW)
        return asyncio.run(prober.probe(urls or (HOME,))), asked

    return run


def test_a_feed_that_the_page_names_is_read(probe) -> None:
    link = "<link rel=alternate type='application/rss+xml' href=/f.xml><title>Example</title>"
    found, asked = probe({"/": link, "/f.xml": RSS})
    (feed,) = found.feeds
    assert (feed.url, len(feed.links), feed.title) == (f"{HOME}f.xml", 2, "Example")
    assert (feed.oldest, feed.newest) == (
        datetime(2026, 3, 1, 10, tzinfo=UTC),
        datetime(2026, 3, 2, 10, tzinfo=UTC),
    )
    assert f"{HOME}feed" not in asked, "nothing is guessed where something is named"
    assert found.title == "Example"


def test_without_a_name_the_common_places_are_tried_until_one_is_a_feed(probe) -> None:
    found, asked = probe({"/": "<p>", "/rss.xml": RSS})
    assert [feed.url for feed in found.feeds] == [f"{HOME}rss.xml"]
    assert f"{HOME}atom.xml" not in asked


@pytest.mark.parametrize(
    "home", ["<p>", "<link rel=alternate type='application/rss+xml' href=/f.xml>"]
)
def test_an_address_of_a_feed_is_one_and_the_same_that_its_site_names(probe, home: str) -> None:
    found, _ = probe({"/": home, "/f.xml": RSS}, f"{HOME}f.xml")
    assert [feed.url for feed in found.feeds] == [f"{HOME}f.xml"]


def test_of_an_index_the_first_and_the_last_sitemap_are_read(probe) -> None:
    def sitemap(year: int) -> str:
        page = f"<url><loc>{HOME}{year}/03/02/rain</loc><lastmod>{year}-03-02</lastmod></url>"
        return f"<?xml version='1.0'?><urlset>{page}</urlset>"

    names = "".join(f"<sitemap><loc>{HOME}s{n}.xml</loc></sitemap>" for n in (1, 2, 3))
    pages = {
        "/": "<p>",
        "/s.xml": f"<?xml version='1.0'?><sitemapindex>{names}</sitemapindex>",
        "/s1.xml": sitemap(2026),
        "/s3.xml": sitemap(2019),
    }
    found, asked = probe(pages, robots=("/s.xml",))
    (index,) = found.sitemaps
    assert index.parts == 3
    assert index.oldest is not None
    assert index.oldest.year == 2019
    assert f"{HOME}s2.xml" not in asked


def test_a_next_page_counts_where_it_lists_others(probe) -> None:
    following = "<a href='/?page=2'>Next</a>"
    pages = {"/": LIST + following, "/?page=2": LIST}
    assert probe(pages)[0].listings[0].next == ""
    pages["/?page=2"] = LIST.replace("2026/03", "2026/02")
    assert probe(pages)[0].listings[0].next == f"{HOME}?page=2"


def test_three_articles_are_read_with_the_rule_behind_each_field(probe) -> None:
    found, _ = probe({"/": LIST})
    assert len(found.pages) == 3
    assert all(page.fields["headline"].value == "Rain in the north" for page in found.pages)
    assert found.language == "en"


def test_the_first_address_that_answers_is_the_sites(probe) -> None:
    found, asked = probe({"/": LIST}, "https://elsewhere.example/", HOME)
    assert found.url == HOME
    assert asked[0] == "https://elsewhere.example/"
    assert found.tried[0].url == "https://elsewhere.example/"


def test_a_site_that_never_answers_says_what_was_tried(probe) -> None:
    found, _ = probe({})
    assert not found.lists_anything
    assert [(one.url, one.outcome) for one in found.tried] == [(HOME, "not there")]


def test_nothing_is_asked_twice_and_no_site_more_than_a_little(probe) -> None:
    menu = "<nav>" + "".join(f"<a href=/s{n}/>Section {n}</a>" for n in range(40)) + "</nav>"
    _, asked = probe({"/": menu + LIST, **{f"/s{n}/": LIST for n in range(40)}})
    assert len(asked) == len(set(asked))
    assert len(asked) <= 20


def test_articles_are_chosen_from_all_over() -> None:
    ways = [
        Listed(kind="feed", url="f", links={f"{HOME}2026/03/{n:02}/a": {} for n in range(1, 31)}),
        Listed(kind="category", url="c", links={f"{HOME}2020/01/01/b": {}, f"{HOME}about": {}}),
    ]
    assert [url for url, _ in choose_articles(ways)] == [
        f"{HOME}2026/03/01/a",
        f"{HOME}2026/03/15/a",
        f"{HOME}2020/01/01/b",
    ]


def test_an_article_that_is_not_there_is_no_page_without_text(probe) -> None:
    gone = LIST.replace("/rain>", "/gone>")
    found, _ = probe({"/": gone})
    assert {page.missing for page in found.pages} == {"not there"}
