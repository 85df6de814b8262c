from __future__ import annotations

import pytest

from newsbot.discovery.guess import guess_article_links, is_article_address
from newsbot.values.answer import Answer


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/2022/05/25/x.html", id="a date in folders"),
        pytest.param("/news/2022-5/a.html", id="a month"),
        pytest.param("/20220525/a.html", id="a date in one piece"),
        pytest.param("https://example.org/a/1234567.html", id="a long number"),
        pytest.param("/news/rain-falls-in-the-north", id="a headline"),
        pytest.param("rain_falls_in_the_north/", id="a headline with underscores"),
    ],
)
def test_news_sites_date_number_or_spell_their_articles(address: str) -> None:
    assert is_article_address(address)


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/", id="home"),
        pytest.param("/about-us", id="two words"),
        pytest.param("/sport/page/2", id="a page of a listing"),
        pytest.param("/?date=2022-05-25", id="a date that is no path"),
        pytest.param("/2022/13/", id="a month that is none"),
        pytest.param("http://[", id="no address"),
        pytest.param("", id="nothing"),
    ],
)
def test_menus_do_not(address: str) -> None:
    assert not is_article_address(address)


def test_links_are_guessed_by_address_text_and_place() -> None:
    page = """
    <header><a href="/2022/05/25/0.html">A story in the header</a></header>
    <a href="/2022/05/25/1.html">重庆今天下大雨</a>
    <a href=" /2022/05/25/2.html ">A story of <b>today</b></a>
    <a href="/2022/05/25/2.html">A story of today, again</a>
    <a href="/2022/05/25/3.html"><img alt="A picture with words" src=i.jpg></a>
    <a href="/2022/05/">more</a>
    <a href="/about">A page about ourselves</a>
    <a>A story without a link</a>
    <footer><a href="/2022/05/25/5.html">A story in the footer</a></footer>
    """
    found = list(guess_article_links(Answer("https://example.org/", page)))
    assert found == [f"/2022/05/25/{number}.html" for number in (1, 2, 3)]


def guessed(page: str, url: str = "https://example.org/") -> list[str]:
    return list(guess_article_links(Answer(url, page)))


def listed(*addresses: str, text: str = "A story that has a headline", before: str = "") -> str:
    items = "".join(f"<li>{before}<a href='{href}'>{text}</a></li>" for href in addresses)
    return f"<ul class=news>{items}</ul>"


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(("/news/a.html", "/news/b.html", "/news/cd.html"), id="files"),
        pytest.param(("/a/1", "/a/22", "/a/333"), id="numbers"),
        pytest.param(("/?id=1", "/?id=2", "/?id=3"), id="parameters"),
        pytest.param(("/s.php?id=1", "/s.php?id=2", "/s.php?id=3"), id="a script's parameters"),
        pytest.param(("/n/ab12cd34", "/n/zx98vb76", "/n/1q2w3e4r"), id="letters and digits"),
    ],
)
def test_plain_addresses_of_one_shape_are_articles_where_headlines_are_listed(addresses) -> None:
    assert guessed(listed(*addresses)) == list(addresses)
    assert guessed(listed(*addresses, text="Sport")) == [], "the texts of a menu are short"
    assert guessed(listed(*addresses[:2])) == [], "two are no list"


def test_headings_tell_articles_whatever_their_shapes() -> None:
    card = "<article><h3><a href='{}'>Rain is here</a></h3></article>"
    page = "".join(map(card.format, ("/news/rain", "/sport/run.html", "/a/12")))
    assert guessed(page) == ["/sport/run.html", "/a/12"]


def test_a_picture_and_a_headline_that_lead_to_one_address_are_one_card() -> None:
    card = (
        "<article><a href='/n/{0}.html'><img src=i.jpg></a><h3><a href='/n/{0}.html'>"
        "Rain in the north</a></h3><a class=more href='/n/{0}.html#c'>Read more</a></article>"
    )
    assert guessed("".join(card.format(n) for n in (1, 2, 3))) == [
        f"/n/{n}.html" for n in (1, 2, 3)
    ]


def test_a_short_headline_is_one_where_its_address_is_like_the_others() -> None:
    page = listed("/2026/03/02/a", "/2026/03/02/b") + listed("/2026/03/02/c", text="12:30")
    assert guessed(page) == ["/2026/03/02/a", "/2026/03/02/b", "/2026/03/02/c"]
    assert guessed(page.replace("/2026/03/02/c", "/2026/03/")) == ["/2026/03/02/a", "/2026/03/02/b"]


def test_what_else_stands_in_a_list_is_left_out() -> None:
    page = listed(
        "/2026/03/02/a", "/2026/03/02/b", "/2026/03/02/c", "/about-this-site", "/tag/rain"
    )
    assert guessed(page) == ["/2026/03/02/a", "/2026/03/02/b", "/2026/03/02/c"]


def test_a_page_of_many_words_is_no_article_where_articles_are_dated() -> None:
    lonely = "<p><a href='/how-we-do-our-work'>How we do our work</a></p>"
    assert guessed(lonely) == ["/how-we-do-our-work"]
    assert "/how-we-do-our-work" not in guessed(
        listed(*(f"/2026/03/0{n}/a" for n in (1, 2, 3))) + lonely
    )


def test_the_page_itself_is_no_article_of_its_own() -> None:
    own = "https://example.org/2026/03/02/a"
    assert guessed(f"<a href='{own}#c'>A story of today</a>", own) == []


def test_a_list_of_very_many_links_is_read_in_bounded_time() -> None:
    links = [f"/n/{number}/some-words-of-the-headline" for number in range(5_000)]
    page = "".join(f"<li><a href='{link}'>A headline of some words</a></li>" for link in links)
    answer = Answer("https://example.org/", page)
    assert list(guess_article_links(answer)) == links
