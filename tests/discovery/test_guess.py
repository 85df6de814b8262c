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
    <a href="/2022/05/25/4.html">more</a>
    <a href="/about">A page about ourselves</a>
    <a>A story without a link</a>
    <footer><a href="/2022/05/25/5.html">A story in the footer</a></footer>
    """
    found = list(guess_article_links(Answer("https://example.org/", page)))
    assert found == [f"/2022/05/25/{number}.html" for number in (1, 2, 3)]
