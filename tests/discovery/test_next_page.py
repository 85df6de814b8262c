from __future__ import annotations

import pytest

from newsbot.discovery.next_page import NEXT, find_next_page
from newsbot.values.answer import Answer

URL = "https://example.org/news/"


def following(page: str, *, url: str = URL, number: int = 1) -> str | None:
    return find_next_page(Answer(url, page), number)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<link rel=next href='?page=2'>", id="in the page's head"),
        pytest.param("<a rel='nofollow next' href='?page=2'>x</a>", id="rel=next"),
        pytest.param("<a href='?page=2'>Next »</a>", id="a word with an arrow"),
        pytest.param("<a href='?page=2'>← Older posts</a>", id="older ones"),
        pytest.param("<a href='?page=2'>下一页></a>", id="Chinese"),
        pytest.param("<a href='?page=2'><b> 次へ </b></a>", id="Japanese"),
        pytest.param("<a href='?page=2'>다음</a>", id="Korean"),
        pytest.param("<a href='?page=2'>далее</a>", id="Russian"),
        pytest.param("<a href='?page=2'>következő ›</a>", id="Hungarian"),
        pytest.param("<a href='?page=2' aria-label='Next page'><svg></svg></a>", id="a label"),
        pytest.param("<ul><li class=next><a href='?page=2'>→</a></ul>", id="a class"),
        pytest.param("<p><a href='?page=1'>1</a> <a href='?page=2'>›</a></p>", id="beside numbers"),
        pytest.param(
            "<p><b>1</b> <a href='?page=2'>2</a> <a href='?page=3'>3</a></p>", id="numbers"
        ),
        pytest.param("<button class=load-more data-url='?page=2'>More</button>", id="a button"),
    ],
)
def test_ways_to_the_next_page(page: str) -> None:
    assert following(page) == f"{URL}?page=2"


@pytest.mark.parametrize(
    ("pager", "number", "leads_to"),
    [
        pytest.param(
            "<a href=/news/>1</a><span class=current>2</span><a href=/news/page/3/>3</a>",
            9,
            "/news/page/3/",
            id="the page shows which one it is",
        ),
        pytest.param(
            "<li><a href=index_1.html>2</a><li class=active><a href=#>3</a>"
            "<li><a href=index_3.html>4</a>",
            1,
            "/news/index_3.html",
            id="the current one is a link as well",
        ),
        pytest.param(
            "<a href='?p=1'>1</a><a href='?p=2'>2</a><a href='?p=3'>3</a>",
            2,
            "/news/?p=3",
            id="only the listing knows",
        ),
    ],
)
def test_the_number_after_the_current_one(pager: str, number: int, leads_to: str) -> None:
    assert following(f"<div>{pager}</div>", number=number) == f"https://example.org{leads_to}"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<a href='#'>Next</a>", id="a script's"),
        pytest.param(f"<a href='{URL}#top'>Next</a>", id="the page itself"),
        pytest.param("<a href=/why>What comes next for the city</a>", id="a headline"),
        pytest.param("<a href=/a2>→</a>", id="an arrow by itself"),
        pytest.param("<a href=/index>Selanjutnya</a>", id="a word that leads to another list"),
        pytest.param(
            "<div><a href=/2026/03/02/a>1</a><a href=/2026/03/02/b>2</a></div>",
            id="a numbered picture show",
        ),
        pytest.param(
            "<div><a href=/news/rain>1</a><a href=/news/snow>2</a></div>",
            id="a picture show whose addresses have no number",
        ),
        pytest.param(
            "<div><b>3</b><a href='?page=1'>1</a><a href='?page=2'>2</a></div>", id="last"
        ),
        pytest.param("<p>See page <a href='/sport/2'>2</a></p>", id="one number in a text"),
        pytest.param("<div class=weather data-url=/weather.json>Rain</div>", id="other data"),
        pytest.param("<a href='javascript:more()'>Next</a>", id="no address"),
        pytest.param("", id="nothing"),
    ],
)
def test_pages_that_have_none(page: str) -> None:
    assert following(page) is None


def test_what_says_next_comes_before_numbers() -> None:
    assert following("<a href='?p=2'>2</a><a href='?p=1'>1</a><a href='?from=x'>Next</a>") == (
        f"{URL}?from=x"
    )


def test_the_words_are_compared_as_they_are_kept() -> None:
    assert all(word == word.lower().strip() for word in NEXT)


def test_a_hostile_pager_is_read_in_bounded_time() -> None:
    deep = "<span>" * 5_000 + "<a href='?page=2'>2</a>" * 5_000
    assert following(f"<div><b>1</b>{deep}</div>") in {None, f"{URL}?page=2"}


def test_many_arrows_beside_a_long_text_are_read_in_bounded_time() -> None:
    nested = "<div>" * 3 + "<span>" * 28 + "x" * 400_000 + "</span>" * 28
    assert following(nested + "<a href='?page=2'>›</a>" * 5_000) is None
