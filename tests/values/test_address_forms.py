from __future__ import annotations

import pytest

from newsbot.values.address_forms import (
    canonical_doubt,
    may_name_same_article,
    names_same_article,
    plain_form,
)
from newsbot.values.urls import link_key

PLAIN = "https://www.example.org/news/boats-1234.html"


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://m.example.org/news/boats-1234.html", id="a host for phones"),
        pytest.param("https://wap.example.org/news/boats-1234.html", id="an older one"),
        pytest.param("https://mobile.example.org/news/boats-1234.html", id="by its long name"),
        pytest.param("https://amp.example.org/news/boats-1234.html", id="a host for AMP"),
        pytest.param("https://example.org/m/news/boats-1234.html", id="a folder for phones"),
        pytest.param("https://example.org/amp/news/boats-1234.html", id="a folder for AMP"),
        pytest.param("https://example.org/news/boats-1234.html/amp/", id="AMP at the end"),
        pytest.param("https://example.org/news/boats-1234.amp.html", id="AMP in the name"),
        pytest.param("https://example.org/news/boats-1234_print.html", id="print in the name"),
        pytest.param("https://example.org/news/boats-1234.html/print", id="print at the end"),
        pytest.param("https://example.org/news/boats-1234.html?amp=1", id="amp"),
        pytest.param("https://example.org/news/boats-1234.html?outputType=amp", id="outputType"),
        pytest.param("https://example.org/news/boats-1234.html?m=1", id="m"),
        pytest.param("https://example.org/news/boats-1234.html?print=1&utm_source=x", id="print"),
        pytest.param(
            "https://example.org/news/boats-1234.html?from=timeline&isappinstalled=0",
            id="passed around in a messenger",
        ),
    ],
)
def test_a_form_of_an_address_is_known_by_its_looks(url: str) -> None:
    assert plain_form(url) == link_key(PLAIN)
    assert names_same_article(url, PLAIN)
    assert canonical_doubt(url, PLAIN) == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/m",
        "https://example.org/amp/",
        "https://example.org/news/campaign-1.html",
        "https://example.org/news/a?from=harbour",
        "https://example.org/news/a?view=list",
        "https://mm.example.org/a",
        "https://news.example.org/a",
        "https://m.com/a",
    ],
)
def test_what_only_looks_alike_is_no_form(url: str) -> None:
    assert plain_form(url) == link_key(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("/a/10023456.html", "/politics/10023456/", id="a number"),
        pytest.param("/story/10023456-old-title", "/story/10023456-new-title", id="another title"),
        pytest.param("/a/2024-05/12/c_11298765.htm", "/c/11298765.html", id="beside a date"),
        pytest.param("/dy/article/ILK2J3H405199NPP.html", "/a/ilk2j3h405199npp", id="a code"),
    ],
)
def test_a_number_names_one_article(one: str, other: str) -> None:
    assert names_same_article(f"https://example.org{one}", f"https://m.example.org{other}")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("/a/1.html", "/a/2.html", id="two numbers"),
        pytest.param("/a/20240512.html", "/b/20240512.html", id="a date is no number"),
        pytest.param("/c/123456/one", "/c/123456/two", id="the number of a section"),
        pytest.param("/article.php?id=5", "/article.php", id="a canonical without its parameter"),
        pytest.param("/news/boats-are-back-home", "/sport/boats-are-back-home", id="words alone"),
    ],
)
def test_what_might_be_two_articles_is_not_one(one: str, other: str) -> None:
    assert not names_same_article(f"https://example.org{one}", f"https://example.org{other}")


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        pytest.param("/news/boats-are-back", "/sport/boats-are-back.html", True, id="same words"),
        pytest.param(
            "/2024/05/01/the-morning-mail", "/2024/05/02/the-morning-mail", False, id="two days"
        ),
        pytest.param("/news/boats", "/sport/boats", False, id="too few"),
    ],
)
def test_words_may_name_one_article(one: str, other: str, may_be: bool) -> None:
    first, second = f"https://example.org{one}", f"https://www.example.org{other}"
    assert may_name_same_article(first, second) is may_be


@pytest.mark.parametrize(
    ("canonical", "doubt"),
    [
        pytest.param("https://example.org/news/2024/boats-are-back/", "", id="itself"),
        pytest.param("https://example.org/", "the home page", id="the home page"),
        pytest.param("https://example.org/news/", "what is above it", id="its section"),
        pytest.param("https://example.org/sport", "another page", id="another section"),
        pytest.param("https://example.org/news/2024/harbour-closed", "another page", id="another"),
        pytest.param(
            "https://else.example.net/news/2024/boats-are-back", "another site", id="else"
        ),
        pytest.param("https://m.example.org/news/2024/boats-are-back", "", id="a form of it"),
        pytest.param("https://example.org/fleet/boats-are-back", "", id="its words elsewhere"),
    ],
)
def test_a_canonical_address_is_believed_where_it_fits(canonical: str, doubt: str) -> None:
    url = "https://www.example.org/news/2024/boats-are-back"
    assert canonical_doubt(url, canonical) == doubt


@pytest.mark.parametrize(
    ("url", "canonical", "doubt"),
    [
        pytest.param("/news/boats-are-back?ref=rss", "/news/boats-are-back", "", id="words"),
        pytest.param("/a/10023456?ref=rss", "/a/10023456", "", id="a number"),
        pytest.param("/article.php?id=5", "/article.php", "another page", id="a script"),
    ],
)
def test_a_canonical_address_without_the_query_has_to_name_the_article(
    url: str, canonical: str, doubt: str
) -> None:
    assert canonical_doubt(f"https://example.org{url}", f"https://example.org{canonical}") == doubt


def test_hosts_that_the_source_names_are_one_site() -> None:
    one, other = "https://example.org/a/10023456", "https://example.net/b/10023456"
    assert canonical_doubt(one, other) == "another site"
    assert canonical_doubt(one, other, ["example.org", "example.net"]) == ""
