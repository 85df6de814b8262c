from __future__ import annotations

from typing import Any

import pytest

from newsbot.article import Found
from newsbot.discovery.base import Listing
from newsbot.discovery.links import sort_links

BASE = "https://example.org/list/"
LISTING = Listing(entry=0, key="k", url=BASE, position=0, values={"market": "37"})
SHARE = """
share:
  link: "https://share.example.net/s?code={identifier}"
  content: "https://share.example.net/text?id={identifier}"
"""


@pytest.fixture
def sort(source_from):
    def sort(*candidates: dict[str, str], entry: str = "", source: str = "", listing=LISTING):
        made = source_from(
            f"discover: [{{kind: category, url: 'https://example.org/' {entry}}}]\n{source}"
        )
        return sort_links(
            [{n: Found(v, f"rule {n}") for n, v in c.items()} for c in candidates],
            listing=listing,
            entry=made.discover[0],
            source=made,
            base_url=BASE,
        )

    return sort


@pytest.mark.parametrize(
    ("candidate", "options", "reason"),
    [
        pytest.param({"url": "1.html"}, {}, None, id="a page of the source"),
        pytest.param({"url": "https://m.example.org/1"}, {}, None, id="a subdomain"),
        pytest.param({"identifier": "NW1"}, {}, None, id="an identifier alone"),
        pytest.param({}, {}, "no link", id="nothing"),
        pytest.param({"url": "mailto:a@example.org"}, {}, "no link", id="no address of a page"),
        pytest.param({"url": "https://elsewhere.example/1"}, {}, "other host", id="another host"),
        pytest.param(
            {"url": "https://elsewhere.example/1", "identifier": "NW1"},
            {"source": SHARE},
            None,
            id="another host, when the text can be had without the page",
        ),
        pytest.param(
            {"url": "https://elsewhere.example/1"},
            {"source": "domains: [elsewhere.example]"},
            None,
            id="a host that `domains` names",
        ),
        pytest.param({"url": "a/1"}, {"entry": ", match: 'b/|a/'"}, None, id="a match"),
        pytest.param({"url": "a/1"}, {"entry": ", match: ['b/', 'a/']"}, None, id="one of two"),
        pytest.param({"url": "a/1"}, {"entry": ", match: 'b/'"}, "no match", id="no match"),
        pytest.param({"url": "a/1"}, {"entry": ", exclude: '/a/'"}, "excluded", id="excluded"),
        pytest.param(
            {"url": "a/1"}, {"entry": ", match: a, exclude: a"}, "excluded", id="both at once"
        ),
        pytest.param(
            {"identifier": "NW1"}, {"entry": ", match: '^AD'"}, "no match", id="by identifier"
        ),
    ],
)
def test_a_link_is_wanted_or_refused_for_a_reason(sort, candidate, options: Any, reason) -> None:
    links, refused = sort(candidate, **options)
    assert [r.reason for r in refused] == ([reason] if reason else [])
    assert len(links) == (0 if reason else 1)


def test_an_address_that_cannot_be_read_leaves_the_identifier(sort) -> None:
    links, _ = sort({"url": "http://[", "identifier": "NW1"}, source=SHARE)
    assert (links[0].url, links[0].identifier) == (None, "NW1")


def test_a_share_link_gives_its_identifier(sort) -> None:
    links, _ = sort({"url": "https://share.example.net/s?code=NW1&from=app"}, source=SHARE)
    assert links[0].identifier == "NW1"
    assert links[0].fields["identifier"].rule == "share link"


def test_what_the_listing_says_comes_before_the_share_link(sort) -> None:
    links, _ = sort(
        {"url": "https://share.example.net/s?code=NW1", "identifier": "X"}, source=SHARE
    )
    assert links[0].identifier == "X"


def test_set_comes_before_the_listing_and_the_listing_before_each(sort) -> None:
    links, _ = sort(
        {"url": "1", "section": "listing", "market": "listing"}, entry=", set: {section: set, n: 1}"
    )
    said = {name: found.value for name, found in links[0].fields.items() if name != "url"}
    assert said == {"section": "set", "n": "1", "market": "listing"}


def test_an_address_may_come_from_each_or_set_too(sort) -> None:
    links, _ = sort(
        {}, listing=Listing(entry=0, key="k", url=BASE, position=0, values={"url": "/7"})
    )
    assert [link.url for link in links] == ["https://example.org/7"]


def test_a_link_that_stands_twice_is_one_and_the_first_wins(sort) -> None:
    links, refused = sort(
        {"url": "1", "headline": "first"}, {"url": "1", "headline": "second"}, {"url": "mailto:a"},
        {"url": "mailto:a"},
    )  # fmt: skip
    assert [link.fields["headline"].value for link in links] == ["first"]
    assert [r.link for r in refused] == ["mailto:a"]


def test_a_refused_entry_is_shown_by_the_best_that_it_has(sort) -> None:
    _, refused = sort({"headline": "An advertisement"}, {})
    assert [r.link for r in refused] == ["An advertisement", "an entry without any field"]
