from __future__ import annotations

import pytest

from newsbot.probe.share_links import find_share_links, identifiers_in
from newsbot.values.answer import Answer

SITE = "https://news.example.org"
HOSTS = ("example.org",)
IDS = ("NW20260301001", "NW20260302002", "NW20260303003")


def pages(link: str, *, page: str = "/2026/03/02/{id}.html") -> list[Answer]:
    """Return an article a page each; `{id}` is its identifier."""
    return [Answer(SITE + page.replace("{id}", i), link.replace("{id}", i)) for i in IDS]


@pytest.mark.parametrize(
    ("url", "identifiers"),
    [
        pytest.param("/2026/03/02/a-day.html", ["a-day"], id="the name of the file"),
        pytest.param("/show?nid=n1234&p=1", ["show", "n1234"], id="a parameter with a digit"),
        pytest.param("/20260302/c_99127.htm", ["c_99127", "99127"], id="no date"),
        pytest.param("/", [], id="the home page"),
    ],
)
def test_what_may_be_an_identifier_is_in_the_address(url: str, identifiers: list[str]) -> None:
    assert identifiers_in(SITE + url) == identifiers


@pytest.mark.parametrize(
    ("link", "template"),
    [
        pytest.param(
            "<a href='/s/Share.html?code={id}'>",
            f"{SITE}/s/Share.html?code={{identifier}}",
            id="a parameter",
        ),
        pytest.param(
            "<a href='https://m.example.org/share/{id}.html?from=app#top'>",
            "https://m.example.org/share/{identifier}.html?from=app",
            id="a part of the path, on another host of the site",
        ),
        pytest.param(
            "<a href='/s?t={id}x&v=2&code={id}'>",
            f"{SITE}/s?v=2&code={{identifier}}",
            id="what differs otherwise is left out",
        ),
        pytest.param(
            "<button data-url='/s/Share.html?code={id}'>",
            f"{SITE}/s/Share.html?code={{identifier}}",
            id="a share button",
        ),
        pytest.param(
            "<a href='/print/{id}.html'></a><a href='/share/{id}.html'>",
            f"{SITE}/share/{{identifier}}.html",
            id="what calls itself a share link comes before another",
        ),
    ],
)
def test_links_of_one_shape_that_name_their_page_are_share_links(link: str, template: str) -> None:
    found = find_share_links(pages(link), HOSTS)
    assert found is not None
    assert found.link == template
    assert [identifier for _, identifier in found.named.values()] == list(IDS)


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("<a href='/2026/03/02/{id}.html?utm=x&id={id}'>", id="the page itself"),
        pytest.param("<a href='https://other.example/share?id={id}'>", id="another site"),
        pytest.param("<a href='/comments/{id}'>", id="comments"),
        pytest.param("<a href='/login?next={id}'>", id="a login"),
        pytest.param("<a href='/img/{id}.jpg'>", id="a picture"),
        pytest.param(f"<a href='/s?code={IDS[0]}'>", id="the same article on each page"),
        pytest.param("<a href='/s?code=NW9'></a><a href='/s?code={id}'>", id="another one first"),
        pytest.param("<a href='/about'>About</a>", id="no link of the kind"),
    ],
)
def test_other_links_are_none(link: str) -> None:
    assert find_share_links(pages(link), HOSTS) is None


def test_a_link_of_one_page_alone_may_be_chance() -> None:
    there = pages("<a href='/s?code={id}'>")[:1] + pages("<a href='/about'>")[1:]
    assert find_share_links(there, HOSTS) is None
    assert find_share_links(there, HOSTS, at_least=1) is not None


def test_a_link_that_names_the_section_of_its_page_names_no_article() -> None:
    there = pages("<a href='/section?code=north24'>North</a>", page="/north24/{id}.html")
    assert find_share_links(there, HOSTS) is None


def test_one_page_whose_first_link_is_another_articles_spoils_the_shape() -> None:
    first, *others = pages("<a href='/s?code={id}'>")
    spoilt = Answer(first.url, f"<a href='/s?code=NW9'></a>{first.text}")
    assert find_share_links([spoilt, *others], HOSTS) is None


def test_a_link_to_the_archive_of_the_day_names_no_article() -> None:
    there = [
        Answer(f"{SITE}/{day}/a{day}b.html", f"<a href='/archive/{day}.html'>")
        for day in ("20260301", "20260302")
    ]
    assert find_share_links(there, HOSTS) is None
