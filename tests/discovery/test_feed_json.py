from __future__ import annotations

from typing import Any

import pytest

from newsbot.discovery.feed_json import read_json_feed
from newsbot.errors import AnswerError

URL = "https://example.org/feed.json"


def fields(item: Any, **feed: Any) -> dict[str, Any]:
    (entry,) = read_json_feed({"items": [item], **feed}, URL).entries
    return {name: found.value for name, found in entry.fields.items()}


def test_an_entry_says_all_that_the_format_has() -> None:
    item = {
        "id": "17",
        "url": "https://example.org/17",
        "title": "A headline",
        "summary": "In short.",
        "content_html": "<p>At length.</p>",
        "date_published": "2026-03-02T12:00:00+08:00",
        "date_modified": "2026-03-02T13:00:00+08:00",
        "authors": [{"name": "Jane Roe"}, {"url": "https://example.org/x"}],
        "tags": ["money", "money"],
        "image": "/17.jpg",
        "language": "fr",
    }
    assert fields(item, language="en") == {
        "url": "https://example.org/17",
        "headline": "A headline",
        "description": "In short.",
        "body_html": "<p>At length.</p>",
        "date_published": "2026-03-02T12:00:00+08:00",
        "date_modified": "2026-03-02T13:00:00+08:00",
        "authors": ("Jane Roe",),
        "keywords": ("money",),
        "image": "https://example.org/17.jpg",
        "in_language": "fr",
    }


@pytest.mark.parametrize(
    ("item", "found"),
    [
        pytest.param({"author": {"name": "Jane"}}, {"authors": ("Jane",)}, id="author of 1.0"),
        pytest.param(
            {"content_text": "a\n\nb < c"}, {"body_html": "<p>a</p><p>b &lt; c</p>"}, id="text"
        ),
        pytest.param(
            {"id": "https://example.org/1"}, {"url": "https://example.org/1"}, id="no url"
        ),
        pytest.param({"id": 17}, {}, id="a number for an id"),
        pytest.param({"title": ["a"], "tags": "x", "authors": "J"}, {}, id="other types"),
        pytest.param("text", {}, id="no entry"),
    ],
)
def test_what_is_left_out_or_wrong_does_no_harm(item: Any, found: dict[str, Any]) -> None:
    assert fields(item) == found


def test_a_feed_names_itself_and_its_next_page() -> None:
    page = read_json_feed({"title": "T", "next_url": "?page=2", "items": []}, URL)
    assert (page.title, page.next, page.entries) == ("T", "?page=2", ())


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({"error": 1}, id="an error"),
        pytest.param([1], id="a list"),
        pytest.param({"items": {"a": 1}}, id="items that are no list"),
    ],
)
def test_other_json_is_no_feed(data: Any) -> None:
    with pytest.raises(AnswerError, match=f"no feed: {URL}: JSON without `items`"):
        read_json_feed(data, URL)
