from __future__ import annotations

import json

import pytest

from newsbot.extraction.cascade import first_sound
from newsbot.extraction.keywords import KEYWORDS, MOST
from tests.pages import TITLE, page_of


def ld(keywords: object) -> str:
    said = json.dumps({"@type": "Article", "keywords": keywords})
    return f'<script type="application/ld+json">{said}</script>'


@pytest.mark.parametrize(
    ("head", "words"),
    [
        pytest.param(ld(["a, b", "c"]), ("a, b", "c"), id="a list is taken as it is"),
        pytest.param(ld("a, b; c"), ("a", "b", "c"), id="a text is split"),
        pytest.param(
            "<meta name=keywords content='甲 乙、丙，丁'>", ("甲 乙", "丙", "丁"), id="Han"
        ),
        pytest.param("<meta name=keywords content='甲船 乙船'>", ("甲船", "乙船"), id="spaces"),
        pytest.param("<meta name=news_keywords content='a,A, #b'>", ("a", "b"), id="each once"),
        pytest.param(
            "<meta property=article:tag content=a><meta property=article:tag content=b>",
            ("a", "b"),
            id="an element each",
        ),
        pytest.param(
            "<meta property=og:site_name content='The Paper'>"
            "<meta name=keywords content='The Paper, example.org, type:story, "
            "A bridge is built, a'>",
            ("a",),
            id="names of the site, marks of systems and the headline go",
        ),
    ],
)
def test_keywords(head: str, words: tuple[str, ...]) -> None:
    page = page_of("<h1>A bridge is built</h1>", head=TITLE + head)
    found = first_sound(KEYWORDS, page)
    assert found is not None
    assert found.value == words


def test_links_to_tags_are_keywords() -> None:
    found = first_sound(KEYWORDS, page_of("<a rel='tag nofollow'>bridges, old</a>", head=""))
    assert found is not None
    assert found.value == ("bridges, old",)


def test_a_list_for_search_engines_is_cut() -> None:
    words = ",".join(f"word{number}" for number in range(500))
    found = first_sound(KEYWORDS, page_of("", head=f"<meta name=keywords content='{words}'>"))
    assert found is not None
    assert len(found.value) == MOST


def test_nothing_but_the_name_of_the_site_is_no_keyword() -> None:
    head = "<meta property=og:site_name content=Paper><meta name=keywords content='paper'>"
    assert first_sound(KEYWORDS, page_of("", head=head)) is None
