from __future__ import annotations

import pytest

from newsbot.archive.aliases import By, Way
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
    assert Way("url:example.org/news/boats", By.AGREED) in agreed.ways
    alone = revealed(link=short, final=final)
    assert [way for way in alone.ways if way.by is not By.LOOKS] == [
        Way("url:example.org/news/boats", By.REDIRECT)
    ]
    assert "url:example.org/news/boats" in alone.further


def test_where_a_link_with_the_same_words_was_redirected_is_a_way_by_its_looks() -> None:
    link, final = (f"https://example.org/{part}/boats-are-back" for part in ("old", "new"))
    assert Way("url:example.org/new/boats-are-back") in revealed(link=link, final=final).ways
