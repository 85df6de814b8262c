from __future__ import annotations

import pytest

from newsbot.probe.home import find_menu, linked_feeds, origin_of, page_language, site_name
from newsbot.values.answer import Answer

HOME = "https://www.example.org/"


def page(text: str) -> Answer:
    return Answer(HOME, text)


def test_feeds_that_a_page_names_are_found_without_those_of_comments() -> None:
    found = linked_feeds(
        page(
            "<link rel=alternate type='application/rss+xml' href=/feed/>"
            "<link rel=alternate type='application/rss+xml' href=/comments/feed/>"
            "<link rel=alternate type='application/rss+xml' href=/f2 title='Comments on us'>"
            "<link rel=alternate type='application/atom+xml' href=/atom.xml>"
            "<link rel=alternate type='application/rss+xml' href=/feed/>"
            "<link rel=alternate type='text/html' hreflang=de href=/de/>"
        )
    )
    assert found == [f"{HOME}feed/", f"{HOME}atom.xml"]


MENU = """<nav class=main><a href=/>Home</a><a href=/sport/>Sport</a><a href=/money/>Money</a>
<a href=/about>About</a><a href=https://elsewhere.example/>Partner</a>
<a href=/2026/03/02/rain>Rain</a></nav>"""


def test_the_sections_of_a_menu_are_found_with_css_for_them() -> None:
    found = find_menu(page(f"{MENU}<footer><a href=/x/>X</a></footer>"))
    assert found.urls == (f"{HOME}sport/", f"{HOME}money/")
    assert found.selector == "nav.main a"


@pytest.mark.parametrize(
    ("text", "selector"),
    [
        pytest.param(MENU.replace(" class=main", ""), "nav a", id="by its tag"),
        pytest.param(MENU.replace("class=main", "class='1a{'"), "nav a", id="no such class in CSS"),
        pytest.param(
            "<div id=menu><a href=/sport/>Sport</a><a href=/money/>Money</a></div>",
            "div#menu a",
            id="by its name",
        ),
    ],
)
def test_css_for_a_menu(text: str, selector: str) -> None:
    assert find_menu(page(text)).selector == selector


def test_css_that_finds_much_else_is_none() -> None:
    others = "".join(f"<a href=/s{n}/>S{n}</a>" for n in range(20))
    menu = MENU.replace(" class=main", "")
    found = find_menu(page(f"{menu}<nav>{others}</nav><nav>{others.replace('/s', '/t')}</nav>"))
    assert found.selector == ""
    assert len(found.urls) == 20


@pytest.mark.parametrize(
    ("head", "name"),
    [
        pytest.param(
            "<meta property=og:site_name content=' The  News '>", "The News", id="it says"
        ),
        pytest.param("<title>The News | Home of news</title>", "The News", id="its title"),
        pytest.param("<title>新华网_让新闻离你更近</title>", "新华网", id="a Chinese title"),
        pytest.param("<title></title>", "", id="nothing"),
        pytest.param("<title>A\u202e\u0000B</title>", "AB", id="what cannot be printed"),
    ],
)
def test_what_a_site_is_called(head: str, name: str) -> None:
    assert site_name(page(head)) == name


def test_the_language_of_a_page() -> None:
    assert page_language(page("<html lang=zh_CN>")) == "zh-CN"
    assert page_language(page("<p>")) == ""


def test_where_a_site_is() -> None:
    assert origin_of("https://me:secret@example.org:8443/a?b") == "https://example.org:8443"


@pytest.mark.parametrize(
    "foot",
    ["<footer>{}</footer>", "<div class=foot>{}</div>", "<div id=site-footer><ul>{}</ul></div>"],
)
def test_a_menu_is_at_the_top_of_a_page_and_not_at_its_foot(foot: str) -> None:
    links = "".join(f"<a href=/p{n}/>Page {n}</a>" for n in range(9))
    top = "<div class=top><a href=/gn/>国内</a> | <a href=/gj/>国际</a></div>"
    found = find_menu(page(f"{top}<p>News</p>{foot.format(links)}"))
    assert found.urls == (f"{HOME}gn/", f"{HOME}gj/")
    assert found.selector == "div.top a"
