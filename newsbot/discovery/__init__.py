"""Discovery: where articles are listed → links to them, with what the listing already says.

Adding a kind: one file here, one line in DISCOVERY_KINDS, its model in `newsbot/source/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from newsbot.discovery.base import ArticleLink, Discovery, Listing, ListingPage, Refused
from newsbot.discovery.category import CategoryDiscovery
from newsbot.discovery.dated import DatedDiscovery
from newsbot.discovery.feed import FeedDiscovery
from newsbot.discovery.json_list import JsonDiscovery
from newsbot.discovery.link_file import LinkFileDiscovery
from newsbot.discovery.reach import Bounded, Reach
from newsbot.discovery.sitemap import SitemapDiscovery

if TYPE_CHECKING:
    from newsbot.source import Source

__all__ = [
    "DISCOVERY_KINDS",
    "ArticleLink",
    "Bounded",
    "Discovery",
    "Listing",
    "ListingPage",
    "Reach",
    "Refused",
    "discoveries",
]

DISCOVERY_KINDS: Final[Mapping[str, type[Discovery]]] = MappingProxyType(
    {
        "category": CategoryDiscovery,
        "feed": FeedDiscovery,
        "sitemap": SitemapDiscovery,
        "json": JsonDiscovery,
        "dated": DatedDiscovery,
        "links": LinkFileDiscovery,
    }
)


def discoveries(source: Source) -> list[Discovery]:
    """Return the source's `discover` entries, ready to be read, in the order of its file."""
    return [DISCOVERY_KINDS[e.kind](e, i, source) for i, e in enumerate(source.discover)]
