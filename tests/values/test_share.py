from __future__ import annotations

import pytest

from newsbot.article import Found
from newsbot.source import Share
from newsbot.values.answer import Answer
from newsbot.values.share import (
    content_url,
    find_share_link,
    is_text_elsewhere,
    page_url,
    share_fields,
    share_url,
)

LINK = "https://share.example.net/Share.html?code={identifier}"
CONTENT = "https://share.example.net/text?id={identifier}"
SHARE = Share(link=LINK, content=CONTENT)
PAGE_URL = "https://example.org/news/1.html"


def fields_of(**values: str) -> dict[str, Found]:
    return {name: Found(value, "rule") for name, value in values.items()}


@pytest.mark.parametrize(
    ("url", "named"),
    [
        pytest.param(LINK.format(identifier="NW1"), {"identifier": "NW1"}, id="share link"),
        pytest.param(
            "http://share.example.net/Share.html?from=app&code=NW1#top",
            {"identifier": "NW1"},
            id="as an app passes it around",
        ),
        pytest.param("https://share.example.net/Share.html?code=", {}, id="without a code"),
        pytest.param(PAGE_URL, {}, id="another address"),
        pytest.param("no address", {}, id="no address"),
    ],
)
def test_a_share_link_names_its_article(url: str, named: dict[str, str]) -> None:
    assert share_fields(url, SHARE) == named


def test_without_a_template_nothing_is_a_share_link() -> None:
    url = LINK.format(identifier="NW1")
    assert share_fields(url, None) == share_fields(url, Share(content=CONTENT)) == {}
    assert find_share_link(Answer(PAGE_URL, f"<a href='{url}'>"), None) is None


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            "<a href='/x'>x</a><a href='//share.example.net/Share.html?code=N1'>s</a>", id="link"
        ),
        pytest.param(
            "<link rel=canonical href='https://share.example.net/Share.html?code=N1'>",
            id="canonical",
        ),
        pytest.param(
            "<meta property='og:url' content='https://share.example.net/Share.html?code=N1'>",
            id="Open Graph",
        ),
        pytest.param(
            "<i data-url='https://share.example.net/Share.html?code=N2'></i>"
            "<a href='https://share.example.net/Share.html?code=N1'>s</a>",
            id="a link, before the buttons of other articles",
        ),
        pytest.param(
            "<button data-url='https://share.example.net/Share.html?code=N1'>", id="share button"
        ),
        pytest.param(
            "<base href='https://share.example.net/'><a href='Share.html?code=N1'>",
            id="relative to the base",
        ),
    ],
)
def test_a_page_carries_its_share_link(page: str) -> None:
    found = find_share_link(Answer(PAGE_URL, page), SHARE)
    assert found == ("https://share.example.net/Share.html?code=N1", {"identifier": "N1"})


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("<a href='/x'>x</a><a href='mailto:a@example.org'>", id="other links"),
        pytest.param('{"link": "https://share.example.net/Share.html?code=N1"}', id="JSON"),
    ],
)
def test_an_answer_without_one_has_none(text: str) -> None:
    assert find_share_link(Answer(PAGE_URL, text), SHARE) is None


@pytest.mark.parametrize(
    ("identifier", "link"),
    [
        pytest.param("NW1", "https://share.example.net/Share.html?code=NW1", id="plain"),
        pytest.param(
            " NW1\n", "https://share.example.net/Share.html?code=NW1", id="with white space around"
        ),
        pytest.param(
            "../a b&c", "https://share.example.net/Share.html?code=..%2Fa%20b%26c", id="hostile"
        ),
        pytest.param("..", None, id="only dots"),
        pytest.param("\ud800", None, id="half a character"),
        pytest.param("9" * 3000, None, id="longer than an address"),
    ],
)
def test_the_share_link_is_made_of_the_identifier(identifier: str, link: str | None) -> None:
    assert share_url(fields_of(identifier=identifier), SHARE) == link


def test_the_content_is_where_the_template_says() -> None:
    assert (
        content_url(fields_of(identifier="NW1"), SHARE) == "https://share.example.net/text?id=NW1"
    )
    assert content_url(fields_of(headline="x"), SHARE) is None
    assert content_url(fields_of(identifier="NW1"), Share(link=LINK)) is None
    assert content_url(fields_of(identifier="NW1"), None) is None


def test_a_field_of_several_texts_fills_no_placeholder() -> None:
    assert content_url({"identifier": Found(("a", "b"), "rule")}, SHARE) is None


@pytest.mark.parametrize(
    ("share", "fields", "page"),
    [
        pytest.param("", {"url": PAGE_URL}, PAGE_URL, id="a page of the source"),
        pytest.param("", {"url": "https://elsewhere.example/1"}, None, id="a page of another host"),
        pytest.param("", {"identifier": "NW1"}, None, id="an identifier alone"),
        pytest.param(
            f"share: {{link: '{LINK}', content: '{CONTENT}'}}",
            {"url": LINK.format(identifier="NW1"), "identifier": "NW1"},
            None,
            id="a share link whose text is elsewhere",
        ),
        pytest.param(
            f"share: {{link: '{LINK}', content: '{CONTENT}'}}",
            {"url": PAGE_URL, "identifier": "NW1"},
            PAGE_URL,
            id="a page whose text is elsewhere",
        ),
        pytest.param(
            f"share: {{link: '{LINK}'}}",
            {"url": LINK.format(identifier="NW1"), "identifier": "NW1"},
            LINK.format(identifier="NW1"),
            id="a share link that is the page",
        ),
        pytest.param(
            f"share: {{link: '{LINK}'}}",
            {"identifier": "NW1"},
            LINK.format(identifier="NW1"),
            id="the share link of an identifier",
        ),
    ],
)
def test_the_page_that_is_fetched(source_from, share, fields, page) -> None:
    assert page_url(fields_of(**fields), source_from(share)) == page


SHARED = f"share: {{link: '{LINK}', content: '{CONTENT}'}}\n"
LISTED = "[{kind: json, url: 'https://example.org/l?p={page}', items: a, fields: {%s}}]\n"


@pytest.mark.parametrize(
    ("source", "page", "is_elsewhere"),
    [
        pytest.param("", "share", False, id="no share link in the source"),
        pytest.param(f"share: {{link: '{LINK}'}}", "share", False, id="no content"),
        pytest.param(SHARED, "share", True, id="the page has the share link"),
        pytest.param(SHARED, "", False, id="an article without one has its text on its page"),
        pytest.param(f"share: {{content: '{CONTENT}'}}", "", True, id="no link to look for"),
        pytest.param(
            SHARED + f"discover: {LISTED % 'identifier: id'}", "", True, id="the listing names it"
        ),
        pytest.param(
            SHARED + f"backfill: {LISTED % 'url: u'}", "", False, id="a listing of addresses"
        ),
        pytest.param(
            SHARED.replace("id={identifier}", "id={code}") + "extract: {code: i}",
            "",
            True,
            id="another field names the content",
        ),
    ],
)
def test_where_an_articles_text_is(source_from, source: str, page: str, is_elsewhere: bool) -> None:
    link = f"<a href='{LINK.format(identifier='N1')}'>" if page else "<p>"
    answer = Answer(PAGE_URL, link)
    assert is_text_elsewhere(answer, {}, source_from(source)) is is_elsewhere
    if "content" in source:
        assert is_text_elsewhere(answer, fields_of(identifier="N1"), source_from(source))
