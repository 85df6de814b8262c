from __future__ import annotations

import pytest

from newsbot.errors import AnswerError
from newsbot.values.answer import Answer

URL = "https://example.org/a/b.html"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param('{"a": 1}', "json", id="object"),
        pytest.param("[]", "json", id="list"),
        pytest.param("\ufeff \r\n\t{}", "json", id="byte order mark and white space before it"),
        pytest.param("{broken", "json", id="broken JSON is still meant as JSON"),
        pytest.param("<html>{}</html>", "html", id="page"),
        pytest.param("null", "html", id="a bare value is no answer in JSON"),
        pytest.param("", "html", id="nothing"),
    ],
)
def test_the_first_character_tells_json_from_a_page(text: str, kind: str) -> None:
    assert Answer(URL, text, content_type="text/html").kind == kind


@pytest.mark.parametrize(
    ("text", "base"),
    [
        pytest.param("<p>", URL, id="page"),
        pytest.param('<base href="/c/"><p>', "https://example.org/c/", id="page with a base"),
        pytest.param('{"x": "<base href=/c/>"}', URL, id="JSON that only looks like it"),
        pytest.param('<base href="//["><p>', URL, id="page with a base that is no address"),
        pytest.param('<base href="http://[::1"><p>', URL, id="page with a base without an end"),
    ],
)
def test_relative_addresses_start_at_the_base(text: str, base: str) -> None:
    assert Answer(URL, text).base_url == base


@pytest.mark.parametrize(
    ("text", "value"),
    [
        pytest.param('\ufeff{"a": [1, null]}', {"a": [1, None]}, id="byte order mark"),
        pytest.param('{"a": "x\ty\nz"}', {"a": "x\ty\nz"}, id="raw control characters in a text"),
    ],
)
def test_json_is_read_as_servers_send_it(text: str, value: object) -> None:
    assert Answer(URL, text).json == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "empty answer", id="nothing"),
        pytest.param(" \n", "empty answer", id="white space"),
        pytest.param("\ufeff<!DOCTYPE html>", "HTML instead of JSON", id="page"),
        pytest.param("error 17", "malformed JSON", id="words"),
        pytest.param('{"a": 1', "malformed JSON", id="cut off"),
        pytest.param("{'a': 1}", "malformed JSON", id="Python, not JSON"),
        pytest.param("[" * 200_000, "malformed JSON", id="nested too deeply"),
    ],
)
def test_what_is_no_json_says_why_and_where(text: str, reason: str) -> None:
    with pytest.raises(AnswerError) as caught:
        _ = Answer(URL, text).json
    assert caught.value.reason == reason
    assert URL in caught.value.detail


def test_json_is_an_empty_page() -> None:
    assert not Answer(URL, '{"a": "<p>x</p>"}').selector.css("p")
