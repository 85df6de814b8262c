"""`kind: links`: given article or share links, one a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsbot.article import Found
from newsbot.discovery.base import Listing, ListingPage, position_of
from newsbot.discovery.links import listing_page

if TYPE_CHECKING:
    from newsbot.source import Links, Source
    from newsbot.values.answer import Answer


class LinkFileDiscovery:
    """One `links` entry."""

    def __init__(self, entry: Links, index: int, source: Source) -> None:
        self.entry = entry
        self.index = index
        self.source = source

    def listings(self) -> Iterator[Listing]:
        """Yield the file as a listing of one page."""
        yield Listing(
            entry=self.index,
            key=f"links {self.entry.file}",
            url=self.entry.file,
            position=position_of(self.index, 0),
            is_file=True,
        )

    def read(self, listing: Listing, answer: Answer) -> ListingPage:
        """Read one link a line; empty lines and lines that begin with `#` are passed over."""
        lines = [line.strip() for line in answer.text.lstrip("\ufeff").splitlines()]
        candidates = [
            {"url": Found(line, "link file")} for line in lines if line and line[0] != "#"
        ]
        return listing_page(
            candidates,
            listing=listing,
            entry=self.entry,
            source=self.source,
            base_url="",
        )
