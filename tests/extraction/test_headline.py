from __future__ import annotations

import json

import pytest

from newsbot.extraction.cascade import attempts, first_sound
from newsbot.extraction.headline import HEADLINE
from newsbot.extraction.page import Page
from tests.pages import page_of


def ld(**said: object) -> str:
    node = json.dumps({"@type": "NewsArticle", **said})
    return f'<script type="application/ld+json">{node}</script>'


def og(title: str) -> str:
    return f"<meta property='og:title' content='{title}'>"


def headline(head: str, body: str = "") -> tuple[str, str] | None:
    found = first_sound(HEADLINE, page_of(body, head=head))
    return (str(found.value), found.rule) if found is not None else None


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            "<title>Boats are counted | The Paper</title>",
            "<h1>The Paper</h1><h1>Boats are counted</h1>",
            ("Boats are counted", "h1 and title"),
            id="the heading that the title has, not the logo",
        ),
        pytest.param(
            og("Boats are counted in the harbour") + "<title>Boats</title>",
            "<h1>Weather today is fine</h1>",
            ("Boats are counted in the harbour", "meta og:title"),
            id="a heading that says something else",
        ),
        pytest.param(
            og("Boats are counted in the harbour"),
            "<article><h1>Count of the boats in the harbour begins</h1></article>",
            ("Count of the boats in the harbour begins", "h1 and title"),
            id="a reworded heading, the only one of the article",
        ),
        pytest.param(
            og("The boats of the harbour are cou..."),
            "<h1>The boats of the harbour are counted once more</h1>",
            ("The boats of the harbour are counted once more", "h1 and title"),
            id="what is cut off is whole on the page",
        ),
        pytest.param(
            "<title>Harbour: Boats are counted - The Paper</title>",
            "<h1><span class=kicker>Harbour</span> Boats are counted</h1>",
            ("Boats are counted", "h1 and title"),
            id="a kicker inside the heading",
        ),
        pytest.param(
            og("Boats are counted"),
            "<h1><span>Harbour</span> <span>Boats are counted</span></h1>",
            ("Boats are counted", "h1 and title"),
            id="the part of a heading that metadata has",
        ),
        pytest.param(
            "<title>A &amp;amp; B count boats</title>",
            "<h1>A &amp; B count boats</h1>",
            ("A & B count boats", "h1 and title"),
            id="entities twice",
        ),
        pytest.param(
            ld(headline="Boats are &quot;counted&quot;"),
            "",
            ('Boats are "counted"', "json-ld headline"),
            id="JSON-LD with entities",
        ),
        pytest.param(
            ld(headline="The Paper", publisher={"name": "The Paper"}) + og("Boats are counted"),
            "",
            ("Boats are counted", "meta og:title"),
            id="the name of the site is no headline",
        ),
        pytest.param(
            ld(articleSection="Harbour", headline="Harbour") + og("Boats are counted"),
            "",
            ("Boats are counted", "meta og:title"),
            id="a section is no headline",
        ),
        pytest.param(
            og("Boats are counted - The Paper")
            + "<meta property='og:site_name' content='The Paper'>",
            "",
            ("Boats are counted", "meta og:title"),
            id="the site's name behind it",
        ),
        pytest.param(
            og("Dortmund - Gladbach live sehen"),
            "",
            ("Dortmund - Gladbach live sehen", "meta og:title"),
            id="a dash of the headline's own",
        ),
        pytest.param(
            "<title>港口清点船只_社会_某某网</title>",
            "<div class=title><!-- t -->港口清点船只<!-- e --></div>",
            ("港口清点船只", "title as shown"),
            id="the part of the title that an element shows, between comments",
        ),
        pytest.param(
            "<title>港口清点船只，市民围观-EDN 电子</title>",
            "<h4>港口清点船只，市民围观</h4>",
            ("港口清点船只，市民围观", "title as shown"),
            id="a separator that might be a hyphen",
        ),
        pytest.param(
            "<title>港口清点船只有新办法_社会_某某网</title>",
            "",
            ("港口清点船只有新办法", "title"),
            id="short parts at the end of a title go when nothing else tells",
        ),
        pytest.param(
            "<title>example.org</title>",
            "<header><h1>Menu</h1></header><h1>Boats are counted</h1>",
            ("Boats are counted", "h1"),
            id="a heading outside the header when nothing else has it",
        ),
        pytest.param(
            "<meta name='DC.title' content='Boats are counted'>",
            "",
            ("Boats are counted", "meta title"),
            id="Dublin Core",
        ),
        pytest.param("<title></title>", "<h1> </h1>", None, id="nothing"),
    ],
)
def test_a_headline_is_what_the_page_shows(
    head: str, body: str, expected: tuple[str, str] | None
) -> None:
    assert headline(head, body) == expected


def test_microdata_names_a_headline() -> None:
    page = page_of(
        "<div itemscope itemtype='https://schema.org/NewsArticle'>"
        "<p itemprop=headline>Boats are counted</p></div>",
        head="",
    )
    found = first_sound(HEADLINE, page)
    assert found is not None
    assert (found.value, found.rule) == ("Boats are counted", "microdata headline")


def test_what_failed_before_is_told() -> None:
    page: Page = page_of("", head=og("x" * 500) + "<title>Boats are counted</title>")
    assert ("meta og:title", "too long") in [
        (one.rule, one.why) for one in attempts(HEADLINE, page)
    ]


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<h1>" + "<b>" * 5_000 + "x", id="deep"),
        pytest.param("<h1>x</h1>" * 5_000, id="many"),
        pytest.param("<h1>" + "x - " * 50_000 + "</h1>", id="long"),
    ],
)
def test_hostile_headings_are_bounded(body: str) -> None:
    head = f"<title>{'a - b | ' * 20_000}</title>"
    first_sound(HEADLINE, page_of(body, head=head))


LONG = "boats " * 69 + "end"


@pytest.mark.parametrize(
    ("title", "stated", "expected"),
    [
        pytest.param("?!", "?!", "?!", id="no words"),
        pytest.param(
            "long " * 100 + "end", "long " * 100 + "end", "long " * 100 + "end", id="long"
        ),
        pytest.param("?!", "Boats", "Boats", id="JSON-LD says something else"),
        pytest.param(LONG * 2, LONG * 2, None, id="longer than any"),
        pytest.param(LONG * 9, LONG * 9, None, id="so long that it is cut off when read"),
    ],
)
def test_what_all_that_names_an_article_says_is_its_headline(
    title: str, stated: str, expected: str | None
) -> None:
    found = headline(og(title) + ld(headline=stated), f"<article><h1>{title}</h1></article>")
    assert (found[0] if found is not None else None) == expected
