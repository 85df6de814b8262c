from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsbot.discovery import Bounded, Reach, discoveries
from newsbot.discovery.sitemap import SitemapDiscovery
from newsbot.errors import AnswerError, SourceFileError
from newsbot.values.answer import Answer

URL = "https://example.org/sitemap.xml"
ENTRY = f"discover: [{{kind: sitemap, url: '{URL}'}}]"
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def index(*names: str) -> str:
    return "".join(
        [
            "<sitemapindex>",
            *(f"<sitemap><loc>{n}</loc></sitemap>" for n in names),
            "</sitemapindex>",
        ]
    )


def urlset(*paths: str) -> str:
    urls = (f"<url><loc>https://example.org{path}</loc></url>" for path in paths)
    return "".join(["<urlset>", *urls, "</urlset>"])


@pytest.fixture
def sitemap(source_from):
    def make(text: str = ENTRY) -> SitemapDiscovery:
        return discoveries(source_from(text))[0]

    return make


def read(discovery: SitemapDiscovery, text: str):
    (listing,) = discovery.listings()
    return discovery.read(listing, Answer(listing.url, text))


def test_the_sitemap_is_its_first_listing(sitemap) -> None:
    (listing,) = sitemap().listings()
    assert (listing.url, listing.key, listing.number) == (URL, f"sitemap {URL}", 1)


def test_pages_are_links_and_the_others_are_refused(sitemap) -> None:
    entry = f"discover: [{{kind: sitemap, url: '{URL}', match: '/news/'}}]"
    found = read(sitemap(entry), urlset("/news/1", "/about", "/news/1"))
    assert [link.url for link in found.links] == ["https://example.org/news/1"]
    assert [(r.link, r.reason) for r in found.refused] == [
        ("https://example.org/about", "no match")
    ]
    assert found.next is None


def test_an_index_leads_to_its_sitemaps(sitemap) -> None:
    found = read(
        sitemap(), index("/a.xml", "b.xml.gz", "/a.xml", "https://cdn.example/c.xml", "x:")
    )
    assert [(listing.url, listing.position) for listing in found.listings] == [
        ("https://example.org/a.xml", 1),
        ("https://example.org/b.xml.gz", 2),
    ]
    assert [(refused.link, refused.reason) for refused in found.refused] == [
        ("https://cdn.example/c.xml", "other host"),
        ("x:", "no link"),
    ]


def test_of_an_index_the_sitemaps_are_read_that_the_file_wants(sitemap) -> None:
    entry = f"discover: [{{kind: sitemap, url: '{URL}', sitemaps: 'post|tag'}}]"
    found = read(sitemap(entry), index("/post-sitemap1.xml", "/tag-sitemap.xml", "/other.xml"))
    assert [listing.url for listing in found.listings] == [
        "https://example.org/post-sitemap1.xml",
        "https://example.org/tag-sitemap.xml",
    ]
    assert [refused.reason for refused in found.refused] == ["no match"]


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        pytest.param("/post-sitemap2.xml", True, id="posts"),
        pytest.param("/category-sitemap.xml", False, id="categories"),
        pytest.param("/post_tag-sitemap3.xml.gz", False, id="tags"),
        pytest.param("/wp-sitemap-posts-post-1.xml", True, id="posts of another plug-in"),
        pytest.param("/wp-sitemap-taxonomies-category-1.xml", False, id="categories of it"),
        pytest.param("/sitemap-authors.xml", False, id="authors"),
        pytest.param("/sitemap-pages-2026.xml", True, id="pages may be articles"),
        pytest.param("/news/authors.xml", True, id="another name"),
    ],
)
def test_sitemaps_of_tags_and_authors_are_left_out_by_their_usual_names(
    sitemap, name: str, is_read: bool
) -> None:
    found = read(sitemap(), index(name))
    assert bool(found.listings) == is_read
    assert [refused.reason for refused in found.refused] == ([] if is_read else ["no articles"])


def test_without_an_address_robots_txt_of_every_host_names_the_sitemaps(sitemap) -> None:
    discovery = sitemap(
        "domains: [example.org, media.example]\n"
        "discover: [{kind: sitemap}]\n"
        "share: {link: 'http://media.example:8080/s?id={identifier}'}\n"
    )
    first, second = discovery.listings()
    assert first.url == "https://example.org/robots.txt"
    assert second.url == "http://media.example:8080/robots.txt", "as the file has it elsewhere"
    assert first.may_be_missing
    text = "Sitemap: https://example.org/a.xml\nSitemap: /b.xml"
    found = discovery.read(first, Answer(first.url, text))
    assert [listing.url for listing in found.listings] == [
        "https://example.org/a.xml",
        "https://example.org/b.xml",
    ]


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param({"text": "User-agent: *\nDisallow: /x"}, id="robots.txt names none"),
        pytest.param({"text": "", "is_missing": True}, id="no robots.txt"),
    ],
)
def test_a_sitemap_that_nobody_names_is_where_it_usually_is(sitemap, answer) -> None:
    discovery = sitemap("domains: example.org\ndiscover: [{kind: sitemap}]")
    (listing,) = discovery.listings()
    found = discovery.read(listing, Answer(url=listing.url, **answer))
    assert [listing.url for listing in found.listings] == [URL]


def test_a_source_that_names_no_host_at_all_is_refused(source_from) -> None:
    with pytest.raises(SourceFileError, match="expected `url`, or hosts in `domains`"):
        source_from("discover: [{kind: sitemap}]")


def test_what_could_not_be_read_of_a_sitemap_is_told(sitemap) -> None:
    found = read(sitemap(), "<urlset><url><loc>https://example.org/1</loc></url>")
    assert len(found.links) == 1
    assert [(r.link, r.reason, r.number) for r in found.refused] == [(URL, "cut off", 1)]
    found = read(sitemap(), f"<urlset>{'<url/>' * 50_002}</urlset>")
    assert found.refused[-1].reason == "beyond the limit"
    assert found.refused[-1].number == 2


def test_a_page_in_place_of_a_sitemap_is_an_error(sitemap) -> None:
    with pytest.raises(AnswerError, match="HTML instead of a sitemap"):
        read(sitemap(), "<html></html>")


def test_old_pages_and_sitemaps_are_left_out(sitemap) -> None:
    discovery = sitemap()
    assert isinstance(discovery, Bounded)
    (listing,) = discovery.listings()
    reach = Reach(first=timedelta(days=7), now=NOW, zone=UTC)
    found = read(discovery, urlset("/2026/03/01/a", "/2020/03/01/b"))
    bound = discovery.bound(found, listing, reach)
    assert [link.url for link in bound.links] == ["https://example.org/2026/03/01/a"]
    assert bound.is_cut
    found = read(discovery, index("/2020-03.xml", "/2026-02.xml", "/2026-03.xml"))
    bound = discovery.bound(found, listing, reach)
    assert [one.url for one in bound.listings] == [
        "https://example.org/2026-03.xml",
        "https://example.org/2026-02.xml",
    ]
    assert bound.is_cut
