"""Thin Scrapy adapters: what is logged, and what becomes of an article whose callback failed."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.logformatter import LogFormatter, LogFormatterResult

from newsbot.archive.articles import wait
from newsbot.errors import Skipped, Waiting
from newsbot.report.counts import Count
from newsbot.run import Run, run_of
from newsbot.values.redact import redact_logs

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

INTERNAL_ERROR = "internal error"


class ShortLogFormatter(LogFormatter):
    """Names a dropped article and the reason, without its whole text."""

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Log at DEBUG: the summary counts every dropped item already."""
        is_expected = isinstance(exception, Skipped | Waiting)
        return {
            "level": logging.DEBUG if is_expected else logging.WARNING,
            "msg": "Dropped: %(url)s: %(reason)s",
            "args": {"url": getattr(item, "url", item), "reason": str(exception)},
        }

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Log the article's address instead of its text."""
        return {
            "level": logging.ERROR,
            "msg": "Error with %(url)s",
            "args": {"url": getattr(item, "url", item)},
        }


class SecretsStayOut:
    """Keeps a source's secrets out of all logs, those of Scrapy's own commands included."""

    def __init__(self, secrets: frozenset[str]) -> None:
        self._secrets = secrets

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SecretsStayOut:
        """Connect to the signal of the spider's start. Raises NotConfigured without a source."""
        extension = cls(run_of(crawler).source.secrets)
        # Not now: Scrapy puts up its log's handler anew once the extensions are there.
        crawler.signals.connect(extension.spider_opened, signals.spider_opened)
        return extension

    def spider_opened(self) -> None:
        """Tell the handlers of the log what is secret."""
        redact_logs(logging.getLogger().handlers, self._secrets)


class FailedCallbacks:
    """Keeps articles whose callback or pipeline raised, so that they are tried again."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FailedCallbacks:
        """Connect to the signals of failed callbacks and pipelines."""
        extension = cls(run_of(crawler))
        crawler.signals.connect(extension.spider_error, signals.spider_error)
        crawler.signals.connect(extension.item_error, signals.item_error)
        return extension

    def spider_error(self, failure: Failure, response: Response) -> None:
        """Keep the article of a callback that raised; a listing counts as failed."""
        # Scrapy does not await the handlers of this signal: nothing here may be a coroutine.
        detail = f"{type(failure.value).__name__}: {failure.value}"
        request = getattr(response, "request", None)
        article_id = request.cb_kwargs.get("article_id") if request is not None else None
        where = request.url if request is not None else self._run.source.name
        if article_id is not None:
            self._keep(article_id, where, detail)
            return
        self._run.counter.add_reason(Count.LISTING_FAILED, INTERNAL_ERROR)
        self._run.problems.add(where, INTERNAL_ERROR, detail)

    def item_error(self, item: Any, failure: Failure) -> None:
        """Keep the article of a pipeline that raised."""
        detail = f"{type(failure.value).__name__}: {failure.value}"
        self._keep(getattr(item, "article_id", 0), getattr(item, "url", "") or "", detail)

    def _keep(self, article_id: int, url: str, detail: str) -> None:
        self._run.counter.add_reason(Count.FAILED, INTERNAL_ERROR)
        self._run.problems.add(url, INTERNAL_ERROR, detail)
        self._run.ledger.post(
            wait,
            article_id,
            reason=INTERNAL_ERROR,
            detail=self._run.redact(detail),
            now=self._run.now(),
        )
