"""Variants of an article (AMP, print, phones) that are met beside its canonical page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from newsbot.archive.articles import Record, load_records
from newsbot.archive.identities import find_articles
from newsbot.archive.keys import url_key
from newsbot.archive.schema import State
from newsbot.article import Contribution, Found, Origin
from newsbot.extraction.merge import merge
from newsbot.run import Run
from newsbot.spiders.addresses import canonical_elsewhere
from newsbot.spiders.read_pages import CANONICAL_PAGE, Asked, FirstPages, PageSoFar, ReadPage
from newsbot.values.answer import Answer


class Variants:
    """Which articles of a chunk have pages under way, and which variants wait for those."""

    def __init__(self, run: Run, records: Mapping[int, Record], by_key: dict[str, int]) -> None:
        self._run = run
        self._records = records
        self._by_key = by_key
        self._awaited: set[int] = set()
        self._held: dict[int, ReadPage] = {}
        self._keys: dict[int, dict[str, None]] = {}

    def expect(self, article_id: int) -> None:
        """Take note that the page of an article is asked for."""
        self._awaited.add(article_id)

    def settle(self, article_id: int) -> None:
        """Take note that the page of an article was read, or will not be in this run."""
        self._awaited.discard(article_id)
        self._held.pop(article_id, None)

    async def send_on(
        self, article_id: int, answer: Answer, fields: Mapping[str, Found]
    ) -> PageSoFar | bool:
        """Return the canonical page to ask for, where *answer* is a variant.

        True: it is under way for another article, and the variant waits for it. False: the page is
        read as it is.
        """
        canonical = canonical_elsewhere(answer, self._run.source.domains)
        owner = await self._owner(article_id, canonical) if canonical else 0
        if owner not in self._awaited:
            return False
        page = ReadPage(replace(answer), fields, Asked.CANONICAL)
        if owner == article_id:
            return PageSoFar((page,), canonical)
        self._held.setdefault(owner, page)
        self._keys.setdefault(owner, {}).update(dict.fromkeys(map(url_key, page.links)))
        # Two pages may call each other canonical: only one of them is to wait.
        self._awaited.discard(article_id)
        return True

    def instead_of(self, article_id: int, before: FirstPages) -> FirstPages:
        """Return the variant to go on with where the canonical page of an article cannot be had.

        A variant does not take the place of a post, nor of a page that is there.
        """
        record = self._records.get(article_id)
        if record is not None and record.is_known:
            return ()
        if before:
            return before if before[-1].asked is Asked.CANONICAL else ()
        held = self._held.pop(article_id, None)
        return (held,) if held is not None else ()

    def keys(self, article_id: int) -> tuple[str, ...]:
        """Return the keys of all variants that waited for an article."""
        return tuple(self._keys.get(article_id, ()))

    def with_address(self, record: Record, fields: Mapping[str, Found]) -> Mapping[str, Found]:
        """Name the canonical address where the listings name those of variants, too."""
        known = merge(record.contributions)[0].get("url")
        if known is None or "url" in fields or not self.keys(record.article_id):
            return fields
        return {**fields, "url": Found(str(known.value), CANONICAL_PAGE)}

    def said_before(self, answer: Answer) -> Contribution | None:
        """Return what the canonical page of a variant said, where it was read in this chunk."""
        canonical = canonical_elsewhere(answer, self._run.source.domains)
        owner = self._by_key.get(url_key(canonical), 0) if canonical else 0
        record = self._records.get(owner)
        if record is None or owner in self._awaited:
            return None
        for said in record.contributions:
            if said.origin is Origin.PAGE and url_key(said.url) == url_key(canonical):
                url = {"url": Found(said.url, CANONICAL_PAGE)}
                return replace(said, fields={**url, **said.fields})
        return None

    async def _owner(self, article_id: int, canonical: str) -> int:
        """Return whose the canonical address of a variant is: its own where no page was asked for.

        0: another article's, of which the ledger knows that it was looked at.
        """
        key = url_key(canonical)
        if key in self._by_key:
            owner = self._by_key[key]
            return 0 if self._are_two(owner, article_id) else owner
        # At once: other variants are not to ask for it, too.
        self._by_key[key] = article_id
        ledger, source = self._run.ledger, self._run.source.name
        found = (await ledger.run(find_articles, source, [key])).get(key)
        if found is None or found.article_id == article_id:
            return article_id
        records = await ledger.run(load_records, [found.article_id])
        is_untouched = all(r.state == State.SEEN and not r.has(Origin.PAGE) for r in records)
        return article_id if is_untouched else 0

    def _are_two(self, one: int, other: int) -> bool:
        """Tell whether each of two articles has an identifier of its own."""
        records = [self._records[id_] for id_ in {one, other} if id_ in self._records]
        return len({r.identity for r in records if r.identity.startswith("id:")}) == 2
