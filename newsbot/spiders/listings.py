"""The first half of a run: read the listings, page by page, into the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from newsbot.archive.contributions import Named, PageRecord, record_page
from newsbot.archive.exports import published_dates
from newsbot.archive.keys import article_keys, identity_of
from newsbot.archive.listings import ListingPass, Validators, begin_pass, complete_pass, conditions
from newsbot.article import Found
from newsbot.discovery import ArticleLink, Listing, ListingPage, discoveries
from newsbot.discovery.paging import Paging, decide_paging, is_at_boundary, is_recent
from newsbot.normalize import decisive_fields
from newsbot.normalize.dates import parse_date
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.values.answer import Answer
from newsbot.values.share import share_fields

TRY_PAGES: Final = 3
"""Pages of a listing that `newsbot try NAME` reads."""

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


EDGE: Final = 20
"""Articles by which the place where a first pass ended is known again, where pages are short."""


@dataclass(kw_only=True)
class Reading:
    """One pass over a listing, as it goes on."""

    listing_pass: ListingPass
    listed: int = 0
    visited: set[str] = field(default_factory=set)
    """Addresses of its pages: a next page that was read already ends the pass."""
    last_page: frozenset[str] = frozenset()
    """Links of the page before: some sites answer their last page for ever."""
    latest: tuple[int, ...] = ()
    """The last articles that it took: those of the last page, at least EDGE where there are."""
    met: set[int] = field(default_factory=set)
    """Those articles at the boundary of the first pass that it came upon."""

    def add(self, record: PageRecord) -> None:
        """Take note of the articles of a page."""
        self.listed += len(record.article_ids)
        number = max(EDGE, len(record.fresh))
        self.latest = (*self.latest, *record.fresh)[-number:]
        self.met |= self.listing_pass.boundary.intersection(record.article_ids)


@dataclass(frozen=True, slots=True)
class NextPage:
    """A page to read next, in the pass that it belongs to."""

    listing: Listing
    reading: Reading | None = None


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
        limits: Limits = Limits(),
    ) -> None:
        """*on_page* is told of every page, and only the first few of each listing are read."""
        self._run = run
        self._limits = limits
        self._categories = 0
        self._pages_at_once = 0
        self._put_off: list[NextPage] = []
        self._on_page = on_page
        self._source = run.source
        self._kinds = discoveries(run.source)
        self._decisive = decisive_fields(run.source)
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
        self._pages_at_once += 1
        if self._pages_at_once < self._limits.pages_at_once:
            return following
        self._put_off += following
        return []

    async def _read(self, page: NextPage, answer: Answer) -> list[NextPage]:
        listing = page.listing
        found = self._kinds[listing.entry].read(listing, answer)
        if self._on_page is not None:
            self._on_page(PageSeen(listing, found))
        reading = page.reading or Reading(listing_pass=await self._begin(listing))
        record = await self._record(listing, reading, found, self._validators(listing, answer))
        self._count(found, record)
        reading.add(record)
        more = [page for page in self._unstarted(found.listings) if self._is_within(page.listing)]
        if self._is_end(reading, found, listing):
            await self._complete(reading)
            return more
        return [*await self._go_on(reading, found, record), *more]

    async def conditions(self, page: NextPage) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed."""
        if not self._is_conditional(page.listing):
            return {}
        return await self._run.ledger.run(
            conditions,
            self._source.name,
            self._key(page.listing),
            rules=self._source.digest,
            now=self._run.now(),
        )

    def unchanged(self) -> None:
        """Count a listing that has not changed; what it says is in the ledger."""
        self._run.counter.add(Count.LISTINGS)

    def _is_conditional(self, listing: Listing) -> bool:
        """Tell whether an unchanged page has nothing to give: not where it leads to others."""
        entry = self._source.discover[listing.entry]
        leads_on = getattr(entry, "categories", None) is not None
        return listing.number == 1 and not leads_on and self._on_page is None

    def _validators(self, listing: Listing, answer: Answer) -> Validators | None:
        if not self._is_conditional(listing):
            return None
        return Validators(
            etag=answer.etag, last_modified=answer.last_modified, rules=self._source.digest
        )

    async def name(self, url: str) -> None:
        """Name one article by its address, as a listing would."""
        named = {
            n: Found(v, "share link") for n, v in share_fields(url, self._source.share).items()
        }
        link = ArticleLink(fields={"url": Found(url, "address"), **named})
        listing = Listing(entry=0, key="address", url=url, position=0)
        reading = Reading(listing_pass=await self._begin(listing))
        await self._record(listing, reading, ListingPage(links=(link,)))

    async def resume(self) -> list[NextPage]:
        """Return the pages that were put off until articles were fetched, or their dates known."""
        asking, self._asking = self._asking, []
        pages, self._put_off = self._put_off, []
        self._pages_at_once = 0
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

    def _is_within(self, listing: Listing) -> bool:
        """Count a listing that a page leads to, and tell whether it is still to be read."""
        self._categories += 1
        if self._categories <= self._limits.categories:
            return True
        is_first = self._categories == self._limits.categories + 1
        self._refuse(listing, TOO_MANY_CATEGORIES, self._limits.categories, is_told=is_first)
        return False

    def _refuse(self, listing: Listing, reason: str, limit: int, *, is_told: bool = True) -> None:
        self._run.counter.add_reason(Count.REFUSED, reason)
        if is_told:
            self._run.problems.add(listing.url, reason, f"the first {limit:,} are read")

    async def _begin(self, listing: Listing) -> ListingPass:
        return await self._run.ledger.run(
            begin_pass,
            self._source.name,
            self._key(listing),
            str(self._source.first),
        )

    def _key(self, listing: Listing) -> str:
        """Return what the ledger knows a listing by: no secret, and still one listing's alone."""
        key = self._run.redact(listing.key)
        return key if key == listing.key else f"{key} #{listing.entry}"

    async def _record(
        self,
        listing: Listing,
        reading: Reading,
        found: ListingPage,
        validators: Validators | None = None,
    ) -> PageRecord:
        return await self._run.ledger.run(
            record_page,
            self._source.name,
            reading.listing_pass,
            [self._named(link) for link in found.links],
            url=self._run.redact(listing.url),
            position=listing.position,
            now=self._run.now(),
            validators=validators,
            decisive=self._decisive,
        )

    def _named(self, link: ArticleLink) -> Named:
        keys = article_keys(link.fields, self._source)
        return Named(keys=keys, identity=identity_of(link.fields, keys), fields=link.fields)

    def _count(self, found: ListingPage, record: PageRecord) -> None:
        counter = self._run.counter
        counter.add(Count.LISTINGS)
        counter.add(Count.LISTED, len(record.article_ids))
        counter.add(Count.KNOWN, record.known)
        for refused in found.refused:
            counter.add_reason(Count.REFUSED, refused.reason)

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
            first=self._source.first,
            is_first_pass=reading.listing_pass.is_first,
            is_wholly_known=record.is_wholly_known,
            adds_nothing=record.adds_nothing,
            is_at_boundary=is_at_boundary(reading.listing_pass.boundary, reading.met),
            listed=reading.listed,
            newest=self._newest(found),
            now=self._run.now(),
        )
        if decision is not Paging.STOP and found.next.number > self._limits.pages:
            self._refuse(found.next, TOO_MANY_PAGES, self._limits.pages)
            await self._complete(reading)
            return []
        if decision is Paging.GO_ON:
            return [next_page]
        if decision is Paging.ASK_ARTICLES:
            self._asking.append(_Asking(next_page, record.article_ids))
        elif reading.listing_pass.is_first and not (record.is_wholly_known or record.adds_nothing):
            await self._stop_at_first(reading)
        else:
            await self._complete(reading)
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
        await self._complete(reading, reach=str(self._source.first))

    async def _complete(self, reading: Reading, reach: str | None = None) -> None:
        # A first pass that came to the listing's own end has left nothing for a larger `first`.
        ended_at = "" if reach is None and reading.listing_pass.is_first else reach
        is_gap = await self._run.ledger.run(
            complete_pass,
            self._source.name,
            reading.listing_pass,
            self._run.now(),
            ended_at,
            boundary=reading.latest if reach is not None else (),
        )
        self._run.counter.add(Count.GAPS, int(is_gap))
