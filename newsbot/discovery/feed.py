"""`kind: feed`: RSS, Atom and JSON Feed, page by page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsbot.article import Found
from newsbot.discovery.base import Listing, ListingPage, Refused, position_of
from newsbot.discovery.feed_json import read_json_feed
from newsbot.discovery.feed_page import FeedEntry, FeedPage
from newsbot.discovery.feed_xml import read_xml_feed
from newsbot.discovery.links import listing_page
from newsbot.errors import AnswerError
from newsbot.values.templates import UrlTemplate
from newsbot.values.urls import absolute_url, host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.source import Feed, Source
    from newsbot.values.answer import Answer

SAME_LINK: Final = "same link"
"""Why an entry is refused that has the link of another one and is another article."""


def read_feed(answer: Answer) -> FeedPage:
    """Return what a feed says, in whichever format. Raises AnswerError when it is none."""
    if not answer.text.strip():
        raise AnswerError("empty answer", answer.url)
    if answer.kind == "json":
        return read_json_feed(answer.json, answer.url)
    return read_xml_feed(answer.text, answer.url)


class FeedDiscovery:
    """One `feed` entry."""

    def __init__(self, entry: Feed, index: int, source: Source) -> None:
        self.entry = entry
        self.index = index
        self.source = source
        self.template = UrlTemplate(entry.url)

    def listings(self) -> Iterator[Listing]:
        """Yield the feed's first page."""
        yield Listing(
            entry=self.index,
            key=f"feed {self.template.key()}",
            url=self._url(1),
            position=position_of(self.index, 0),
        )

    def read(self, listing: Listing, answer: Answer) -> ListingPage:
        """Read the entries and say where the next page is. One that is missing was the end."""
        if answer.is_missing:
            return ListingPage()
        page = read_feed(answer)
        entries = [self._fields(entry) for entry in page.entries]
        found = listing_page(
            entries,
            listing=listing,
            entry=self.entry,
            source=self.source,
            base_url=answer.url,
            next_listing=self._next(listing, page, answer),
        )
        return replace(found, refused=(*found.refused, *_under_one_link(found, entries, answer)))

    def _fields(self, entry: FeedEntry) -> Mapping[str, Found]:
        """Add the identifier, where the source's file says how it is read from the guid."""
        pattern = self.entry.identifier
        match = re.search(pattern, entry.guid) if pattern is not None else None
        if match is None:
            return entry.fields
        identifier = next(filter(None, match.groups()), match[0]).strip()
        return {**entry.fields, "identifier": Found(identifier, "feed guid")}

    def _next(self, listing: Listing, page: FeedPage, answer: Answer) -> Listing | None:
        url = absolute_url(answer.url, page.next) if page.next else self._following(listing, page)
        if url is None or url == listing.url or not hosts_match(host_of(url), self.source.domains):
            return None
        return replace(listing, url=url, number=listing.number + 1, may_be_missing=True)

    def _following(self, listing: Listing, page: FeedPage) -> str | None:
        has_more = bool(page.entries) and "page" in self.template.names
        return self._url(listing.number + 1) if has_more else None

    def _url(self, number: int) -> str:
        return self.template.format({"page": number}) or self.entry.url


def _under_one_link(
    found: ListingPage, entries: Iterable[Mapping[str, Found]], answer: Answer
) -> Iterator[Refused]:
    """Yield, by link, how many entries with other headlines stand under that of another one."""
    headlines: dict[str, set[str]] = {}
    for fields in entries:
        if "url" in fields and "headline" in fields and "identifier" not in fields:
            url = absolute_url(answer.url, str(fields["url"].value)) or ""
            headline = " ".join(str(fields["headline"].value).split())
            headlines.setdefault(url.partition("#")[0], set()).add(headline)
    taken = {(link.url or "").partition("#")[0] for link in found.links}
    for url, several in headlines.items():
        if url in taken and len(several) > 1:
            yield Refused(link=url, reason=SAME_LINK, number=len(several) - 1)
