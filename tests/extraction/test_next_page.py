from __future__ import annotations

import pytest

from newsbot.article import Found
from newsbot.extraction.next_page import (
    find_first,
    find_next,
    find_whole,
    is_further_page,
    is_same_article,
    page_links,
)
from newsbot.values.answer import Answer

URL = "https://example.org/a/boats-1234.html"


def links(page: str, url: str = URL):
    return page_links(Answer(url, f"<html><body>{page}</body></html>"))


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<link rel=next href=boats-1234_2.html>", id="a link element"),
        pytest.param("<a rel=next href=/a/boats-1234_2.html><svg></svg></a>", id="a link"),
        pytest.param("<a href=/a/boats-1234_2.html>下一页</a>", id="Chinese"),
        pytest.param("<a href=/a/boats-1234_2.html>次のページへ »</a>", id="Japanese"),
        pytest.param("<a href=/a/boats-1234_2.html>다음 ›</a>", id="Korean"),
        pytest.param("<a href=/a/boats-1234_2.html>Weiter →</a>", id="German"),
        pytest.param("<a href=/a/boats-1234_2.html><b>Next</b> page &gt;</a>", id="English"),
        pytest.param("<a href=/a/boats-1234_2.html>[2]</a>", id="its number"),
        pytest.param(
            "<ul class=pagination><li><a href=/a/boats-1234_2.html>The storm</a></ul>", id="a pager"
        ),
        pytest.param("<a href='/a/boats-1234_2.html#top'>2</a>", id="with a fragment"),
    ],
)
def test_the_next_page_is_found(page: str) -> None:
    assert find_next(URL, links(page), 1) == "https://example.org/a/boats-1234_2.html"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<link rel=next href=/a/nets-1235.html>", id="the next article"),
        pytest.param("<a href=/a/nets-1235.html>Next</a>", id="the next article by its word"),
        pytest.param("<a href=/a/boats-1234_2.html>More on boats</a>", id="nothing says so"),
        pytest.param("<a href=/a/boats-1234_2.html>3</a>", id="another number"),
        pytest.param("<a href=https://example.net/a/boats-1234_2.html>2</a>", id="another site"),
        pytest.param("<a href='javascript:next()'>Next</a>", id="no address"),
        pytest.param(f"<a href={URL}>Next</a>", id="itself"),
    ],
)
def test_what_is_no_link_to_the_next_page(page: str) -> None:
    assert find_next(URL, links(page), 1) is None


def test_pages_that_are_counted_from_0_have_the_numbers_that_readers_see() -> None:
    page = "<a href=boats-1234.html>1</a><a href=boats-1234_1.html>2</a>"
    page += "<a href=boats-1234_2.html>3</a>"
    second = "https://example.org/a/boats-1234_1.html"
    assert find_next(URL, links(page), 1) == second
    assert find_next(second, links(page, second), 2) == "https://example.org/a/boats-1234_2.html"


def test_a_relative_address_need_not_repeat_the_name() -> None:
    url = "https://example.org/a/boats/"
    assert find_next(url, links("<a href='2/'>2</a>", url), 1) == "https://example.org/a/boats/2/"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(f"<link rel=canonical href={URL}>", id="it names the first as itself"),
        pytest.param(f"<a href={URL}>1</a>", id="the number 1"),
        pytest.param(f"<a href={URL}>上一页</a>", id="the page before"),
    ],
)
def test_the_first_page_is_found_from_a_later_one(page: str) -> None:
    later = "https://example.org/a/boats-1234_2.html"
    assert find_first(later, links(page, later)) == URL
    assert find_first(URL, links(page)) is None


def test_a_story_in_parts_is_no_later_page() -> None:
    later = "https://example.org/a/boats-2"
    page = "<a href=/a/boats>Where it all began</a>"
    assert find_first(later, links(page, later)) is None


@pytest.mark.parametrize(
    "text", ["余下全文", "View as one page", "Auf einer Seite lesen", "全文表示"]
)
def test_all_pages_as_one_are_found(text: str) -> None:
    page = f"<a href='/a/boats-1234_all.html'>{text}</a><a href='/a/nets_all.html'>{text}</a>"
    assert find_whole(URL, links(page)) == "https://example.org/a/boats-1234_all.html"


def fields(headline: str, body: str = "<p>one</p>"):
    return {"headline": Found(headline, "rule"), "body_html": Found(body, "rule")}


@pytest.mark.parametrize(
    "headline",
    [
        "Boats are back",
        "Boats are back (2)",
        "Boats are back - Page 2",
        "BOATS ARE BACK 2/3",
        "Boats are back（2）",
        "Boats are back 第2页",
        "Boats are back – Seite 2 von 3",
    ],
)
def test_a_further_page_has_the_same_headline(headline: str) -> None:
    assert is_further_page(fields("Boats are back"), fields(headline, "<p>two</p>"), iter(["one"]))


@pytest.mark.parametrize(
    ("other", "texts"),
    [
        pytest.param(fields("Nets are torn", "two"), ["one"], id="another headline"),
        pytest.param(fields("Boats are back", "<i>one</i>"), ["one"], id="the same text again"),
        pytest.param(fields("Boats are back", ""), ["one"], id="no text"),
        pytest.param({"body_html": Found("two", "rule")}, ["one"], id="no headline"),
    ],
)
def test_what_is_no_further_page(other, texts: list[str]) -> None:
    assert not is_further_page(fields("Boats are back"), other, iter(texts))


def test_a_column_that_has_one_headline_every_day_is_an_article_a_day() -> None:
    one, other = fields("The morning mail"), fields("The morning mail", "<p>two</p>")
    dates = [{"date_published": Found(f"2022-05-2{day}", "css time")} for day in (3, 4)]
    assert is_further_page({**one, **dates[0]}, {**other, **dates[0]}, iter(["one"]))
    assert not is_further_page({**one, **dates[0]}, {**other, **dates[1]}, iter(["one"]))
    assert not is_same_article({**one, **dates[0]}, {**other, **dates[1]})


def test_a_headline_that_is_all_number_is_one() -> None:
    assert is_same_article(fields("2"), fields("2"))
    assert not is_same_article(fields("2"), fields("3"))
