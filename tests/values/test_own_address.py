from __future__ import annotations

import pytest

from newsbot.values.answer import Answer
from newsbot.values.own_address import OwnAddresses, own_addresses

URL = "https://example.org/a/1"


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            "<link rel=canonical href=/b>",
            OwnAddresses(canonical="https://example.org/b"),
            id="one",
        ),
        pytest.param(
            "<link rel=Canonical href=/b><link rel=canonical href='https://example.org/b'>",
            OwnAddresses(canonical="https://example.org/b"),
            id="the same twice",
        ),
        pytest.param(
            "<link rel=canonical href=/b><link rel=canonical href=/c>", OwnAddresses(), id="two"
        ),
        pytest.param(
            "<link rel=amphtml href=/amp/b>"
            "<link rel=alternate media='(max-width: 640px)' href='//m.example.org/b'>"
            "<link rel=alternate hreflang=de href=/de/b>",
            OwnAddresses(forms=("https://example.org/amp/b", "https://m.example.org/b")),
            id="other forms, and none in other languages",
        ),
        pytest.param("<link rel=canonical href='javascript:1'>", OwnAddresses(), id="no address"),
        pytest.param('{"a": 1}', OwnAddresses(), id="JSON"),
    ],
)
def test_a_page_says_where_else_it_is(page: str, expected: OwnAddresses) -> None:
    assert own_addresses(Answer(URL, page)) == expected
