from __future__ import annotations

import pytest

from newsbot.archive.aliases import Way
from newsbot.spiders.addresses import reveal
from newsbot.values.answer import Answer

LINK = "https://m.example.org/news/boats-1234.html"
PLAIN = "https://www.example.org/news/boats-1234.html"


def revealed(head: str = "", *, link: str = LINK, final: str = ""):
    links = (link, final) if final else (link,)
    return reveal(link, Answer(links[-1], f"<head>{head}</head>", links=links), ("example.org",))


def test_what_a_page_says_and_looks_so_is_sure() -> None:
    found = revealed(f"<link rel=canonical href={PLAIN}><link rel=amphtml href=/amp/news/other>")
    assert found.sure == (
        "url:m.example.org/news/boats-1234.html",
        "url:example.org/news/boats-1234.html",
    )


@pytest.mark.parametrize("head", ["", "<link rel=canonical href=/>"], ids=["nothing", "home"])
def test_looks_alone_are_a_way_to_what_has_to_be_the_same(head: str) -> None:
    found = revealed(head)
    assert found.sure == ("url:m.example.org/news/boats-1234.html",)
    assert found.ways == (
        Way("form:example.org/news/boats-1234.html"),
        Way("url:example.org/news/boats-1234.html"),
    )
    assert "form:example.org/news/boats-1234.html" in found.further


def test_a_plain_address_claims_no_form() -> None:
    assert revealed(link=PLAIN).further == ("url:example.org/news/boats-1234.html",)


def test_where_a_link_was_redirected_is_a_way_when_the_page_agrees() -> None:
    short, final = "https://example.org/s/a", "https://example.org/news/boats"
    agreed = revealed(f"<link rel=canonical href={final}>", link=short, final=final)
    assert Way("url:example.org/news/boats", is_form=False) in agreed.ways
    alone = revealed(link=short, final=final)
    assert all(way.is_form for way in alone.ways)
    assert "url:example.org/news/boats" in alone.further
