from __future__ import annotations

import pytest

from newsbot.article import Rank
from newsbot.discovery.feed_page import entry_of, rfc822


def test_the_address_is_the_sources_to_give_and_the_rest_is_metadata() -> None:
    entry = entry_of(
        {
            "url": ("link", " https://example.org/1 "),
            "headline": ("title", "A"),
            "body_html": ("content", "<p>a</p>"),
        },
        guid=" 17 ",
        generic=["body_html"],
    )
    assert {name: (f.value, f.rule, f.rank) for name, f in entry.fields.items()} == {
        "url": ("https://example.org/1", "feed link", Rank.SOURCE),
        "headline": ("A", "feed title", Rank.METADATA),
        "body_html": ("<p>a</p>", "feed content", Rank.GENERIC),
    }
    assert entry.guid == "17"


def test_empty_values_give_nothing_and_texts_come_once() -> None:
    entry = entry_of(
        {"headline": ("t", " "), "authors": ("a", ("",)), "keywords": ("k", ("x", " x"))}
    )
    assert {name: found.value for name, found in entry.fields.items()} == {"keywords": ("x",)}


@pytest.mark.parametrize(
    ("date", "written_out"),
    [
        pytest.param("Mon, 02 Mar 26 12:00 GMT", "Mon, 02 Mar 2026 12:00 GMT", id="this century"),
        pytest.param("2 Mar 98 12:00:00 EST", "2 Mar 1998 12:00:00 EST", id="the last one"),
        pytest.param("Mon, 02 Mar 2026 12:00 GMT", "Mon, 02 Mar 2026 12:00 GMT", id="four digits"),
        pytest.param("2026-03-02T12:00Z", "2026-03-02T12:00Z", id="another form"),
        pytest.param("yesterday", "yesterday", id="no date"),
    ],
)
def test_years_of_two_digits_are_written_out(date: str, written_out: str) -> None:
    assert rfc822(date) == written_out
