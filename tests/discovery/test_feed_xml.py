from __future__ import annotations

from typing import Any

import pytest

from newsbot.article import Rank
from newsbot.discovery.feed_page import LONGEST_SUMMARY, FeedPage
from newsbot.discovery.feed_xml import read_xml_feed
from newsbot.errors import AnswerError

URL = "https://example.org/feed.xml"

NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"'
)

END = "</channel></rss>"

ITEM = """
<item><title>Rates &amp; <![CDATA[rents]]></title><link>https://example.org/17?a=1&amp;b=2</link>
<guid isPermaLink="false">17</guid><pubDate>Mon, 02 Mar 2026 12:00:00 +0800</pubDate>
<dc:creator>Jane Roe</dc:creator><dc:creator>John Doe</dc:creator><category>Money</category>
<category>https://example.org/kinds#post</category>
<source url="https://wire.example/feed">The Wire</source><description>In short.</description>
<content:encoded><![CDATA[<p>At length.</p>]]></content:encoded>
<media:content url="/small.jpg" medium="image" width="90"/>
<media:content url="/large.jpg" medium="image" width="900">
<media:title>A title of the image</media:title>
<media:description>A caption, which is not the text.</media:description></media:content></item>
"""


def rss(*items: str, head: str = "") -> str:
    return (
        f'<rss version="2.0" {NAMESPACES}><channel><title>T</title><language>en-gb</language>'
        f"{head}{''.join(items)}{END}"
    )


def atom(*entries: str, head: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>{head}{"".join(entries)}</feed>'
    )


def read(text: str) -> FeedPage:
    return read_xml_feed(text, URL)


def values(text: str) -> dict[str, Any]:
    (entry,) = read(text).entries
    return {name: found.value for name, found in entry.fields.items()}


def urls(text: str) -> list[str]:
    return [str(entry.fields["url"].value) for entry in read(text).entries]


WHOLE = {
    "url": "https://example.org/17?a=1&b=2",
    "headline": "Rates & rents",
    "date_published": "Mon, 02 Mar 2026 12:00:00 +0800",
    "authors": ("Jane Roe", "John Doe"),
    "publisher": "The Wire",
    "keywords": ("Money",),
    "description": "In short.",
    "in_language": "en-gb",
    "image": "https://example.org/large.jpg",
    "body_html": "<p>At length.</p>",
}


def test_an_item_of_rss_says_all_that_the_format_has() -> None:
    assert values(rss(ITEM)) == WHOLE


def test_a_guid_that_is_no_address_is_kept_apart() -> None:
    (entry,) = read(rss(ITEM)).entries
    assert entry.guid == "17"
    assert "identifier" not in entry.fields


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"\ufeff\n\n {rss(ITEM)}", id="a mark and empty lines before it"),
        pytest.param(f'<?xml version="1.0" encoding="gb2312"?>{rss(ITEM)}', id="a wrong encoding"),
        pytest.param(f"<b>Warning</b>: in feed.php<br />\n{rss(ITEM)}", id="a warning before it"),
        pytest.param(f"{rss(ITEM)}<!-- 0.2 s --><br>", id="something behind it"),
        pytest.param(rss(ITEM)[: -len(END)] + "<item><title>Half a ti", id="cut off"),
        pytest.param(rss(ITEM)[: -len(END)], id="without its end"),
        pytest.param(rss(ITEM).replace(NAMESPACES, ""), id="no namespace declared"),
        pytest.param(rss(ITEM).replace("17?a=1&amp;b=2", "17?a=1&b=2"), id="a bare &"),
        pytest.param(
            rss(ITEM.replace("</item>", "<x>&nbsp;&bogus;\x0b</x></item>")), id="entities"
        ),
        pytest.param(f'<!DOCTYPE rss [<!ENTITY a "b">]>{rss(ITEM)}', id="a document type"),
    ],
)
def test_a_broken_feed_says_the_same(text: str) -> None:
    assert values(text) == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            '<rss version="0.91"><channel><item><title>A</title><link>/1</link></item>'
            "</channel></rss>",
            id="RSS 0.91",
        ),
        pytest.param(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel>'
            "<item><title>A</title><link>https://example.org/1</link></item></rdf:RDF>",
            id="RSS 0.90",
        ),
        pytest.param(
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
            'xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>T</title></channel>'
            '<item rdf:about="https://example.org/1"><title>A</title>'
            "<link>https://example.org/1</link></item><item><title>cut",
            id="RDF 1.0, cut off",
        ),
        pytest.param(
            '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title>A</title>'
            '<link rel="alternate" type="text/html" href="/1"/></entry></feed>',
            id="Atom 0.3",
        ),
        pytest.param(atom('<entry><title>A</title><link href="1"/></entry>'), id="Atom 1.0"),
        pytest.param(
            '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>A</a:title>'
            '<a:link href="/1"/></a:entry></a:feed>',
            id="Atom under a prefix",
        ),
    ],
)
def test_every_format_is_read(text: str) -> None:
    assert values(text) == {"url": "https://example.org/1", "headline": "A"}


@pytest.mark.parametrize(
    ("item", "url"),
    [
        pytest.param("<guid>https://example.org/1</guid>", "https://example.org/1", id="permalink"),
        pytest.param(
            "<link>https://feeds.example/~r/1</link>"
            "<feedburner:origLink>https://example.org/1</feedburner:origLink>",
            "https://example.org/1",
            id="behind a proxy of feeds",
        ),
        pytest.param(
            '<link>https://example.org/1</link><guid isPermaLink="true">https://example.org/2</guid>',
            "https://example.org/1",
            id="a link before a guid",
        ),
        pytest.param(
            '<guid isPermaLink="false">https://example.org/?p=1</guid>', None, id="no permalink"
        ),
        pytest.param("<guid isPermaLink='false'>17</guid>", None, id="no address"),
    ],
)
def test_the_address_of_an_item(item: str, url: str | None) -> None:
    assert values(rss(f"<item>{item}</item>")).get("url") == url


@pytest.mark.parametrize(
    ("links", "url"),
    [
        pytest.param(
            '<link rel="self" href="/a.xml"/><link rel="alternate" href="/1"/>',
            "https://example.org/1",
            id="alternate",
        ),
        pytest.param(
            '<link rel="alternate" type="application/x" href="/1"/>',
            "https://example.org/1",
            id="of another type",
        ),
        pytest.param("<id>https://example.org/1</id>", "https://example.org/1", id="id alone"),
        pytest.param('<link rel="edit" href="/1"/><id>tag:1</id>', None, id="for editors"),
    ],
)
def test_the_address_of_an_atom_entry(links: str, url: str | None) -> None:
    assert values(atom(f"<entry>{links}</entry>")).get("url") == url


def test_addresses_begin_at_xml_base_in_bodies_too() -> None:
    entry = (
        '<entry xml:base="https://example.org/blog/"><link href="1.html"/>'
        '<content type="html">&lt;a href="2.html"&gt;a&lt;/a&gt;</content></entry>'
    )
    found = values(atom(entry))
    assert found["url"] == "https://example.org/blog/1.html"
    assert '<a href="https://example.org/blog/2.html">a</a>' in found["body_html"]


def dates(text: str) -> dict[str, tuple[str, Rank]]:
    (entry,) = read(text).entries
    return {n: (str(f.value), f.rank) for n, f in entry.fields.items() if n.startswith("date")}


T1, T2 = "2026-03-01T12:00:00+08:00", "2026-03-02T12:00:00Z"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param(
            atom(f"<entry><published>{T1}</published><updated>{T2}</updated></entry>"),
            {"date_published": (T1, Rank.METADATA), "date_modified": (T2, Rank.METADATA)},
            id="both",
        ),
        pytest.param(
            atom(f"<entry><published>{T1}</published><updated>{T1}</updated></entry>"),
            {"date_published": (T1, Rank.METADATA)},
            id="never changed",
        ),
        pytest.param(
            atom(f"<entry><updated>{T2}</updated></entry>"),
            {"date_published": (T2, Rank.GENERIC), "date_modified": (T2, Rank.METADATA)},
            id="an update may be an edit",
        ),
        pytest.param(
            rss(f"<item><dc:date>{T1}</dc:date></item>"),
            {"date_published": (T1, Rank.METADATA)},
            id="Dublin Core",
        ),
        pytest.param(
            rss("<item><pubDate>Mon, 02 Mar 2026 12:00:00</pubDate></item>"),
            {"date_published": ("Mon, 02 Mar 2026 12:00:00", Rank.METADATA)},
            id="without a zone",
        ),
        pytest.param(
            rss("<item><pubDate>Montag, 2. März</pubDate></item>"),
            {"date_published": ("Montag, 2. März", Rank.METADATA)},
            id="a broken one stays for others to judge",
        ),
        pytest.param(rss("<item/>"), {}, id="none"),
    ],
)
def test_dates_stay_as_they_are_written(text: str, found: dict[str, Any]) -> None:
    assert dates(text) == found


def test_an_author_that_is_only_an_address_has_no_name() -> None:
    item = "<item><author>desk@example.org (Jane Roe)</author></item>"
    assert values(rss(item))["authors"] == ("Jane Roe",)
    assert "authors" not in values(rss("<item><author>desk@example.org</author></item>"))


@pytest.mark.parametrize(
    ("item", "description", "body"),
    [
        pytest.param("<description>Short</description>", "Short", None, id="a summary"),
        pytest.param(
            f"<description>{'long ' * LONGEST_SUMMARY}</description>", None, "long", id="all of it"
        ),
        pytest.param("<content:encoded>&lt;p&gt;a</content:encoded>", None, "<p>a", id="a body"),
        pytest.param(
            "<content:encoded>a</content:encoded><description>b</description>",
            "b",
            "a",
            id="a body first",
        ),
        pytest.param(
            "<description>a</description><media:description>b</media:description>",
            "a",
            None,
            id="a caption is no body",
        ),
    ],
)
def test_summary_and_body(item: str, description: str | None, body: str | None) -> None:
    found = values(rss(f"<item>{item}</item>"))
    assert found.get("description") == description
    assert (found.get("body_html") or "").startswith(body or "")
    assert ("body_html" in found) == (body is not None)


def test_plain_text_in_atom_is_no_markup() -> None:
    entry = '<entry><content type="text">1 &lt; 2</content></entry>'
    assert values(atom(entry))["body_html"] == "1 &lt; 2"


@pytest.mark.parametrize(
    ("links", "following"),
    [
        pytest.param('<link rel="next" href="/2"/>', "https://example.org/2", id="next page"),
        pytest.param('<link rel="prev-archive" href="/2"/>', "https://example.org/2", id="archive"),
        pytest.param('<link rel="self" href="/2"/>', "", id="none"),
    ],
)
def test_a_feed_names_its_next_page(links: str, following: str) -> None:
    assert read(atom(head=links)).next == following
    assert read(rss(head=links.replace("<link", "<atom:link"))).next == following


def test_only_whole_entries_of_a_feed_that_was_cut_off_count() -> None:
    items = [f"<item><link>https://example.org/{n}</link></item>" for n in (1, 2, 3)]
    text = rss(*items)
    cut = text[: text.index("/3<") + 2]
    assert urls(cut) == ["https://example.org/1", "https://example.org/2"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        pytest.param(
            "<!DOCTYPE html><html><p>Gone</p></html>", "HTML instead of a feed", id="page"
        ),
        pytest.param("<p>Gone</p>", "HTML instead of a feed", id="piece of a page"),
        pytest.param("<urlset/>", "no feed: .* begins with <urlset>", id="other XML"),
        pytest.param("Gone", "no feed", id="text"),
    ],
)
def test_what_is_no_feed_is_an_error_that_says_what_it_is(text: str, reason: str) -> None:
    with pytest.raises(AnswerError, match=reason):
        read(text)


def test_a_feed_without_entries_is_one() -> None:
    assert read(rss()).entries == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(rss("<item>" * 3_000), id="items in items"),
        pytest.param(rss("<item><title>" + "<b>" * 20_000), id="open elements"),
        pytest.param(rss(f"<item><pubDate>{'1' * 200_000}</pubDate></item>"), id="a long number"),
        pytest.param(rss(f"<item><pubDate>Mon{' ' * 200_000}x</pubDate></item>"), id="blanks"),
        pytest.param(atom("<entry>" + '<content type="html">' * 2_000), id="contents in contents"),
        pytest.param(
            '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            + rss("&b;" * 9_000),
            id="entities of entities",
        ),
        pytest.param('<rss version="2.0"><link a="' * 1_000, id="quotes"),
    ],
)
def test_hostile_feeds_end(text: str) -> None:
    assert len(read(text).entries) <= 3_000


def test_an_extension_that_the_library_trips_over_is_told_as_a_malformed_feed() -> None:
    feed = (
        '<rss version="2.0" xmlns:gml="http://www.opengis.net/gml"><channel><title>A</title>'
        "<item><title>T</title><gml:pos>1 2</gml:pos></item></channel></rss>"
    )
    with pytest.raises(AnswerError, match=r"malformed feed|https://example\.org/feed: KeyError"):
        read_xml_feed(feed, "https://example.org/feed")
