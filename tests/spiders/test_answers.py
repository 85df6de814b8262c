from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response, TextResponse

from newsbot.article import Found, Origin
from newsbot.errors import AnswerError
from newsbot.spiders.answers import (
    answer_of,
    contribution_of,
    link_file,
    read_content,
    read_page,
    with_dates_written_out,
)
from newsbot.values.answer import Answer

URL = "https://example.org/1.html"
NOW = datetime(2022, 5, 25, 8, tzinfo=UTC)

SHARED = """
share:
  link: "https://share.example.net/s?code={identifier}"
  content: "https://share.example.net/text?id={identifier}"
extract:
  headline: h1
  url: "link[rel=canonical]::attr(href)"
  body_html: [{json: text}, {json: content}]
"""


def test_a_page_is_an_answer_with_every_address_that_led_to_it() -> None:
    response = HtmlResponse(
        URL,
        body="<p>文</p>".encode("gb18030"),
        encoding="gb18030",
        headers={"Content-Type": "text/html"},
        request=Request(URL, meta={"redirect_urls": ["https://example.org/short"]}),
    )
    answer = answer_of(response)
    assert (answer.url, answer.text, answer.content_type) == (URL, "<p>文</p>", "text/html")
    assert answer.links == ("https://example.org/short", URL)


@pytest.mark.parametrize(
    ("body", "headers", "message"),
    [
        pytest.param(
            b"%PDF-1.7",
            {"Content-Type": "application/pdf"},
            "not text: .*application/pdf",
            id="PDF",
        ),
        pytest.param(b"\x00\x01", {}, "not text: .*no content type", id="without a type"),
        pytest.param(b" \n", {"Content-Type": "image/png"}, "empty answer", id="empty"),
    ],
)
def test_what_is_no_text_is_an_error(body: bytes, headers: dict[str, str], message: str) -> None:
    with pytest.raises(AnswerError, match=message):
        answer_of(Response(URL, body=body, headers=headers))


def test_json_is_text() -> None:
    response = TextResponse(URL, body=b'{"a": 1}', encoding="utf-8", request=Request(URL))
    assert answer_of(response).json == {"a": 1}


def values_of(fields: dict[str, Found]) -> dict[str, object]:
    return {name: found.value for name, found in fields.items()}


def test_a_page_says_what_the_rules_find_and_its_share_links_identifier(source_from) -> None:
    page = """<link rel=canonical href="/c/1.html"><h1>T</h1>
    <a href="https://share.example.net/s?code=NW1">share</a>"""
    fields = read_page(Answer(URL, page), source_from(SHARED), NOW)
    assert values_of(fields) == {
        "headline": "T",
        "url": "https://example.org/c/1.html",
        "identifier": "NW1",
    }
    assert fields["identifier"].rule == "share link"


def test_a_rule_for_the_identifier_comes_before_the_share_link(source_from) -> None:
    page = '<b>X</b><a href="https://share.example.net/s?code=NW1">share</a>'
    source = source_from(SHARED.replace("headline: h1", "identifier: b"))
    assert values_of(read_page(Answer(URL, page), source, NOW))["identifier"] == "X"


def test_an_address_that_cannot_be_read_is_no_address(source_from) -> None:
    page = '<link rel=canonical href="javascript:x"><h1>T</h1>'
    assert values_of(read_page(Answer(URL, page), source_from(SHARED), NOW)) == {"headline": "T"}


@pytest.mark.parametrize("name", ["text", "content"])
def test_a_content_says_what_the_rules_for_json_find(source_from, name: str) -> None:
    fields = read_content(Answer(URL, f'{{"{name}": "<p>x</p>"}}'), source_from(SHARED), NOW)
    assert values_of(fields) == {"body_html": "<p>x</p>"}


def test_a_content_without_a_text_says_nothing(source_from) -> None:
    assert read_content(Answer(URL, '{"state": 0}'), source_from(SHARED), NOW) == {}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("<html>Server busy</html>", "HTML instead of JSON", id="an error page"),
        pytest.param('{"text": "<p>', "malformed JSON", id="cut off"),
        pytest.param("", "empty answer", id="nothing"),
    ],
)
def test_a_content_that_is_not_what_it_had_to_be_is_an_error(source_from, text, reason) -> None:
    with pytest.raises(AnswerError) as caught:
        read_content(Answer(URL, text), source_from(SHARED), NOW)
    assert caught.value.reason == reason


def test_a_content_that_is_a_page_is_read_by_the_rules_for_pages(source_from) -> None:
    source = source_from(SHARED.replace("[{json: text}, {json: content}]", "article"))
    fields = read_content(Answer(URL, "<article>x</article>"), source, NOW)
    assert values_of(fields) == {"body_html": "<article>x</article>"}
    assert read_content(Answer(URL, "<p>x</p>"), source, NOW) == {}


def test_a_contributions_relative_addresses_start_at_its_base() -> None:
    answer = Answer(URL, '<base href="https://cdn.example.org/"><p>')
    said = contribution_of(Origin.PAGE, answer, {"image": Found("i.jpg", "css img")})
    assert (said.origin, said.url) == (Origin.PAGE, "https://cdn.example.org/")


def test_a_link_file_is_an_answer(tmp_path: Path) -> None:
    (tmp_path / "links.txt").write_text("https://example.org/文\n", "utf-8")
    answer = link_file(tmp_path, "links.txt")
    assert (answer.url, answer.text) == ("links.txt", "https://example.org/文\n")


def test_a_link_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(AnswerError, match=r"file not readable: .*links\.txt"):
        link_file(tmp_path, "links.txt")
    (tmp_path / "links.txt").write_bytes(b"\xff\xfe")
    with pytest.raises(AnswerError, match=r"file not readable: .*links\.txt"):
        link_file(tmp_path, "links.txt")


@pytest.mark.parametrize(
    ("named", "is_kept"),
    [
        pytest.param("/1.html", True, id="the page itself"),
        pytest.param("/", False, id="the home page"),
        pytest.param("/2.html", False, id="another page"),
    ],
)
def test_a_canonical_address_is_a_field_where_it_is_believed(source_from, named, is_kept) -> None:
    source = source_from("extract: {canonical_url: 'link::attr(href)'}")
    answer = Answer(URL, f"<link rel=canonical href='{named}'>", links=(URL,))
    assert ("canonical_url" in read_page(answer, source, NOW)) is is_kept


def test_what_counts_from_now_is_written_out_once(source_from) -> None:
    source = source_from("language: zh-CN\ntimezone: Asia/Shanghai")
    fields = {"date_published": Found("3小时前", "listing"), "date_modified": Found("3小时前", "x")}
    written = values_of(with_dates_written_out(fields, source, datetime(2022, 5, 25, tzinfo=UTC)))
    # When an article changed would be another instant, and a reason to fetch it, at each look.
    assert written == {
        "date_published": "2022-05-25T05:00:00+08:00",
        "date_modified": "3小时前",
    }
