"""What a page gives by the rules of its source, for `scrapy parse URL`; no ledger is touched."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from newsbot.archive.articles import Record
from newsbot.article import Article, Contribution, Found, Origin
from newsbot.normalize import normalize
from newsbot.spiders.answers import answer_of, contribution_of, read_content, read_page
from newsbot.spiders.article_pages import take_page
from newsbot.spiders.read_pages import FirstPages, PageSoFar, join
from newsbot.spiders.steps import FetchContent, draft_of, step_after_page, unknown_article

if TYPE_CHECKING:
    from newsbot.source import Source


class PageReader:
    """Reads single pages of one source."""

    def __init__(self, source: Source, now: Callable[[], datetime]) -> None:
        self._source = source
        self._now = now

    async def read(
        self, response: Response, before: FirstPages = ()
    ) -> AsyncIterator[Article | Request]:
        """Yield the article of a page, or the request for what is still missing of it."""
        answer = answer_of(response)
        fields = read_page(answer, self._source, self._now())
        taken = take_page(answer, fields, before, self._source)
        if isinstance(taken, PageSoFar):
            more = {"before": taken.pages}
            yield Request(taken.next_url, self.read, cb_kwargs=more, dont_filter=True)
            return
        said = contribution_of(Origin.PAGE, taken[0].answer, join(taken))
        url = {"url": Found(answer.links[0], "address")}
        named = Contribution(origin=Origin.LISTING, url=response.url, fields=url)
        record = unknown_article((named, said), self._now())
        step = step_after_page(record, self._source, self._now())
        if isinstance(step, FetchContent):
            yield Request(step.url, self.add_content, cb_kwargs={"record": record})
        else:
            yield normalize(step.draft, self._source, self._now())

    async def add_content(self, response: Response, record: Record) -> AsyncIterator[Article]:
        """Yield the article with the content of its share link."""
        answer = answer_of(response)
        said = contribution_of(
            Origin.CONTENT, answer, read_content(answer, self._source, self._now())
        )
        whole = replace(record, contributions=(*record.contributions, said))
        yield normalize(draft_of(whole, self._source), self._source, self._now())
