"""Series: articles that are numbered as the pages of one would be, and named one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsbot.archive.articles import Record, load_records
from newsbot.archive.identities import find_articles
from newsbot.archive.keys import url_key
from newsbot.article import Found, Origin
from newsbot.extraction.merge import merge
from newsbot.extraction.next_page import is_same_article, page_links
from newsbot.run import Run
from newsbot.spiders.read_pages import Asked, FirstPages, PageSoFar
from newsbot.values.answer import Answer


class Series:
    """Tells what a listing names as an entry of its own from a further page of an article."""

    def __init__(self, run: Run, records: Mapping[int, Record], by_key: Mapping[str, int]) -> None:
        self._run = run
        self._records = records
        self._by_key = by_key

    async def has_entry(self, article_id: int, taken: PageSoFar) -> bool:
        """Tell whether listings have another headline or date for the page that is asked for."""
        if taken.pages[-1].asked not in {Asked.NEXT, Asked.FIRST}:
            return False
        other = await self._another(article_id, [taken.next_url])
        one = self._records.get(article_id)
        if other is None or one is None:
            return False
        first, second = _listed(one), _listed(other)
        both = "headline" in first and "headline" in second
        return both and not is_same_article(first, second)

    async def is_entry(self, article_id: int, answer: Answer, before: FirstPages) -> bool:
        """Tell whether a page that came as the next one is another article's by the listings.

        Some list the pages of an article, too: those have links to the pages before them.
        """
        if not before or before[-1].asked is not Asked.NEXT:
            return False
        earlier = {url_key(link) for page in before for link in page.links}
        if any(url_key(link.url) in earlier for link in page_links(answer)):
            return False
        return await self._another(article_id, answer.links) is not None

    async def _another(self, article_id: int, links: Sequence[str]) -> Record | None:
        """Return the other article that one of *links* leads to."""
        keys = [url_key(link) for link in links]
        ids = {self._by_key[key] for key in keys if key in self._by_key}
        ledger, source = self._run.ledger, self._run.source.name
        if not ids:
            ids = {m.article_id for m in (await ledger.run(find_articles, source, keys)).values()}
        for other in sorted(ids - {article_id}):
            if other in self._records:
                return self._records[other]
            return next(iter(await ledger.run(load_records, [other])), None)
        return None


def _listed(record: Record) -> Mapping[str, Found]:
    return merge(c for c in record.contributions if c.origin is Origin.LISTING)[0]
