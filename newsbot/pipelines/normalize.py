"""Draft → Article."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from newsbot.archive.articles import skip
from newsbot.article import Article, Contribution, Draft
from newsbot.normalize import (
    date_doubt,
    explain_missing,
    is_damaged,
    is_unwanted_for_paywall,
    is_wanted,
    missing_field,
    normalize,
)
from newsbot.pipelines.base import RunPipeline
from newsbot.report.counts import Count
from newsbot.scrapy_errors import AmbiguousDate, NotWanted, Paywalled, WhereFails


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
        if is_unwanted_for_paywall(article, self.run.source):
            await self._skip(article, item.said, Paywalled.reason)
            raise Paywalled(f"{article.url}: {Paywalled.reason}")
        doubt = "" if article.date_published else date_doubt(item, self.run.source, now)
        dated = item.fields.get("date_published")
        rule = dated.rule if dated is not None else ""
        missing = missing_field(article, self.run.source, now, doubt=doubt, rule=rule)
        wanted = await self._is_wanted(article, item.said)
        # Neither yes nor no may be for want of what is missing: then that is waited for.
        if wanted is False or (wanted is None and missing is None):
            await self._skip(article, item.said, NotWanted.reason)
            raise NotWanted(f"{article.url}: where")
        if missing is not None:
            is_doubt = missing is AmbiguousDate
            why = doubt if is_doubt else explain_missing(missing, item, self.run.source)
            await self.wait(article, missing.reason, why, said=item.said)
            raise missing(f"{article.url}: {missing.reason}")
        if is_damaged(article):
            self.run.counter.add(Count.DAMAGED)
            self.run.problems.add(article.url, "damaged characters")
        return article

    async def _is_wanted(self, article: Article, said: Sequence[Contribution]) -> bool | None:
        source = self.run.source
        try:
            return is_wanted(article, source)
        except ValueError as error:
            detail = f"{source.where_at}: where: {source.where}: {error}"
            await self.wait(article, WhereFails.reason, detail, said)
            raise WhereFails(f"{article.url}: {WhereFails.reason}") from error

    async def _skip(self, article: Article, said: Sequence[Contribution], reason: str) -> None:
        await self.run.ledger.run(
            skip,
            article.article_id,
            reason=reason,
            rules=self.run.source.reading,
            said=said,
            now=self.run.now(),
        )
        self.run.counter.add_reason(Count.SKIPPED, reason)
