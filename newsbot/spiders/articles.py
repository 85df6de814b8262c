"""The second half of a run: fetch the articles that are due, each once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsbot.archive.articles import Record, due_articles, load_records, record_answer, skip, wait
from newsbot.archive.keys import article_keys, identity_of
from newsbot.article import Draft, Found, Origin
from newsbot.errors import AnswerError
from newsbot.extraction.fields import find_next_page, join_pages
from newsbot.extraction.merge import merge
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.spiders.answers import contribution_of, read_content, read_page
from newsbot.spiders.steps import (
    FetchContent,
    FetchPage,
    Finish,
    draft_of,
    next_step,
    step_after_page,
)
from newsbot.values.answer import Answer
from newsbot.values.urls import host_of, hosts_match

CHUNK = 500
"""Articles whose requests are queued at once: bounds memory however many are due."""

MAX_PAGES = 50
"""Pages of one article: a `next_page` that never ends is a calendar, not an article."""

FirstPages = tuple[Mapping[str, Found], ...]
"""What the pages of an article so far said, in their order."""


@dataclass(frozen=True, slots=True)
class PageSoFar:
    """An article of several pages, of which the next is still to come."""

    pages: FirstPages
    next_url: str


class ArticleFetcher:
    """Takes the due articles of one source through their answers."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._source = run.source
        self._after = 0
        self._for_content: dict[int, None] = {}

    @property
    def _source_has_content(self) -> bool:
        """Tell whether texts are apart from the pages, so that contents are a step of their own."""
        return self._source.share is not None and self._source.share.content is not None

    @property
    def has_contents(self) -> bool:
        """Tell whether articles of this chunk wait for their content."""
        return bool(self._for_content)

    async def next_chunk(self) -> list[tuple[int, FetchPage | Finish]]:
        """Return the next due articles and what each needs first; empty when none is left.

        Those that need their content wait for `contents`: the pages before it may still show that
        two of them are one.
        """
        steps: list[tuple[int, FetchPage | Finish]] = []
        while not steps and not self._for_content:
            records = await self._due()
            if not records:
                break
            for record in records:
                step = next_step(record, self._source, self._run.now())
                if isinstance(step, FetchContent):
                    self._for_content[record.article_id] = None
                else:
                    steps.append((record.article_id, step))
        return steps

    async def contents(self) -> list[tuple[int, FetchContent | Finish]]:
        """Return the articles of this chunk whose content is fetched now."""
        ids, self._for_content = list(self._for_content), {}
        records = await self._run.ledger.run(load_records, ids)
        now = self._run.now()
        return [(r.article_id, step_after_page(r, self._source, now)) for r in records]

    async def read_page(
        self, article_id: int, answer: Answer, before: FirstPages
    ) -> Draft | PageSoFar | None:
        """Read a page; return the finished article, or what it says so far, or None.

        None: its content is still to come, or it proved to be an article that is known. Raises
        AnswerError.
        """
        pages = (*before, read_page(answer, self._source))
        next_url = self._following(answer, len(pages))
        if next_url is not None:
            return PageSoFar(pages, next_url)
        record = await self._store(article_id, Origin.PAGE, answer, join_pages(pages))
        if record is None:
            return None
        if self._source_has_content:
            self._for_content[record.article_id] = None
            return None
        return draft_of(record, self._source)

    async def read_content(self, article_id: int, answer: Answer) -> Draft | None:
        """Read a content; return the finished article. Raises AnswerError."""
        fields = read_content(answer, self._source)
        record = await self._store(article_id, Origin.CONTENT, answer, fields)
        return draft_of(record, self._source) if record is not None else None

    async def fail(self, article_id: int, url: str, reason: str, detail: str) -> None:
        """Keep an article that could not be fetched or read; it is tried again."""
        self._run.counter.add_reason(Count.FAILED, reason)
        self._run.problems.add(url, reason, detail)
        await self._run.ledger.run(
            wait, article_id, reason=reason, detail=detail or url, now=self._run.now()
        )

    async def skip(self, article_id: int, url: str, reason: str) -> None:
        """Put an article aside that may not be fetched."""
        self._run.counter.add_reason(Count.SKIPPED, reason)
        self._run.problems.add(url, reason)
        await self._run.ledger.run(skip, article_id, reason=reason, detail=url)

    async def _due(self) -> list[Record]:
        records = await self._run.ledger.run(
            due_articles,
            self._source.name,
            now=self._run.now(),
            after=self._after,
            limit=CHUNK,
            waiting_too=self._run.waiting_too,
        )
        if records:
            self._after = records[-1].article_id
        return records

    def _following(self, answer: Answer, number: int) -> str | None:
        """Return the article's next page; None on the last, or where it leads elsewhere."""
        url = find_next_page(answer, self._source)
        if url is None or url in answer.links:
            return None
        if number >= MAX_PAGES:
            raise AnswerError("too many pages", f"{answer.url}: `next_page` goes on and on")
        return url if hosts_match(host_of(url), self._source.domains) else None

    async def _store(
        self, article_id: int, origin: Origin, answer: Answer, fields: Mapping[str, Found]
    ) -> Record | None:
        self._run.counter.add(Count.FETCHED)
        before = await self._run.ledger.run(load_records, [article_id])
        if not before:
            return None
        contribution = contribution_of(origin, answer, fields)
        merged, _ = merge([*before[0].contributions, contribution])
        links = answer.links if origin is Origin.PAGE else ()
        keys = article_keys(merged, self._source, links)
        record = await self._run.ledger.run(
            record_answer,
            self._source.name,
            article_id,
            contribution,
            keys=keys,
            identity=identity_of(merged, keys),
            now=self._run.now(),
        )
        if record is None:
            self._run.counter.add(Count.KNOWN)
        return record
