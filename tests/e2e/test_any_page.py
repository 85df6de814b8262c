"""What pages turn out to be: one article in several forms or pages, or none."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import Archive, Canned

PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}'
PAGER = (
    "<p class=pager><a href=boats.html>1</a><a href=boats_2.html>2</a><a href=boats_3.html>3</a>"
)


def page(headline: str, text: str, more: str = "") -> str:
    teaser = "<p>In short.</p>"
    article = f"<article>{teaser}<p>{text}</p></article>"
    return f"<html><h1>{headline}</h1><time>2024-03-01 10:00</time>{article}{more}</html>"


LISTED = ("/a/boats_2.html", "/m/nets.html", "/nets.html?utm_source=x", "/wall", "/paid", "/login")


@pytest.fixture
def site(archive: Archive, canned: Canned) -> Canned:
    links = "".join(f'<a class="s" href="{path}">x</a>' for path in LISTED)
    canned.answers |= {
        "/": f"<html>{links}</html>",
        "/a/boats.html": page("Boats are back", "One.", PAGER),
        "/a/boats_2.html": page("Boats are back (2)", "Two.", PAGER),
        "/m/nets.html": page("Nets are torn", "All of them."),
        "/nets.html?utm_source=x": page("Nets are torn", "All of them."),
        "/wall": "<html><title>Just a moment...</title></html>",
        "/login": "<html><title>Sign in | Example</title></html>",
        "/paid": page("Ropes are dear", "Prices rise.", f"{PAID}</script>"),
    }
    source = {
        "discover": [{"kind": "category", "url": f"{canned.url}/", "articles": "a.s"}],
        "extract": {"headline": "h1", "date_published": "time", "body_html": "article"},
        "delay": 0,
    }
    archive.add_source("example", source)
    return canned


def test_pages_become_an_article_each_or_a_reason(archive: Archive, site: Canned) -> None:
    report = archive.crawl().report("example")
    posts = archive.posts()
    assert report["new"] == len(posts) == 3
    assert report["reasons"]["waiting"] == {"block page": 1}
    assert report["reasons"]["skipped"] == {"login page": 1}
    (boats,) = [text for text in posts.values() if "Boats" in text]
    assert f"source_url: {site.url}/a/boats.html" in boats
    assert boats.count("In short.") == 1
    assert boats.index("One.") < boats.index("Two.")
    assert [t for t in posts.values() if "is_accessible_for_free: false" in t] == [
        t for t in posts.values() if "Ropes" in t
    ]
    again = archive.crawl().report("example")
    assert (again["new"], again["edited"], len(archive.posts())) == (0, 0, 3)


def test_try_says_why_a_page_is_no_article(archive: Archive, site: Canned) -> None:
    ended = archive.newsbot("try", f"{site.url}/wall")
    assert f'{site.url}/wall: block page (its title is "just a moment")' in ended.out


CANONICAL = '<link rel="canonical" href="/{}.html">'


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["main first", "variant first"])
def test_the_canonical_page_is_the_article_whatever_was_listed(
    archive: Archive, canned: Canned, order: tuple[int, int]
) -> None:
    both = ["/boats.html", "/boats.amp.html"]
    listed = [*(both[place] for place in order), "/nets.print.html", "/ropes.amp.html"]
    links = "".join(f'<a class="s" href="{path}">x</a>' for path in listed)
    canned.answers |= {
        "/": f"<html>{links}</html>",
        "/boats.html": page("Boats are back", "One.", PAGER),
        "/boats_2.html": page("Boats are back", "Two.", PAGER),
        "/boats_3.html": page("Boats are back", "Three.", PAGER),
        "/boats.amp.html": page("AMP: Boats", "Short.", CANONICAL.format("boats")),
        "/nets.print.html": page("Print: Nets", "Short.", CANONICAL.format("nets")),
        "/nets.html": page("Nets are torn", "All of them.", CANONICAL.format("nets")),
        "/ropes.amp.html": page("Ropes are dear", "Prices rise.", CANONICAL.format("ropes")),
    }
    source = {
        "discover": [{"kind": "category", "url": f"{canned.url}/", "articles": "a.s"}],
        "extract": {"headline": "h1", "date_published": "time", "body_html": "article"},
        "delay": 0,
    }
    archive.add_source("example", source)
    assert archive.crawl().report("example")["new"] == 3
    posts = list(archive.posts().values())
    (boats,) = [text for text in posts if "Boats" in text]
    assert "AMP" not in boats
    assert "Three." in boats
    assert f"source_url: {canned.url}/boats.html" in boats
    (nets,) = [text for text in posts if "Nets" in text]
    assert "Print" not in nets
    assert f"source_url: {canned.url}/nets.html" in nets
    assert any("Prices rise." in text for text in posts)
    again = archive.crawl().report("example")
    assert (again["new"], again["edited"], len(archive.posts())) == (0, 0, 3)
