from __future__ import annotations

import pytest

from newsbot.article import Found
from newsbot.discovery import DISCOVERY_KINDS, ArticleLink, ListingPage, Refused, discoveries
from newsbot.discovery.base import position_of
from newsbot.source.entries import entry_kinds


def test_every_kind_that_a_source_may_name_can_be_read() -> None:
    assert set(DISCOVERY_KINDS) == set(entry_kinds())


def test_entries_are_read_in_the_order_of_the_file(source_from) -> None:
    source = source_from(
        "discover: [{kind: links, file: a.txt}, {kind: category, url: 'https://example.org/'}]"
    )
    keys = [listing.key for kind in discoveries(source) for listing in kind.listings()]
    assert keys == ["links a.txt", "category https://example.org/"]


def test_listings_are_in_the_order_of_their_entries() -> None:
    assert position_of(0, 10**9) < position_of(1, 0) < position_of(1, 1)


@pytest.mark.parametrize(
    ("page", "is_empty"),
    [
        pytest.param(ListingPage(), True, id="nothing"),
        pytest.param(ListingPage(links=(ArticleLink(fields={}),)), False, id="a link"),
        pytest.param(
            ListingPage(refused=(Refused(link="x", reason="no match"),)), False, id="a refused link"
        ),
    ],
)
def test_a_page_is_empty_when_it_names_nothing_at_all(page: ListingPage, is_empty: bool) -> None:
    assert page.is_empty is is_empty


def test_an_article_link_is_named_by_texts_only() -> None:
    link = ArticleLink(fields={"url": Found("u", "r"), "identifier": Found(("a",), "r")})
    assert (link.url, link.identifier) == ("u", None)
