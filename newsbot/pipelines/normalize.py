"""Draft → Article."""

from __future__ import annotations

from typing import Any

from newsbot.archive.articles import skip
from newsbot.article import Article, Draft
from newsbot.errors import AmbiguousDate, NotWanted
from newsbot.normalize import date_doubt, is_damaged, missing_field, normalize
from newsbot.pipelines.base import RunPipeline
from newsbot.report.counts import Count
from newsbot.values.rules import as_json_value, search_json


class ShowPipeline(RunPipeline):
    """Hands drafts to `newsbot try` instead of the archive."""

    def process_item(self, item: Any) -> Any:
        """Show the draft."""
        if isinstance(item, Draft) and self.run.on_draft is not None:
            self.run.on_draft(item)
        return item


class NormalizePipeline(RunPipeline):
    """Draft → Article. What is not wanted is put aside, what is not whole waits."""

    async def process_item(self, item: Any) -> Any:
        """Normalise a draft, or raise the DropItem that says why it goes no further."""
        if not isinstance(item, Draft):
            return item
        now = self.run.now()
        article = normalize(item, self.run.source, now)
        if not self._is_wanted(article):
            rules = self.run.source.digest
            await self.run.ledger.run(skip, item.article_id, reason=NotWanted.reason, rules=rules)
            self.run.counter.add_reason(Count.SKIPPED, NotWanted.reason)
            raise NotWanted(f"{article.url}: where")
        doubt = "" if article.date_published else date_doubt(item, self.run.source, now)
        missing = missing_field(article, self.run.source, now, doubt=doubt)
        if missing is not None:
            detail = doubt if missing is AmbiguousDate else ""
            await self.wait(article, missing.reason, detail, said=item.said)
            raise missing(f"{article.url}: {missing.reason}")
        if is_damaged(article):
            self.run.counter.add(Count.DAMAGED)
            self.run.problems.add(article.url, "damaged characters")
        return article

    def _is_wanted(self, article: Article) -> bool:
        where = self.run.source.where
        return where is None or bool(search_json(where, as_json_value(article.as_fields())))
