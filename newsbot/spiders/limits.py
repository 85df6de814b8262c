"""Bounds on what a run reads of sites that never end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from newsbot.discovery import Listing
from newsbot.report.counts import Count
from newsbot.run import Run

TOO_MANY_CATEGORIES: Final = "too many categories"
TOO_MANY_PAGES: Final = "too many pages"
"""Why a link to a listing's page is refused; as it is counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on a run, where each page of a site leads to another one, and so on for ever."""

    categories: int = 1_000
    """Listings that pages of other listings lead to; the rest is not read."""
    pages: int = 10_000
    """Pages of one listing; the rest is not read."""
    pages_at_once: int = 1_000
    """Pages of all listings, after which the articles found so far are fetched."""


class Bounds:
    """Holds a run to its limits; what lies beyond is counted and told."""

    def __init__(self, run: Run, limits: Limits) -> None:
        self._run = run
        self._limits = limits
        self._categories = 0
        self._pages = 0

    def begin_round(self) -> None:
        """Begin to read listings anew, the articles found before being fetched."""
        self._pages = 0

    def read_on(self) -> bool:
        """Count a page that was read, and tell whether others may come before the articles."""
        self._pages += 1
        return self._pages < self._limits.pages_at_once

    def has_category(self, listing: Listing) -> bool:
        """Count a listing that a page leads to, and tell whether it is to be read."""
        self._categories += 1
        beyond = self._categories - self._limits.categories
        if beyond > 0:
            self._run.counter.add_reason(Count.REFUSED, TOO_MANY_CATEGORIES)
        if beyond == 1:
            self._tell(listing, TOO_MANY_CATEGORIES, self._limits.categories)
        return beyond <= 0

    def has_page(self, listing: Listing) -> bool:
        """Tell whether a next page is to be read."""
        if listing.number <= self._limits.pages:
            return True
        self._run.counter.add_reason(Count.REFUSED, TOO_MANY_PAGES)
        self._tell(listing, TOO_MANY_PAGES, self._limits.pages)
        return False

    def _tell(self, listing: Listing, reason: str, limit: int) -> None:
        self._run.problems.add(listing.url, reason, f"the first {limit:,} are read")
