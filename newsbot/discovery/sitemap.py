"""`kind: sitemap`: sitemaps, indexes of them, and those that robots.txt names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.discovery.base import Listing, ListingPage, Refused, position_of
from newsbot.discovery.links import listing_page
from newsbot.discovery.reach import Reach, within_reach
from newsbot.discovery.sitemap_index import NO_ARTICLES, choose_sitemaps
from newsbot.discovery.sitemap_xml import (
    SitemapLink,
    SitemapPage,
    read_sitemap,
    sitemaps_of_robots,
)
from newsbot.values.urls import absolute_url, canonical_url, host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.source import Sitemap, Source
    from newsbot.values.answer import Answer

ROBOTS: Final = "/robots.txt"
USUAL: Final = "/sitemap.xml"
"""Where a sitemap is that nobody names."""


class SitemapDiscovery:
    """One `sitemap` entry."""

    def __init__(self, entry: Sitemap, index: int, source: Source) -> None:
        self.entry = entry
        self.index = index
        self.source = source

    def listings(self) -> Iterator[Listing]:
        """Yield the sitemap, or robots.txt of each host where none is given."""
        if self.entry.url is not None:
            yield self._listing(self.entry.url, place=0)
            return
        for place, origin in enumerate(_origins(self.source)):
            yield replace(self._listing(origin + ROBOTS, place=place), may_be_missing=True)

    def read(self, listing: Listing, answer: Answer) -> ListingPage:
        """Read the pages that a sitemap lists, or the sitemaps that an index names."""
        if urlsplit(listing.url).path == ROBOTS:
            named = [SitemapLink(url=url) for url in sitemaps_of_robots(answer.text)]
            page = SitemapPage(sitemaps=named or [SitemapLink(url=USUAL)])
        else:
            page = read_sitemap(answer)
        listings, refused = self._sitemaps(page, answer.url)
        found = listing_page(
            page.entries,
            listing=listing,
            entry=self.entry,
            source=self.source,
            base_url=answer.url,
            listings=tuple(listings),
        )
        return replace(found, refused=(*found.refused, *refused, *_cut(page, listing)))

    def bound(self, found: ListingPage, listing: Listing, reach: Reach) -> ListingPage:
        """Return what is wanted of a sitemap, of all that it ever listed."""
        wanted = choose_sitemaps(found.listings, reach)
        found = replace(found, listings=tuple(wanted), is_cut=len(wanted) < len(found.listings))
        return within_reach(found, listing, reach) if found.links else found

    def _sitemaps(self, page: SitemapPage, base: str) -> tuple[list[Listing], list[Refused]]:
        """Divide the sitemaps of an index into those that are read and the refused ones."""
        listings: dict[str, Listing] = {}
        refused: list[Refused] = []
        for place, link in enumerate(page.sitemaps, start=1):
            url = absolute_url(base, link.url) or ""
            if reason := self._refusal(url):
                refused.append(Refused(link=url or link.url, reason=reason))
            else:
                listing = replace(self._listing(url, place=place), lastmod=link.lastmod)
                listings.setdefault(listing.key, listing)
        return list(listings.values()), refused

    def _refusal(self, url: str) -> str | None:
        if not url:
            return "no link"
        if not hosts_match(host_of(url), self.source.domains):
            return "other host"
        if not self.entry.sitemaps:
            return "no articles" if NO_ARTICLES.search(urlsplit(url).path) else None
        is_wanted = any(re.search(pattern, url) for pattern in self.entry.sitemaps)
        return None if is_wanted else "no match"

    def _listing(self, url: str, *, place: int) -> Listing:
        return Listing(
            entry=self.index,
            key=f"sitemap {canonical_url(url)}",
            url=url,
            position=position_of(self.index, place),
        )


def _cut(page: SitemapPage, listing: Listing) -> Iterator[Refused]:
    """Yield why a sitemap was not read as a whole."""
    if page.beyond:
        yield Refused(link=listing.url, reason="beyond the limit", number=page.beyond)
    if not page.is_whole:
        yield Refused(link=listing.url, reason="cut off")


def _origins(source: Source) -> Iterable[str]:
    """Return scheme and host of each place that the source's file names, by host."""
    found: dict[str, str] = {}
    for url in source.addresses():
        parts = urlsplit(url)
        found.setdefault(host_of(url), f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}")
    named = {host: origin for host, origin in found.items() if host in source.domains}
    return [named.get(host, f"https://{host}") for host in source.domains]
