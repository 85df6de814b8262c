"""Which links a source wants, and what a listing says of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from newsbot.article import Found
from newsbot.discovery.base import ArticleLink, Listing, ListingPage, Refused
from newsbot.values.share import content_url, share_fields, share_url
from newsbot.values.urls import absolute_url, host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.source import Entry, Source

SET_RULE = "set"


def sort_links(
    candidates: Iterable[Mapping[str, Found]],
    *,
    listing: Listing,
    entry: Entry,
    source: Source,
    base_url: str,
) -> tuple[tuple[ArticleLink, ...], tuple[Refused, ...]]:
    """Divide what a listing page names into the links that the source wants and the refused ones.

    A link that stands twice on a page is one; the first wins. `url` becomes absolute, a share link
    gives its identifier, and the fields of `each` and `set` are added.
    """
    links: dict[str, ArticleLink] = {}
    refused: dict[object, Refused] = {}
    for number, candidate in enumerate(candidates):
        fields = _complete(candidate, listing, entry, source, base_url)
        link = _link_of(fields, source)
        if reason := _refusal(link, fields, entry, source):
            shown = link or _shown(candidate)
            # Entries that name no address at all cannot be told apart: each counts.
            key = shown if link or "url" in candidate else number
            refused.setdefault(key, Refused(link=shown, reason=reason))
        else:
            # Some lists link all their entries to one page: the identifier tells them apart.
            found = ArticleLink(fields=fields)
            links.setdefault(f"id:{found.identifier}" if found.identifier else link, found)
    return tuple(links.values()), tuple(refused.values())


def listing_page(
    candidates: Iterable[Mapping[str, Found]],
    *,
    listing: Listing,
    entry: Entry,
    source: Source,
    base_url: str,
    next_listing: Listing | None = None,
    listings: tuple[Listing, ...] = (),
) -> ListingPage:
    """Return a page of a listing with its links sorted."""
    links, refused = sort_links(
        candidates, listing=listing, entry=entry, source=source, base_url=base_url
    )
    return ListingPage(links=links, refused=refused, next=next_listing, listings=listings)


def _complete(
    candidate: Mapping[str, Found],
    listing: Listing,
    entry: Entry,
    source: Source,
    base_url: str,
) -> dict[str, Found]:
    fields = {name: Found(value, "each") for name, value in listing.values.items()}
    fields |= candidate
    fields |= {name: Found(value, SET_RULE) for name, value in entry.set.items()}
    written = fields.pop("url", None)
    url = absolute_url(base_url, str(written.value)) if written is not None else None
    if written is not None and url is not None:
        fields["url"] = Found(url, written.rule)
        named = share_fields(url, source.share)
        fields = {**{n: Found(v, "share link") for n, v in named.items()}, **fields}
    return fields


def _link_of(fields: Mapping[str, Found], source: Source) -> str:
    """Return the address that stands for the article: its page, share link or content."""
    if "url" in fields:
        return str(fields["url"].value)
    shared = share_url(fields, source.share) or content_url(fields, source.share)
    return shared or (str(fields["identifier"].value) if "identifier" in fields else "")


def _refusal(link: str, fields: Mapping[str, Found], entry: Entry, source: Source) -> str | None:
    if not link:
        return "no link"
    if entry.match and not _matches(entry.match, link):
        return "no match"
    if _matches(entry.exclude, link):
        return "excluded"
    is_elsewhere = "url" in fields and not hosts_match(host_of(link), source.domains)
    # With an identifier, the text may be had without the page.
    return "other host" if is_elsewhere and content_url(fields, source.share) is None else None


def _matches(patterns: Iterable[str], link: str) -> bool:
    return any(re.search(pattern, link) for pattern in patterns)


def _shown(candidate: Mapping[str, Found]) -> str:
    for name in ("url", "identifier", "headline"):
        if name in candidate:
            return str(candidate[name].value)
    return "an entry without any field"
