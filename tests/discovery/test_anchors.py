from __future__ import annotations

import pytest

from newsbot.discovery.anchors import find_anchors
from newsbot.values.answer import Answer

HOME = "https://example.org/"


def texts(page: str) -> list[str]:
    return [anchor.text for anchor in find_anchors(Answer(HOME, page))]


@pytest.mark.parametrize(
    "element",
    [
        pytest.param("nav", id="a menu"),
        pytest.param("header", id="the site's header"),
        pytest.param("footer", id="the footer"),
        pytest.param("aside", id="beside the news"),
        pytest.param("div role=navigation", id="a menu by its role"),
        pytest.param('div class="x site-nav"', id="a menu by its class"),
        pytest.param("div id=footer", id="a footer by its name"),
        pytest.param("ul class=breadcrumb-list", id="breadcrumbs"),
        pytest.param("div class=pagination__items", id="a pager"),
        pytest.param("p class=post-tags", id="tags"),
        pytest.param("span class=card__author", id="the author on a card"),
        pytest.param("div class=social-share", id="share buttons"),
    ],
)
def test_what_is_on_every_page_is_passed_over(element: str) -> None:
    name, _, _ = element.partition(" ")
    page = f"<{element}><b><a href=/a>no</a></b></{name}><p><a href=/b>yes</a>"
    assert texts(page) == ["yes"]


@pytest.mark.parametrize(
    "element",
    [
        pytest.param("div class=has-sidebar", id="a page that has a sidebar"),
        pytest.param("main class=content-nav", id="the page's main part"),
        pytest.param("article class=share", id="an article"),
        pytest.param("div class=navigate-news", id="a word that only begins so"),
    ],
)
def test_what_only_sounds_alike_is_read(element: str) -> None:
    assert texts(f"<{element}><a href=/a>yes</a>") == ["yes"]


def test_the_header_of_a_card_holds_its_headline() -> None:
    assert texts("<article><header><a href=/a>yes</a></header></article>") == ["yes"]


def test_links_of_one_list_have_one_place() -> None:
    page = """<ul class=list><li class="item first"><h3><a href=1>One</a></h3><li class=item-2>
    <h3><a href=2>Two</a></h3></ul><p><a href=3>Three</a></p>"""
    one, two, three = find_anchors(Answer(HOME, page.replace("item-2", '"item active"')))
    assert one.place == two.place != three.place
    assert (one.is_heading, three.is_heading) == (True, False)


@pytest.mark.parametrize(
    ("link", "says"),
    [
        pytest.param("<a href=/a title='The whole headline'>The whole…</a>", "The whole headline"),
        pytest.param("<a href=/a><img alt='A picture'></a>", "A picture"),
        pytest.param("<a href=/a aria-label='Read: rain'></a>", "Read: rain"),
        pytest.param("<a href=/a> Rain \n <b>falls</b></a>", "Rain falls"),
    ],
)
def test_what_a_link_says(link: str, says: str) -> None:
    assert texts(link) == [says]


def test_links_that_lead_nowhere_are_none() -> None:
    assert texts("<a href='#top'>a</a><a href='javascript:x()'>b</a><a>c</a><a href=''>d</a>") == []
