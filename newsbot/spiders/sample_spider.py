"""Reads articles of different years, for `newsbot try NAME --sample 3/year`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from itertools import islice
from typing import Any, Final

from scrapy import Request
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Headers
from scrapy.responsetypes import responsetypes

from newsbot.archive.sampled import KeptAnswer
from newsbot.discovery import Listing, discoveries
from newsbot.errors import AnswerError
from newsbot.probe.fetched import Fetched
from newsbot.probe.pages import read_page
from newsbot.probe.sample import Candidate, YearRead, choose_by_year
from newsbot.spiders.probe_spider import AskingSpider, fetched
from newsbot.values.date_reading import parse_date

LISTINGS: Final = 20
"""Pages of listings that are read where the ledger knows no article."""

DATED: Final = ("date_published", "date_modified")


class SampleSpider(AskingSpider):
    """Reads some articles of each year."""

    def __init__(
        self,
        *,
        candidates: Sequence[Candidate],
        kept: Callable[[str], KeptAnswer | None],
        number: int,
        on_done: Callable[[list[YearRead]], None],
        **more: Any,
    ) -> None:
        """*candidates*: articles that the ledger knows. *kept*: their pages, where there are."""
        super().__init__(**more)
        self._candidates = candidates
        self._kept = kept
        self._number = number
        self._on_done = on_done

    async def start(self) -> AsyncIterator[Any]:
        """Read, and hand over what was found; nothing is crawled."""
        candidates = self._candidates or await self._listed()
        self._on_done([await self._read(one) for one in choose_by_year(candidates, self._number)])
        return
        yield  # what makes this a generator

    async def _read(self, one: Candidate) -> YearRead:
        kept = self._kept(one.url)
        answer = self._as_fetched(kept) if kept is not None else None
        page = answer or await self.fetch(one.url)
        read = read_page(page, one.listed, self.source, self.run.now())
        return YearRead(year=one.published.year, page=read, is_kept=answer is not None)

    def _as_fetched(self, kept: KeptAnswer) -> Fetched:
        headers = Headers(kept.headers)
        kind = responsetypes.from_args(headers=headers, url=kept.url, body=kept.body)
        request = Request(kept.url)
        response = kind(
            kept.url, status=kept.status, headers=headers, body=kept.body, request=request
        )
        plain = HttpCompressionMiddleware(crawler=self.crawler)
        plain.stats = None
        decoded = plain.process_response(request, response)
        assert not isinstance(decoded, Request)
        return fetched(kept.url, decoded)

    async def _listed(self) -> list[Candidate]:
        """Return the articles with a date that the listings name."""
        kinds = discoveries(self.source)
        waiting = [(kind, listing) for kind in kinds for listing in kind.listings()]
        found: list[Candidate] = []
        seen: set[str] = set()
        while waiting and len(seen) < LISTINGS:
            kind, listing = waiting.pop(0)
            if listing.is_file or listing.is_virtual or listing.url in seen:
                continue
            seen.add(listing.url)
            page = await self.fetch(listing.url)
            if page.answer is None:
                continue
            try:
                read = kind.read(listing, page.answer)
            except AnswerError as error:
                self.run.problems.add(listing.url, error.reason, error.detail)
                continue
            found += [one for link in read.links if (one := self._candidate(link.fields))]
            further = _ends(read.listings)
            waiting += [(kind, one) for one in further]
        return found

    def _candidate(self, fields: Any) -> Candidate | None:
        url = fields.get("url")
        texts = [str(fields[name].value) for name in DATED if name in fields]
        dates = (parse_date(text, zone=self.source.timezone, now=self.run.now()) for text in texts)
        published = next((date for date in dates if date is not None), None)
        if url is None or published is None:
            return None
        return Candidate(url=str(url.value), published=published, listed=fields)


def _ends(listings: Sequence[Listing]) -> list[Listing]:
    """Return the first and the last of many, by turns: between them lie the years."""
    there = list(listings)
    ends = [one for pair in zip(there, reversed(there), strict=True) for one in pair]
    return list(islice({one.url: one for one in ends}.values(), LISTINGS))
