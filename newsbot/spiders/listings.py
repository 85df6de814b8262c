"""The first half of a run: read the listings, page by page, into the ledger."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Final

from newsbot.archive.contributions import PageRecord
from newsbot.archive.exports import published_dates
from newsbot.article import Found
from newsbot.discovery import ArticleLink, Bounded, Listing, ListingPage, discoveries
from newsbot.discovery.paging import Paging, decide_paging, is_at_boundary, is_recent
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.spiders.limits import Bounds, Limits
from newsbot.spiders.listing_passes import ListingPasses, NextPage, Reading
from newsbot.values.answer import Answer
from newsbot.values.date_reading import parse_date
from newsbot.values.share import share_fields

TRY_PAGES: Final = 3
"""Pages of a listing that `newsbot try NAME` reads."""


@dataclass(frozen=True, slots=True)
class PageSeen:
    """A page of a listing and what it gave, for `newsbot try NAME`."""

    listing: Listing
    found: ListingPage


@dataclass(frozen=True, slots=True)
class _Asking:
    """A next page that is read only if one of these articles turns out to be recent."""

    next_page: NextPage
    article_ids: tuple[int, ...]


class ListingReader:
    """Reads the listings of one source in one run."""

    def __init__(
        self,
        run: Run,
        on_page: Callable[[PageSeen], None] | None = None,
        limits: Limits | None = None,
    ) -> None:
        """*on_page* is told of every page, and only the first few of each listing are read."""
        self._run = run
        self._bounds = Bounds(run, limits or Limits())
        self._put_off: list[NextPage] = []
        self._on_page = on_page
        self._source = run.source
        self._kinds = discoveries(run.source)
        self._passes = ListingPasses(run)
        self._started: set[str] = set()
        self._asking: list[_Asking] = []

    def first_pages(self) -> Iterator[NextPage]:
        """Yield the first page of every listing that the source's file names."""
        for kind in self._kinds:
            yield from self._unstarted(kind.listings())

    async def read(self, page: NextPage, answer: Answer) -> list[NextPage]:
        """Store what a page names and return which pages are read next. Raises AnswerError.

        Where so many were read that the articles have to be fetched first, they are kept for
        `resume`.
        """
        following = await self._read(page, answer)
        if self._bounds.read_on():
            return following
        self._put_off += following
        return []

    async def _read(self, page: NextPage, answer: Answer) -> list[NextPage]:
        listing = page.listing
        # Off the event loop: some sitemaps have fifty thousand entries.
        whole = await asyncio.to_thread(self._kinds[listing.entry].read, listing, answer)
        reading = page.reading or await self._passes.begin(listing)
        found = await self._bounded(whole, listing, reading)
        if self._on_page is not None and not listing.is_virtual:
            self._on_page(PageSeen(listing, found))
        validators = self._passes.validators(listing, answer, whole)
        record = await self._passes.record(listing, reading, found, validators)
        if not listing.is_virtual:
            self._count(found, record)
        more = self._led_to(found, listing)
        if self._is_end(reading, found, listing):
            is_cut = found.is_cut and reading.listing_pass.is_first
            await (self._stop_at_first(reading) if is_cut else self._passes.complete(reading))
            return more
        return [*await self._go_on(reading, found, record), *more]

    def _led_to(self, found: ListingPage, listing: Listing) -> list[NextPage]:
        """Return the listings that a page leads to, as far as they are to be read."""
        steps = listing.trail.steps + 1 if listing.trail is not None else 0
        most = TRY_PAGES - steps if self._on_page else None
        led_to = islice(self._unstarted(found.listings), most)
        return [
            page
            for page in led_to
            if page.listing.is_bounded or self._bounds.has_category(page.listing)
        ]

    async def _bounded(self, found: ListingPage, listing: Listing, reading: Reading) -> ListingPage:
        """Return what is wanted of a page that holds more than that."""
        kind = self._kinds[listing.entry]
        if not isinstance(kind, Bounded):
            return found
        reach = await self._passes.reach(reading, found.links)
        return await asyncio.to_thread(kind.bound, found, listing, reach)

    async def conditions(self, page: NextPage) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed; none to look at it."""
        return await self._passes.conditions(page.listing) if self._on_page is None else {}

    def unchanged(self) -> None:
        """Count a listing that has not changed; what it says is in the ledger."""
        self._run.counter.add(Count.LISTINGS)

    async def name(self, url: str) -> None:
        """Name one article by its address, as a listing would."""
        named = {
            n: Found(v, "share link") for n, v in share_fields(url, self._source.share).items()
        }
        link = ArticleLink(fields={"url": Found(url, "address"), **named})
        listing = Listing(entry=0, key="address", url=url, position=0)
        reading = await self._passes.begin(listing)
        await self._passes.record(listing, reading, ListingPage(links=(link,)))

    async def resume(self) -> list[NextPage]:
        """Return the pages that were put off until articles were fetched, or their dates known."""
        asking, self._asking = self._asking, []
        pages, self._put_off = self._put_off, []
        self._bounds.begin_round()
        for asked in asking:
            dates = await self._run.ledger.run(published_dates, asked.article_ids)
            reading = asked.next_page.reading
            if any(is_recent(date, self._source.first, self._run.now()) for date in dates):
                pages.append(asked.next_page)
            # Where no article could be archived nothing is known yet: the pass stays open, and
            # the next run asks again.
            elif reading is not None and (dates or not asked.article_ids):
                await self._stop_at_first(reading)
        return pages

    def _unstarted(self, listings: Iterator[Listing] | Sequence[Listing]) -> Iterator[NextPage]:
        for listing in listings:
            if listing.key not in self._started:
                self._started.add(listing.key)
                yield NextPage(listing)

    def _count(self, found: ListingPage, record: PageRecord) -> None:
        counter = self._run.counter
        counter.add(Count.LISTINGS)
        counter.add(Count.LISTED, len(record.article_ids))
        counter.add(Count.KNOWN, record.known)
        for refused in found.refused:
            counter.add_reason(Count.REFUSED, refused.reason, refused.number)

    def _is_end(self, reading: Reading, found: ListingPage, listing: Listing) -> bool:
        """Tell whether a listing has no further page, or only says again what it said."""
        reading.visited.add(listing.url)
        links = frozenset(str(link.url or link.identifier) for link in found.links)
        links |= {refused.link for refused in found.refused}
        repeats = links == reading.last_page
        reading.last_page = links
        return found.next is None or found.is_empty or repeats or found.next.url in reading.visited

    async def _go_on(
        self, reading: Reading, found: ListingPage, record: PageRecord
    ) -> list[NextPage]:
        assert found.next is not None
        if self._on_page is not None and found.next.number > TRY_PAGES:
            return []
        next_page = NextPage(found.next, reading)
        decision = decide_paging(
            first="all" if found.next.is_bounded else self._source.first,
            is_first_pass=reading.listing_pass.is_first,
            is_wholly_known=record.is_wholly_known and not found.next.is_bounded,
            adds_nothing=record.adds_nothing,
            is_at_boundary=is_at_boundary(reading.listing_pass.boundary, reading.met),
            listed=reading.listed,
            newest=self._newest(found),
            now=self._run.now(),
        )
        if decision is not Paging.STOP and not self._bounds.has_page(found.next):
            await self._passes.complete(reading)
            return []
        if decision is Paging.GO_ON:
            return [next_page]
        if decision is Paging.ASK_ARTICLES:
            self._asking.append(_Asking(next_page, record.article_ids))
        elif reading.listing_pass.is_first and not (record.is_wholly_known or record.adds_nothing):
            await self._stop_at_first(reading)
        else:
            await self._passes.complete(reading)
        return []

    def _newest(self, found: ListingPage) -> datetime | None:
        """Return the latest date that the entries of a page give."""
        texts = [
            link.fields["date_published"].value
            for link in found.links
            if "date_published" in link.fields
        ]
        languages = (self._source.language,) if self._source.language else ()
        zone, now = self._source.timezone, self._run.now()
        dates = [parse_date(str(t), zone=zone, now=now, languages=languages) for t in texts]
        return max((date for date in dates if date is not None), default=None)

    async def _stop_at_first(self, reading: Reading) -> None:
        self._run.counter.add(Count.MORE)
        await self._passes.complete(reading, reach=str(self._source.first))
