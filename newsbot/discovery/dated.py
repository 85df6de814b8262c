"""`kind: dated`: archive pages by date, one for each day, month or year.

The page of each is a listing of its own. It is settled when it was read a day after its end or
later; until then each run looks at it again. What a run reads begins with a virtual listing. Two
more of them are never asked for either: one remembers when the first crawl began, the other one
when all but the latest pages were settled.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.article import Found
from newsbot.discovery.base import Listing, ListingPage, Refused, Trail, position_of
from newsbot.discovery.category import article_links, urls_within
from newsbot.discovery.links import listing_page
from newsbot.discovery.next_page import find_next_page
from newsbot.discovery.periods import around, periods, preceding, start_of
from newsbot.discovery.reach import Reach
from newsbot.discovery.settling import floor_of, settles_at
from newsbot.values.templates import UrlTemplate
from newsbot.values.urls import canonical_url, host_of, hosts_match
from newsbot.window import Window

if TYPE_CHECKING:
    from newsbot.source import Dated, Source
    from newsbot.values.answer import Answer

MOST: Final = 10_000
"""Pages that one run reads."""

LATEST: Final = date(2073, 1, 1).toordinal()
"""From here the places of pages count, the newest first."""

EMPTY: Final = {"day": 30, "month": 12, "year": 3}
"""Pages without anything, one after another, before which the archive had not begun."""

NEAR: Final = 31
"""Pages before and after one that are never further pages of it."""


class DatedDiscovery:
    """One `dated` entry."""

    def __init__(self, entry: Dated, index: int, source: Source) -> None:
        self.entry = entry
        self.index = index
        self.source = source
        self.template = UrlTemplate(entry.url)
        self.span = entry.granularity

    def listings(self) -> Iterator[Listing]:
        """Yield where a run begins; it leads to the pages that are due."""
        yield self._virtual("")

    def within(self, window: Window, *, newest_first: bool = True) -> Iterator[Listing]:
        """Yield the pages of all days, months or years that have a part in a window."""
        zone = self.source.timezone
        for day in periods(window, self.span, zone, newest_first=newest_first):
            yield self._listing(day)

    def read(self, listing: Listing, answer: Answer) -> ListingPage:
        """Read the links to articles and to the next page; a page that is missing had none."""
        if answer.is_missing:
            return self._empty(listing, "no page")
        found = article_links(self.entry.articles, answer)
        page = listing_page(
            ({"url": Found(link, rule)} for link, rule in found),
            listing=listing,
            entry=self.entry,
            source=self.source,
            base_url=answer.base_url,
            next_listing=self._next(listing, answer),
        )
        return self._empty(listing, "no links") if page.is_empty else page

    def _empty(self, listing: Listing, reason: str) -> ListingPage:
        """Return a page that lists nothing: many days do, and so does a site that has changed."""
        is_one = listing.number == 1 and not listing.is_virtual
        return ListingPage(refused=(Refused(link=listing.url, reason=reason),) if is_one else ())

    def bound(self, found: ListingPage, listing: Listing, reach: Reach) -> ListingPage:
        """Return a page with the other pages that it leads to: those that are due."""
        if listing.is_virtual:
            return self._due(reach) if listing.key == self._virtual("").key else found
        if listing.trail is None or listing.number > 1:
            return found
        return self._walk_on(found, listing.trail, reach)

    def _due(self, reach: Reach) -> ListingPage:
        """Return all that is due; on a first pass without a date to stop at, where it begins."""
        end = self._end(reach)
        ended = reach.ended(end)
        if ended is None and not isinstance(reach.first, timedelta):
            today = start_of(reach.now.astimezone(reach.zone).date(), self.span)
            return ListingPage(listings=(self._step(Trail(day=today)),))
        begun = self._virtual(f" begun, first {reach.first}")
        since = floor_of(reach, reach.ended(begun), ended)
        window = Window(since=since, until=reach.now + timedelta(microseconds=1))
        days = islice(periods(window, self.span, reach.zone), MOST)
        due = [day for day in days if not self._is_settled(day, reach)]
        listings = [self._look(day, reach) for day in due]
        if all(settles_at(day, self.span, reach.zone) > reach.now for day in due):
            listings.append(end)
        if reach.ended(begun) is None:
            listings.append(begun)
        return ListingPage(listings=tuple(listings), is_cut=isinstance(reach.first, timedelta))

    def _walk_on(self, found: ListingPage, trail: Trail, reach: Reach) -> ListingPage:
        """Add the page before this one in time, or the end where it is enough."""
        listed = trail.listed + len(found.links)
        empty = 0 if found.links else trail.empty + 1
        is_enough = isinstance(reach.first, int) and listed >= reach.first
        is_cut = is_enough or trail.steps + 1 >= MOST
        day = self._unsettled_before(trail.day, reach)
        if is_cut or day is None or empty >= EMPTY[self.span]:
            return replace(found, listings=(self._end(reach),), is_cut=is_cut)
        before = Trail(day=day, steps=trail.steps + 1, listed=listed, empty=empty)
        return replace(found, listings=(self._step(before),))

    def _unsettled_before(self, day: date, reach: Reach) -> date | None:
        """Return the last day, month or year before one that was not read; None: too far back."""
        before = preceding(day, self.span)
        for _ in range(MOST):
            if before is None or not self._is_settled(before, reach):
                return before
            before = preceding(before, self.span)
        return None

    def _is_settled(self, day: date, reach: Reach) -> bool:
        completed = reach.completed(self._listing(day))
        return completed is not None and completed >= settles_at(day, self.span, reach.zone)

    def _look(self, day: date, reach: Reach) -> Listing:
        """Return a page to look at; for the last time it is read as a whole."""
        is_last = settles_at(day, self.span, reach.zone) <= reach.now
        return replace(self._listing(day), is_conditional=not is_last)

    def _step(self, trail: Trail) -> Listing:
        # Where it has not changed it still leads further back.
        return replace(self._listing(trail.day), trail=trail, is_conditional=False)

    def _next(self, listing: Listing, answer: Answer) -> Listing | None:
        url = next(urls_within(self.entry.next, answer, self.source), None)
        is_guessed = self.entry.next is None
        if is_guessed and self.entry.articles is None:
            url = find_next_page(answer, listing.number)
            # "Next" may well lead to the next day, which has a listing of its own.
            if url is not None and self._is_other_day(url, listing):
                return None
        if url is None or not hosts_match(host_of(url), self.source.domains):
            return None
        return replace(
            listing, url=url, number=listing.number + 1, may_be_missing=is_guessed, trail=None
        )

    def _is_other_day(self, url: str, listing: Listing) -> bool:
        days = around(listing.day, self.span, NEAR) if listing.day is not None else ()
        return canonical_url(url) in {canonical_url(self._url(day)) for day in days}

    def _listing(self, day: date) -> Listing:
        url = self._url(day)
        return Listing(
            entry=self.index,
            key=f"dated {canonical_url(url)}",
            url=url,
            position=position_of(self.index, LATEST - day.toordinal()),
            day=day,
            may_be_missing=True,
            is_bounded=True,
        )

    def _end(self, reach: Reach) -> Listing:
        return self._virtual(f" first {reach.first}")

    def _virtual(self, name: str) -> Listing:
        return Listing(
            entry=self.index,
            key=f"dated {self.template.text}{name}",
            url=self.template.text,
            position=position_of(self.index, 99_999),
            is_virtual=True,
            is_bounded=True,
        )

    def _url(self, day: date) -> str:
        return self.template.format({"date": day}) or self.entry.url
