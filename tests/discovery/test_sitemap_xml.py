from __future__ import annotations

import pytest

from newsbot.article import Rank
from newsbot.discovery.sitemap_xml import (
    MOST,
    SitemapLink,
    SitemapPage,
    read_sitemap,
    sitemaps_of_robots,
)
from newsbot.errors import AnswerError
from newsbot.values.answer import Answer

URL = "https://example.org/sitemap.xml"
NAMESPACES = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
    'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" '
    'xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"'
)

NEWS = """
<url><loc> https://example.org/1?a=1&amp;b=2 </loc><lastmod>2026-03-02T12:00:00Z</lastmod>
<image:image><image:loc>https://example.org/1.jpg</image:loc></image:image>
<news:news><news:publication><news:name>Example Daily</news:name><news:language>en</news:language>
</news:publication><news:publication_date>2026-03-02T10:00:00+08:00</news:publication_date>
<news:title>Rates &amp; rents</news:title><news:keywords>money, rates,</news:keywords></news:news>
</url>
"""


def urlset(*entries: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {NAMESPACES}>{"".join(entries)}</urlset>'
    )


def url(number: int | str) -> str:
    return f"<url><loc>https://example.org/{number}</loc></url>"


def read(text: str) -> SitemapPage:
    return read_sitemap(Answer(URL, text))


def locations(text: str) -> list[str]:
    return [str(entry["url"].value) for entry in read(text).entries]


def test_a_news_sitemap_says_all_that_google_wants_to_know() -> None:
    (fields,) = read(urlset(NEWS)).entries
    assert {name: (found.value, found.rank) for name, found in fields.items()} == {
        "url": ("https://example.org/1?a=1&b=2", Rank.SOURCE),
        "date_modified": ("2026-03-02T12:00:00Z", Rank.GENERIC),
        "image": ("https://example.org/1.jpg", Rank.GENERIC),
        "publisher": ("Example Daily", Rank.METADATA),
        "in_language": ("en", Rank.METADATA),
        "date_published": ("2026-03-02T10:00:00+08:00", Rank.METADATA),
        "headline": ("Rates & rents", Rank.METADATA),
        "keywords": (("money", "rates"), Rank.METADATA),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(urlset(url(1), url(2)), [1, 2], id="whole"),
        pytest.param(f"<urlset>{url(1)}</urlset>", [1], id="no namespace"),
        pytest.param(
            urlset(NEWS, url(2)).replace(NAMESPACES, ""), ["1?a=1&b=2", 2], id="none at all"
        ),
        pytest.param(f"\ufeff\n{urlset(url(1))}<!-- 5 ms -->", [1], id="something around it"),
        pytest.param(urlset(url("1?a=1&b=2")), ["1?a=1&b=2"], id="a bare &"),
        pytest.param(urlset(url("<![CDATA[1?a=1&b=2]]>")), ["1?a=1&b=2"], id="CDATA"),
        pytest.param(urlset(url("é?q=&nbsp;&eacute;")), ["é?q=\xa0é"], id="entities of HTML"),
        pytest.param(
            '<s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">'
            "<s:url><s:loc>https://example.org/1</s:loc></s:url></s:urlset>",
            [1],
            id="a prefix",
        ),
        pytest.param(urlset("<!-- x -->", "<other/>", url(1), "<?p?>"), [1], id="other elements"),
        pytest.param("https://example.org/1\r\nhttps://example.org/2", [1, 2], id="text"),
        pytest.param(
            "<rss version='2.0'><channel><item><link>https://example.org/1</link></item></channel></rss>",
            [1],
            id="a feed",
        ),
    ],
)
def test_every_form_is_read(text: str, found: list[int | str]) -> None:
    assert locations(text) == [f"https://example.org/{name}" for name in found]
    assert read(text).is_whole


def test_an_entry_without_an_address_is_kept_to_be_refused() -> None:
    assert read(urlset("<url><lastmod>2026-03-02</lastmod></url>")).entries[0].keys() == {
        "date_modified"
    }


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(urlset(url(1), url(2), url(3))[:-20], id="in an element"),
        pytest.param(urlset(url(1), url(2)).removesuffix("</urlset>"), id="before its end"),
        pytest.param(
            urlset(url(1), url(2)).removesuffix("</urlset>") + "<url><loc>https:", id="in one"
        ),
    ],
)
def test_of_a_sitemap_that_was_cut_off_whole_entries_are_taken(text: str) -> None:
    assert locations(text) == ["https://example.org/1", "https://example.org/2"]
    assert not read(text).is_whole


def test_an_index_names_sitemaps_and_when_they_were_changed() -> None:
    text = (
        f"<sitemapindex {NAMESPACES}>"
        "<sitemap><loc>/a.xml</loc><lastmod>2026-03-02</lastmod></sitemap>"
        "<sitemap><loc>https://example.org/b.xml.gz</loc></sitemap><sitemap/></sitemapindex>"
    )
    assert read(text).sitemaps == [
        SitemapLink(url="/a.xml", lastmod="2026-03-02"),
        SitemapLink(url="https://example.org/b.xml.gz"),
    ]


@pytest.mark.parametrize("form", ["xml", "text"])
def test_no_more_entries_are_taken_than_the_protocol_allows(form: str) -> None:
    numbers = range(MOST + 3)
    text = "\n".join(f"https://example.org/{n}" for n in numbers)
    page = read(urlset(*map(url, numbers)) if form == "xml" else text)
    assert (len(page.entries), page.beyond) == (MOST, 3)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param("", "empty answer", id="nothing"),
        pytest.param("<!DOCTYPE html><html></html>", "HTML instead of a sitemap", id="a page"),
        pytest.param("<feedback/>", "no sitemap: .* begins with <feedback>", id="other XML"),
        pytest.param("Not found", "no sitemap: .* neither XML nor one address a line", id="text"),
    ],
)
def test_what_is_no_sitemap_is_an_error_that_says_what_it_is(text: str, reason: str) -> None:
    with pytest.raises(AnswerError, match=reason):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(urlset("<url>" * 100_000), id="urls in urls"),
        pytest.param(urlset("<a>" * 100_000), id="open elements"),
        pytest.param(urlset(f"<url><loc>{'x' * 11_000_000}</loc></url>"), id="a very long address"),
        pytest.param(
            '<!DOCTYPE u [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + urlset(url("&a;")),
            id="a file",
        ),
    ],
)
def test_hostile_sitemaps_give_nothing_of_this_machine(text: str) -> None:
    entries = read(text).entries
    assert "root:" not in str(entries)
    assert len(entries) <= 300


def test_robots_txt_names_sitemaps() -> None:
    text = (
        "\ufeffSitemap: https://example.org/a.xml\nUser-agent: *\nsitemap:/b.xml # ours\nSitemap:\n"
    )
    assert list(sitemaps_of_robots(text)) == ["https://example.org/a.xml", "/b.xml"]
