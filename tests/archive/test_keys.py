from __future__ import annotations

import pytest

from newsbot.archive.keys import article_keys, identity_of, url_key
from newsbot.article import Found

SHARED = """
share:
  link: "https://share.example.net/s?code={identifier}"
  content: "https://share.example.net/text?id={identifier}"
"""


@pytest.mark.parametrize(
    ("fields", "links", "keys", "identity"),
    [
        pytest.param(
            {"identifier": " NW1 "},
            [],
            ("id:NW1", "url:share.example.net/s?code=NW1", "url:share.example.net/text?id=NW1"),
            "id:NW1",
            id="an identifier, its share link and its content",
        ),
        pytest.param(
            {"url": "http://www.example.org/1/?utm_source=x#top"},
            [],
            ("url:example.org/1",),
            "url:http://www.example.org/1/",
            id="an address",
        ),
        pytest.param(
            {"url": "https://example.org/1", "identifier": ""},
            ["https://example.org/short", "https://example.org/1", "mailto:a"],
            ("url:example.org/1", "url:example.org/short"),
            "url:https://example.org/1",
            id="every address that led there, once",
        ),
    ],
)
def test_an_article_is_found_again_by_its_keys(source_from, fields, links, keys, identity) -> None:
    found = {name: Found(value, "rule") for name, value in fields.items()}
    got = article_keys(found, source_from(SHARED), links)
    assert got == keys
    assert identity_of(found, got) == identity


def test_what_names_no_article_has_no_key(source_from) -> None:
    fields = {"identifier": Found("  ", "rule"), "headline": Found("x", "rule")}
    assert article_keys(fields, source_from(SHARED)) == ()


def test_one_page_in_several_spellings_has_one_key() -> None:
    spellings = [
        "http://example.org/1",
        "https://www.example.org/1/",
        "https://example.org/1?gclid=2#x",
    ]
    assert len({url_key(url) for url in spellings}) == 1
    assert url_key("https://example.org/2") != url_key(spellings[0])


def test_a_share_link_that_is_all_there_is_names_the_article(source_from) -> None:
    fields = {"code": Found("7", "rule")}
    source = source_from("share: {content: 'https://share.example.net/text?id={code}'}")
    keys = article_keys(fields, source)
    assert identity_of(fields, keys) == keys[0] == "url:share.example.net/text?id=7"
