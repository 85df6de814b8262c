"""The second half of a run: fetch the articles that are due, each once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from typing import Literal

from newsbot.archive.answers import Answered, record_answers
from newsbot.archive.articles import Record, due_articles, load_records
from newsbot.archive.batch import Batch
from newsbot.archive.due import note_rules
from newsbot.article import Contribution, Draft, Found, Origin
from newsbot.extraction.merge import merge
from newsbot.extraction.no_article import Verdict
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.scrapy_errors import NotFoundPage, Waiting
from newsbot.spiders.answers import contribution_of, judge_answer, read_content, read_page
from newsbot.spiders.article_pages import take_page, without_page
from newsbot.spiders.proof import proof_of
from newsbot.spiders.read_pages import FirstPages, PageSoFar, join
from newsbot.spiders.series import Series
from newsbot.spiders.steps import (
    FetchContent,
    FetchPage,
    Finish,
    draft_of,
    next_step,
    step_after_page,
)
from newsbot.spiders.variants import Variants
from newsbot.values.answer import Answer
from newsbot.values.share import content_url

CHUNK = 500
"""Articles whose requests are queued at once: bounds memory however many are due."""


class ArticleFetcher:
    """Takes the due articles of one source through their answers.

    A chunk of articles is in memory while it is worked on; pages are stored as they come, so that
    a run that is killed does not fetch them again.
    """

    def __init__(self, run: Run) -> None:
        self._run = run
        self._source = run.source
        self._after = 0
        self._open: dict[int, Record] = {}
        self._by_key: dict[str, int] = {}
        self._for_content: dict[int, None] = {}
        self._variants = Variants(run, self._open, self._by_key)
        self._series = Series(run, self._open, self._by_key)
        self._pages = Batch(self._record, CHUNK)

    @property
    def has_contents(self) -> bool:
        """Tell whether articles of this chunk wait for their content."""
        return bool(self._for_content)

    async def next_chunk(self) -> list[tuple[int, FetchPage | Finish]]:
        """Return the next due articles and what each needs first; empty when none is left.

        Those that need their content wait for `contents`: the pages before it may still show that
        two of them are one.
        """
        self._run.ways.clear()
        self._open = {record.article_id: record for record in await self._due()}
        self._by_key = {key: id_ for id_, record in self._open.items() for key in record.links}
        self._variants = Variants(self._run, self._open, self._by_key)
        self._series = Series(self._run, self._open, self._by_key)
        steps: list[tuple[int, FetchPage | Finish]] = []
        for record in self._open.values():
            step = next_step(record, self._source, self._run.now())
            if isinstance(step, FetchContent):
                self._for_content[record.article_id] = None
            else:
                steps.append((record.article_id, step))
            if isinstance(step, FetchPage):
                self._variants.expect(record.article_id)
        return steps

    def contents(self) -> list[tuple[int, FetchContent | Finish]]:
        """Return the articles of this chunk whose content is fetched now."""
        ids, self._for_content = list(self._for_content), {}
        now = self._run.now()
        records = [self._open[id_] for id_ in ids if id_ in self._open]
        return [(r.article_id, step_after_page(r, self._source, now)) for r in records]

    async def read_page(
        self, article_id: int, answer: Answer, before: FirstPages
    ) -> Draft | PageSoFar | None:
        """Read a page; return the finished article, or what it says so far, or None.

        None: its content is still to come, or it proved to be an article that is known. Raises
        AnswerError.
        """
        self._run.show(answer)
        fields = read_page(answer, self._source, self._run.now())
        verdict = self._verdict(article_id, answer, fields)
        if verdict is not None:
            left = self._without(article_id, before, is_gone=verdict.kind is NotFoundPage)
            if left is None:
                await self._set_aside(article_id, answer, verdict)
            return None if left is None else await self._read_on(article_id, left)
        sent = False if before else await self._variants.send_on(article_id, answer, fields)
        if sent is True:
            return None
        if isinstance(sent, PageSoFar):
            return sent
        if await self._series.is_entry(article_id, answer, before):
            return await self._read_on(article_id, before)
        taken = take_page(answer, fields, before, self._source)
        if isinstance(taken, PageSoFar) and await self._series.has_entry(article_id, taken):
            taken = taken.pages
        return await self._read_on(article_id, taken)

    async def read_without(
        self, article_id: int, before: FirstPages, *, is_gone: bool = True
    ) -> Draft | PageSoFar | Literal[False] | None:
        """Go on without a page that cannot be had; False where it had to be.

        *is_gone*: the site says that there is nothing; else it may be had another time.
        """
        left = self._without(article_id, before, is_gone=is_gone)
        return False if left is None else await self._read_on(article_id, left)

    def _without(
        self, article_id: int, before: FirstPages, *, is_gone: bool
    ) -> PageSoFar | FirstPages | None:
        left = without_page(before, self._source) if is_gone else None
        return left or without_page(self._variants.instead_of(article_id, before), self._source)

    async def _read_on(
        self, article_id: int, taken: PageSoFar | FirstPages
    ) -> Draft | PageSoFar | None:
        if isinstance(taken, PageSoFar):
            return taken
        self._run.counter.add(Count.FETCHED)
        record = await self._store(article_id, taken)
        if record is None:
            return None
        if content_url(merge(record.contributions)[0], self._source.share) is not None:
            self._for_content[record.article_id] = None
            return None
        return draft_of(record, self._source)

    async def read_content(self, article_id: int, answer: Answer) -> Draft | None:
        """Read a content; return the finished article. Raises AnswerError."""
        self._run.show(answer)
        fields = read_content(answer, self._source, self._run.now())
        if (verdict := self._verdict(article_id, answer, fields)) is not None:
            await self._set_aside(article_id, answer, verdict)
            return None
        self._run.counter.add(Count.FETCHED)
        record = self._open.get(article_id)
        if record is None:
            return None
        said = contribution_of(Origin.CONTENT, answer, fields, self._run.redact)
        return draft_of(_with_answer(record, said), self._source)

    async def fail(self, article_id: int, url: str, reason: str, detail: str) -> None:
        """Keep an article that could not be fetched or read; it is tried again."""
        self._variants.settle(article_id)
        self._run.counter.add_reason(Count.FAILED, reason)
        self._run.failed.add(article_id)
        await self._run.keep_waiting(article_id, url, reason, detail)

    async def skip(self, article_id: int, url: str, reason: str, detail: str = "") -> None:
        """Put an article aside that may not be fetched."""
        self._variants.settle(article_id)
        self._run.counter.add_reason(Count.SKIPPED, reason)
        await self._run.put_aside(article_id, url, reason, detail)

    def _verdict(
        self, article_id: int, answer: Answer, fields: Mapping[str, Found]
    ) -> Verdict | None:
        record = self._open.get(article_id)
        said = merge(record.contributions)[0] if record is not None else {}
        return judge_answer(answer, fields, said, self._source, self._run.now())

    async def _set_aside(self, article_id: int, answer: Answer, verdict: Verdict) -> None:
        """Keep an article waiting, or put it aside, when a page came that is none.

        Nothing that such a page says is stored: neither its text nor where it is.
        """
        # People know the article by where it was linked to, wherever that led.
        url = answer.links[0] if answer.links else answer.url
        self._variants.settle(article_id)
        if issubclass(verdict.kind, Waiting):
            await self._run.keep_waiting(article_id, url, verdict.reason, verdict.sign)
        else:
            self._run.counter.add_reason(Count.SKIPPED, verdict.reason)
            await self._run.put_aside(article_id, url, verdict.reason, verdict.sign, again=None)

    async def _due(self) -> list[Record]:
        if not self._after:
            await self._run.ledger.run(
                note_rules, self._source.name, self._source.digest, self._run.now()
            )
        records = await self._run.ledger.run(
            due_articles,
            self._source.name,
            now=self._run.now(),
            rules=self._source.reading,
            after=self._after,
            limit=CHUNK,
            waiting_too=self._run.waiting_too,
        )
        if records:
            self._after = records[-1].article_id
        return records

    async def _store(self, article_id: int, pages: FirstPages) -> Record | None:
        """Store what its pages said; return the article that it proved to be about.

        None when that is in the archive already, and this was another way to it. Raises RawError.
        """
        before = self._open.get(article_id)
        if before is None:
            return None
        answer, fields = pages[0].answer, self._variants.with_address(before, join(pages))
        said = self._variants.said_before(answer)
        said = said or contribution_of(Origin.PAGE, answer, fields, self._run.redact)
        record = _with_answer(before, said)
        # From now on the page of this article is there, whatever variants still come.
        self._open[article_id] = record
        self._variants.settle(article_id)
        answered, ways = proof_of(
            before,
            record,
            said,
            pages,
            self._source,
            also=self._variants.keys(article_id),
            now=self._run.now(),
        )
        survivor = await self._pages.submit(answered)
        concerned = {self._by_key[key] for key in answered.keys if key in self._by_key}
        self._by_key |= dict.fromkeys(answered.keys, survivor)
        self._run.ways[survivor] = ways
        if concerned | {survivor} != {article_id}:
            return await self._joined(concerned | {article_id}, survivor, article_id)
        return record

    async def _joined(self, concerned: Set[int], survivor: int, article_id: int) -> Record | None:
        """Return the article that others proved to be, with all that is said of it."""
        records = await self._run.ledger.run(load_records, [survivor, *concerned])
        found = {record.article_id: record for record in records}
        for gone in concerned - found.keys():
            self._open.pop(gone, None)
            self._for_content.pop(gone, None)
        stays = found.get(survivor)
        if stays is None or (stays.is_known and survivor != article_id):
            self._open.pop(article_id, None)
            self._for_content.pop(article_id, None)
            self._run.counter.add(Count.KNOWN)
            return None
        self._open[survivor] = stays
        self._variants.settle(survivor)
        return stays

    async def _record(self, answers: Sequence[Answered]) -> list[int]:
        await self._run.sync_raw()
        return await self._run.ledger.run(
            record_answers, self._source.name, answers, self._run.now()
        )


def _with_answer(record: Record, said: Contribution) -> Record:
    """Return the record with an answer in place of an earlier one of its kind."""
    others = tuple(c for c in record.contributions if c.origin is not said.origin)
    return replace(record, contributions=(*others, said))
