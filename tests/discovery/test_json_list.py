from __future__ import annotations

import json
from typing import Any

import pytest

from newsbot.discovery import JsonDiscovery, discoveries
from newsbot.errors import AnswerError
from newsbot.values.answer import Answer

ENTRY = """
discover:
  - kind: json
    url: "https://api.example.org/list?market={market}&page={page}"
    each: {market: [37, 38], lang: [zh, en]}
    page: {from: 0, step: 10}
    items: data.record
    fields: {identifier: infoCode, url: link, headline: title, authors: by}
domains: [example.org]
"""

CURSOR = """
discover:
  - kind: json
    url: "https://api.example.org/list?cursor={page}"
    next: cursor
    items: record
    fields: {identifier: id}
"""

FOLLOW = """
discover:
  - kind: json
    url: "https://api.example.org/list"
    next: links.next
    items: record
    fields: {identifier: id}
"""


@pytest.fixture
def json_list(source_from):
    def make(text: str) -> JsonDiscovery:
        return discoveries(source_from(text))[0]

    return make


def read(discovery: JsonDiscovery, value: Any, listing: Any = None):
    listing = listing or next(discovery.listings())
    return discovery.read(listing, Answer(listing.url, json.dumps(value)))


def test_every_combination_of_each_is_a_listing(json_list) -> None:
    listings = list(json_list(ENTRY).listings())
    assert [listing.url for listing in listings] == [
        f"https://api.example.org/list?market={market}&page=0" for market in (37, 37, 38, 38)
    ]
    assert [dict(listing.values) for listing in listings] == [
        {"market": market, "lang": lang} for market in ("37", "38") for lang in ("zh", "en")
    ]
    assert len({listing.key for listing in listings}) == 4
    assert [listing.position for listing in listings] == sorted({x.position for x in listings})


def test_an_entry_gives_its_fields_and_the_values_of_each(json_list) -> None:
    item = {"infoCode": "NW1", "link": "/1.html", "title": "A", "by": ["X", "Y"]}
    (link,) = read(json_list(ENTRY), {"data": {"record": [item]}}).links
    assert {name: found.value for name, found in link.fields.items()} == {
        "identifier": "NW1",
        "url": "https://api.example.org/1.html",
        "headline": "A",
        "authors": ("X", "Y"),
        "market": "37",
        "lang": "zh",
    }
    assert link.fields["headline"].rule == "listing json title"
    assert link.fields["market"].rule == "each"


@pytest.mark.parametrize(
    "item",
    [
        pytest.param({}, id="empty"),
        pytest.param({"infoCode": "", "link": " "}, id="blank"),
        pytest.param("a text", id="a text"),
        pytest.param(None, id="null"),
        pytest.param([1, 2], id="a list"),
    ],
)
def test_an_entry_without_a_link_is_refused_and_the_others_stay(json_list, item: Any) -> None:
    found = read(json_list(ENTRY), {"data": {"record": [item, {"infoCode": "NW1"}]}})
    assert [link.identifier for link in found.links] == ["NW1"]
    assert [refused.reason for refused in found.refused] == ["no link"]


def test_half_a_character_takes_no_other_entry_with_it(json_list) -> None:
    found = read(
        json_list(ENTRY), {"data": {"record": [{"infoCode": "a\ud800"}, {"infoCode": "b"}]}}
    )
    assert [link.identifier for link in found.links] == ["a\ufffd", "b"]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        pytest.param({"data": {}}, "nothing", id="nothing there"),
        pytest.param({"error": "limit"}, "nothing", id="an error in JSON"),
        pytest.param({"data": {"record": {"a": 1}}}, "dict", id="an object"),
        pytest.param({"data": {"record": "x"}}, "str", id="a text"),
    ],
)
def test_a_first_page_without_a_list_says_what_is_there(json_list, value: Any, found: str) -> None:
    with pytest.raises(AnswerError, match=rf"`items` \(data.record\) found {found}") as caught:
        read(json_list(ENTRY), value)
    assert caught.value.reason == "no list in the JSON"


def test_a_page_that_is_no_json_is_an_error(json_list) -> None:
    discovery = json_list(ENTRY)
    listing = next(discovery.listings())
    with pytest.raises(AnswerError, match="HTML instead of JSON"):
        discovery.read(listing, Answer(listing.url, "<html>"))


def test_pages_count_as_the_source_says(json_list) -> None:
    discovery = json_list(ENTRY)
    page = {"data": {"record": [{"infoCode": "NW1"}]}}
    second = read(discovery, page).next
    third = read(discovery, page, second).next
    assert [p.url.rpartition("=")[2] for p in (second, third)] == ["10", "20"]
    assert (third.number, third.values) == (3, {"market": "37", "lang": "zh"})


@pytest.mark.parametrize("end", [[], None], ids=["empty list", "null"])
def test_an_empty_page_is_the_last(json_list, end: Any) -> None:
    discovery = json_list(ENTRY)
    second = read(discovery, {"data": {"record": [{"infoCode": "NW1"}]}}).next
    last = read(discovery, {"data": {"record": end}}, second)
    assert last.is_empty
    assert last.next is None


def test_a_list_without_pages_is_one_page(json_list) -> None:
    text = ENTRY.replace("&page={page}", "").replace("    page: {from: 0, step: 10}\n", "")
    assert read(json_list(text), {"data": {"record": [{"infoCode": "NW1"}]}}).next is None


@pytest.mark.parametrize(
    ("cursor", "url"),
    [
        pytest.param("a b&c", "https://api.example.org/list?cursor=a%20b%26c", id="text"),
        pytest.param(17, "https://api.example.org/list?cursor=17", id="number"),
        pytest.param("{x}", "https://api.example.org/list?cursor=%7Bx%7D", id="braces"),
        pytest.param("\ud800", "https://api.example.org/list?cursor=%3F", id="half a character"),
        pytest.param("https://api.example.org/z", "https://api.example.org/z", id="whole link"),
        pytest.param("", None, id="empty"),
        pytest.param(None, None, id="null"),
        pytest.param(False, None, id="no"),
        pytest.param({"a": 1}, None, id="object"),
    ],
)
def test_a_cursor_leads_to_the_next_page(json_list, cursor: Any, url: str | None) -> None:
    discovery = json_list(CURSOR)
    assert next(discovery.listings()).url == "https://api.example.org/list?cursor="
    following = read(discovery, {"record": [{"id": 1}], "cursor": cursor}).next
    assert (following.url if following else None) == url


@pytest.mark.parametrize(
    ("link", "url"),
    [
        pytest.param("?p=2", "https://api.example.org/list?p=2", id="relative"),
        pytest.param("https://api.example.org/list", None, id="to itself"),
        pytest.param("javascript:x", None, id="no address"),
    ],
)
def test_a_link_leads_to_the_next_page(json_list, link: str, url: str | None) -> None:
    following = read(json_list(FOLLOW), {"record": [{"id": 1}], "links": {"next": link}}).next
    assert (following.url if following else None) == url
