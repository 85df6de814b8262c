"""Article → ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from newsbot.archive.batch import Batch
from newsbot.archive.places import Place
from newsbot.archive.versions import Entry, Outcome, archive
from newsbot.article import Article
from newsbot.errors import PostError
from newsbot.export.exporter import PostWriter
from newsbot.pipelines.base import GROUP, RunPipeline
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.scrapy_errors import (
    AnotherLink,
    AnothersAddress,
    RawError,
    RepeatedText,
    Unchanged,
    UnkeptPage,
    UnwritablePost,
)
from newsbot.values.words import text_digest, words_digest

OUTCOMES: Final[Mapping[Outcome, Count]] = {
    Outcome.NEW: Count.NEW,
    Outcome.EDITED: Count.EDITED,
    Outcome.PENDING: Count.COMPLETED,
}


class ArchivePipeline(RunPipeline):
    """Article → ledger, in groups."""

    def __init__(self, run: Run) -> None:
        super().__init__(run)
        self._posts = PostWriter(run.project, run.source)
        self._batch = Batch(self._archive, GROUP)

    async def process_item(self, item: Any) -> Any:
        """Store the article; one whose words are known already goes no further."""
        if not isinstance(item, Article):
            return item
        try:
            outcome = await self._batch.submit(item)
        except RawError as error:
            await self.wait(item, UnkeptPage.reason, str(error))
            raise UnkeptPage(f"{item.url}: {error}") from error
        except PostError as error:
            await self.wait(item, UnwritablePost.reason, str(error))
            raise UnwritablePost(f"{item.url}: {error}") from error
        if outcome is Outcome.ALIAS:
            self.run.counter.add(Count.KNOWN)
            raise AnotherLink(f"{item.url}: {AnotherLink.reason}")
        if outcome is Outcome.REPEATED:
            await self.wait(item, RepeatedText.reason)
            raise RepeatedText(f"{item.url}: {RepeatedText.reason}")
        if outcome is Outcome.ELSEWHERE:
            await self.wait(item, AnothersAddress.reason)
            raise AnothersAddress(f"{item.url}: {AnothersAddress.reason}")
        if outcome is Outcome.UNCHANGED:
            self.run.counter.add(Count.UNCHANGED)
            raise Unchanged(f"{item.url}: unchanged")
        self.run.archived.setdefault(item.article_id, OUTCOMES[outcome])
        return item

    async def _archive(self, articles: Sequence[Article]) -> list[Outcome]:
        entries = [self._entry(article) for article in articles]
        await self.run.sync_raw()
        return await self.run.ledger.run(archive, entries, self.run.now())

    def _entry(self, article: Article) -> Entry:
        return Entry(
            article=article,
            words_digest=words_digest(article),
            place=self._place,
            text_digest=text_digest(article.body_html),
            ways=self.run.ways.get(article.article_id, ()),
        )

    def _place(self, article: Article, identity: str) -> Place:
        paths, category = self._posts.paths(article, identity)
        return Place(paths=paths, category=category)
