from __future__ import annotations

import json

import pytest

from newsbot.discovery import discoveries
from newsbot.discovery.feed import FeedDiscovery, read_feed
from newsbot.errors import AnswerError
from newsbot.values.answer import Answer

URL = "https://example.org/feed.xml"
ENTRY = f"discover: [{{kind: feed, url: '{URL}'}}]"
PAGED = "discover: [{kind: feed, url: 'https://example.org/feed/?paged={page}'}]"


def rss(*numbers: int, head: str = "") -> str:
    items = "".join(
        f"<item><title>T{n}</title><link>https://example.org/{n}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>https://example.org/?p={n}</guid></item>"
        for n in numbers
    )
    return f"<rss version='2.0'><channel>{head}{items}</channel></rss>"


@pytest.fixture
def feed(source_from):
    def make(text: str = ENTRY) -> FeedDiscovery:
        return discoveries(source_from(text))[0]

    return make


def read(discovery: FeedDiscovery, text: str, **changes):
    (listing,) = discovery.listings()
    return discovery.read(listing, Answer(listing.url, text, **changes))


def test_the_feed_is_its_first_listing(feed) -> None:
    (listing,) = feed().listings()
    assert (listing.url, listing.key, listing.may_be_missing) == (URL, f"feed {URL}", False)
    (listing,) = feed(PAGED).listings()
    assert listing.url == "https://example.org/feed/?paged=1"
    assert listing.key == "feed https://example.org/feed/?paged=", "of all of its pages"


def test_entries_are_links_with_what_the_feed_says(feed) -> None:
    (link,) = read(feed(), rss(7)).links
    assert {name: found.value for name, found in link.fields.items()} == {
        "url": "https://example.org/7?utm_source=rss",
        "headline": "T7",
    }


def test_links_that_the_source_does_not_want_are_refused(feed) -> None:
    entry = f"discover: [{{kind: feed, url: '{URL}', exclude: '/2'}}]"
    text = rss(1, 2).replace("</channel>", "<item><title>No link</title></item></channel>")
    text = text.replace("</channel>", "<item><link>https://other.example/</link></item></channel>")
    found = read(feed(entry), text)
    assert [link.url for link in found.links] == ["https://example.org/1?utm_source=rss"]
    assert [refused.reason for refused in found.refused] == ["excluded", "no link", "other host"]


@pytest.mark.parametrize(
    ("pattern", "identifier"),
    [
        pytest.param(r"[?&]p=(\d+)", "7", id="a group"),
        pytest.param(r"\d+$", "7", id="all of it"),
        pytest.param("nothing", None, id="where it finds nothing"),
    ],
)
def test_the_guid_is_an_identifier_only_where_the_file_says_how(
    feed, pattern: str, identifier: str | None
) -> None:
    entry = f"discover: [{{kind: feed, url: '{URL}', identifier: '{pattern}'}}]"
    (link,) = read(feed(entry), rss(7)).links
    assert link.identifier == identifier
    assert read(feed(), rss(7)).links[0].identifier is None


@pytest.mark.parametrize(
    ("head", "following"),
    [
        pytest.param('<link rel="next" href="/feed.xml?p=2"/>', f"{URL}?p=2", id="to a page"),
        pytest.param(f'<link rel="next" href="{URL}"/>', None, id="to itself"),
        pytest.param('<link rel="next" href="https://other.example/"/>', None, id="elsewhere"),
        pytest.param("", None, id="none"),
    ],
)
def test_the_next_page_belongs_to_the_same_listing(feed, head: str, following: str | None) -> None:
    found = read(feed(), rss(7, head=head.replace("<link", "<atom:link")))
    assert (found.next.url if found.next else None) == following
    if found.next:
        assert (found.next.number, found.next.key) == (2, f"feed {URL}")


def test_json_feeds_name_their_next_page(feed) -> None:
    data = {"items": [{"url": "https://example.org/1"}], "next_url": f"{URL}?p=2"}
    found = read(feed(), json.dumps(data))
    assert [link.url for link in found.links] == ["https://example.org/1"]
    assert found.next is not None
    assert found.next.url == f"{URL}?p=2"


def test_pages_are_counted_until_one_is_empty_or_missing(feed) -> None:
    discovery = feed(PAGED)
    second = read(discovery, rss(1)).next
    assert second is not None
    assert (second.url, second.may_be_missing) == ("https://example.org/feed/?paged=2", True)
    third = discovery.read(second, Answer(second.url, rss(2))).next
    assert third is not None
    assert third.url == "https://example.org/feed/?paged=3"
    assert discovery.read(third, Answer(third.url, rss())).next is None
    missing = discovery.read(third, Answer(third.url, "", is_missing=True))
    assert (missing.is_empty, missing.next) == (True, None)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(" \n", "empty answer", id="nothing"),
        pytest.param("<html></html>", "HTML instead of a feed", id="a page"),
        pytest.param('{"items": 1}', "no feed", id="other JSON"),
        pytest.param('{"items": [', "malformed JSON", id="half of JSON"),
    ],
)
def test_what_is_no_feed_is_an_error(text: str, reason: str) -> None:
    with pytest.raises(AnswerError, match=reason):
        read_feed(Answer(URL, text))


def items(*entries: tuple[str, str]) -> str:
    said = "".join(
        f"<item><title>{title}</title><link>{link}</link>"
        f"<guid isPermaLink='false'>g{n}</guid></item>"
        for n, (title, link) in enumerate(entries)
    )
    return f"<rss version='2.0'><channel>{said}</channel></rss>"


def test_entries_with_other_headlines_under_one_link_are_counted(feed) -> None:
    live, other = "https://example.org/live", "https://example.org/other"
    elsewhere = "https://elsewhere.example/live"
    entries = [(title, f"{live}#{title}") for title in "ABBC"]
    text = items(*entries, ("A", other), ("A", other), ("A", elsewhere), ("B", elsewhere))
    found = read(feed(), text)
    assert {(link.url or "").partition("#")[0] for link in found.links} == {live, other}
    told = {(one.link, one.reason): one.number for one in found.refused}
    assert told[live, "same link"] == 2
    assert [reason for _, reason in told] == ["other host", "same link"]


def test_entries_under_one_link_are_articles_where_their_guids_are_identifiers(feed) -> None:
    live = "https://example.org/live"
    source = f"discover: [{{kind: feed, url: '{URL}', identifier: 'g.*'}}]"
    found = read(feed(source), items(("A", live), ("B", live)))
    assert (len(found.links), found.refused) == (2, ())
