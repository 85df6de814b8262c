"""What a newsroom offers to those who look for its stories."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PLACES: Final = {
    "feeds": re.compile(r"/(?:feed|atom)\.xml|/feed\.json"),
    "sitemaps": re.compile(r"/(?:news-)?sitemap"),
    "lists": re.compile(r"/(?:category|archive)/"),
    "json_lists": re.compile(r"/web/"),
    "share_links": re.compile(r"/html_News/|/NewsData/"),
}
"""Switch → where what it switches is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """Switches, all on; what is off is not there and is named nowhere."""

    feeds: bool = True
    sitemaps: bool = True
    lists: bool = True
    """Links to stories on the home page, and pages of categories."""
    json_lists: bool = True
    share_links: bool = True
    """Without them every story has its text on its page."""

    def has(self, path: str) -> bool:
        """Tell whether there is anything at a path, as far as a switch says."""
        return all(
            getattr(self, switch) or place.match(path) is None for switch, place in _PLACES.items()
        )


EVERYTHING: Final = Offers()
