"""Passes over listings, as the ledger has them: begun, recorded page by page, completed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from newsbot.archive.contributions import PageRecord, joined_records, record_page
from newsbot.archive.identities import find_articles
from newsbot.archive.keys import article_keys, identity_of, url_key
from newsbot.archive.listings import (
    ListingPass,
    Validators,
    begin_pass,
    complete_pass,
    completed_listings,
    conditions,
    ended_listings,
)
from newsbot.archive.named import Named
from newsbot.discovery import ArticleLink, Listing, ListingPage, Reach
from newsbot.normalize import decisive_fields
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.spiders.answers import with_dates_written_out
from newsbot.values.answer import Answer

EDGE: Final = 20
"""Articles by which the place where a first pass ended is known again, where pages are short."""


AT_ONCE: Final = 1_000
"""Articles of a page that are recorded in one transaction."""


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


class ListingPasses:
    """The passes over the listings of one source in one run."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._source = run.source
        self._decisive = decisive_fields(run.source)

    async def begin(self, listing: Listing) -> Reading:
        """Begin to read a listing."""
        listing_pass = await self._run.ledger.run(
            begin_pass, self._source.name, self._key(listing), str(self._source.first)
        )
        return Reading(listing_pass=listing_pass)

    async def record(
        self,
        listing: Listing,
        reading: Reading,
        found: ListingPage,
        validators: Validators | None = None,
    ) -> PageRecord:
        """Store what a page says of its articles, of very many in several steps."""
        records = []
        for start in range(0, max(1, len(found.links)), AT_ONCE):
            record = await self._run.ledger.run(
                record_page,
                self._source.name,
                reading.listing_pass,
                [self._named(link) for link in found.links[start : start + AT_ONCE]],
                url=self._run.redact(listing.url),
                position=listing.position,
                now=self._run.now(),
                validators=validators,
                decisive=self._decisive,
            )
            reading.add(record)
            records.append(record)
        return joined_records(records)

    async def complete(self, reading: Reading, reach: str | None = None) -> None:
        """Remember that a listing was read to where it was known or, as *reach* says, wanted."""
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

    async def conditions(self, listing: Listing) -> dict[str, str]:
        """Return the headers that ask for a page only if it has changed."""
        if not listing.is_conditional or not self._is_conditional(listing):
            return {}
        return await self._run.ledger.run(
            conditions,
            self._source.name,
            self._key(listing),
            rules=self._source.digest,
            now=self._run.now(),
        )

    def validators(self, listing: Listing, answer: Answer, found: ListingPage) -> Validators | None:
        """Return what tells later whether a page has changed; None where that does not matter."""
        if not self._is_conditional(listing):
            return None
        if found.listings or (found.next is not None and found.next.is_bounded):
            # What it leads to may have changed, though it has not.
            return Validators(rules=self._source.digest)
        return Validators(
            etag=answer.etag, last_modified=answer.last_modified, rules=self._source.digest
        )

    def _is_conditional(self, listing: Listing) -> bool:
        """Tell whether an unchanged page has nothing to give: not where it leads to others."""
        entry = self._source.discover[listing.entry]
        leads_on = getattr(entry, "categories", None) is not None
        return listing.number == 1 and not leads_on

    async def reach(self, reading: Reading, links: Sequence[ArticleLink]) -> Reach:
        """Return how far a pass is to go, with what the ledger knows of a page's *links*."""
        source, since = self._source, reading.listing_pass.since
        completed = await self._run.ledger.run(
            completed_listings, source.name, rules=source.digest, reach=str(source.first)
        )
        ended = await self._run.ledger.run(ended_listings, source.name)
        keys = {link.url: url_key(link.url) for link in links if link.url} if since else {}
        found = await self._run.ledger.run(find_articles, source.name, list(set(keys.values())))
        return Reach(
            first=source.first,
            now=self._run.now(),
            zone=source.timezone,
            since=since,
            known=lambda link: keys.get(link.url or "") in found,
            completed=lambda listing: completed.get(self._key(listing)),
            ended=lambda listing: ended.get(self._key(listing)),
        )

    def _key(self, listing: Listing) -> str:
        """Return what the ledger knows a listing by: no secret, and still one listing's alone."""
        key = self._run.redact(listing.key)
        return key if key == listing.key else f"{key} #{listing.entry}"

    def _named(self, link: ArticleLink) -> Named:
        keys = article_keys(link.fields, self._source)
        fields = with_dates_written_out(link.fields, self._source, self._run.now())
        return Named(keys=keys, identity=identity_of(link.fields, keys), fields=fields)
