"""Thin Scrapy adapters: what is logged, what becomes of articles that failed, how a spider ends."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Final

from scrapy import signals
from scrapy.logformatter import LogFormatter, LogFormatterResult

from newsbot.archive.articles import wait
from newsbot.errors import LedgerError
from newsbot.report.counts import Count
from newsbot.run import Run, run_of
from newsbot.scrapy_errors import Skipped, Waiting
from newsbot.values.redact import redact_logs

if TYPE_CHECKING:
    from scrapy import Request, Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.python.failure import Failure

INTERNAL_ERROR = "internal error"

LEDGER_ERROR = "ledger cannot be used"

LOOK_AGAIN: Final = 0.05
"""Seconds after an item's signal until it is looked whether the spider may close."""


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

    def spider_error(
        self,
        failure: Failure,
        request: Request,
        response: Response | Failure,
        spider: Spider,
    ) -> LogFormatterResult:
        """Log at DEBUG what the summary says once, of all articles."""
        said = super().spider_error(failure, request, response, spider)
        return {**said, "level": _level(failure.value)}

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """Log the article's address instead of its text."""
        return {
            "level": _level(exception),
            "msg": "Error with %(url)s",
            "args": {"url": getattr(item, "url", item)},
        }


def _level(error: BaseException | None) -> int:
    return logging.DEBUG if isinstance(error, LedgerError) else logging.ERROR


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


class StartedItems:
    """Lets a spider close once the items that its `start` yielded have come through the pipelines.

    Scrapy 2.19 looks whether it may close when an answer is done with, and not when such an item
    is: a run that was stopped in the midst of them would wait for ever.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._timer: asyncio.TimerHandle | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> StartedItems:
        """Connect to the signals of items that are done with."""
        extension = cls(crawler)
        for signal in (signals.item_scraped, signals.item_dropped, signals.item_error):
            crawler.signals.connect(extension.item_done, signal)
        return extension

    def item_done(self, response: Response | None) -> None:
        """Look soon: the item is counted out after its signal."""
        if response is None and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(LOOK_AGAIN, self._look)

    def _look(self) -> None:
        self._timer = None
        engine = self._crawler.engine
        slot = engine.scraper.slot if engine is not None else None
        spider = self._crawler.spider
        if slot is None or spider is None or slot.closing is None or slot.closing.called:
            return
        if slot.is_idle():
            slot.closing.callback(spider)
        else:
            self.item_done(None)


class FailedCallbacks:
    """Keeps articles whose callback or pipeline raised, so that they are tried again.

    Without a ledger nothing can be kept: the run of the source ends.
    """

    def __init__(self, run: Run, end: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """*end* stops the crawler; once, however often it is called."""
        self._run = run
        self._end = end
        self._ending: set[asyncio.Task[None]] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> FailedCallbacks:
        """Connect to the signals of failed callbacks and pipelines."""
        extension = cls(run_of(crawler), crawler.stop_async)
        crawler.signals.connect(extension.spider_error, signals.spider_error)
        crawler.signals.connect(extension.item_error, signals.item_error)
        return extension

    def spider_error(self, failure: Failure, response: Response | None) -> None:
        """Keep the article of a callback that raised; a listing counts as failed."""
        # Scrapy does not await the handlers of this signal: nothing here may be a coroutine.
        detail = f"{type(failure.value).__name__}: {failure.value}"
        if isinstance(failure.value, LedgerError):
            self._fail(failure.value)
            return
        if response is None:  # it was the spider's start
            self._run.problems.fail(f"{INTERNAL_ERROR}: {detail}")
            return
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
        if isinstance(failure.value, LedgerError):
            self._run.counter.add_reason(Count.FAILED, LEDGER_ERROR)
            self._fail(failure.value)
            return
        detail = f"{type(failure.value).__name__}: {failure.value}"
        self._keep(getattr(item, "article_id", 0), getattr(item, "url", "") or "", detail)

    def _fail(self, error: LedgerError) -> None:
        self._run.problems.fail(str(error))
        ending = asyncio.get_running_loop().create_task(self._end())
        self._ending.add(ending)
        ending.add_done_callback(self._ending.discard)

    def _keep(self, article_id: int, url: str, detail: str) -> None:
        self._run.counter.add_reason(Count.FAILED, INTERNAL_ERROR)
        self._run.failed.add(article_id)
        self._run.problems.add(url, INTERNAL_ERROR, detail)
        self._run.ledger.post(
            wait,
            article_id,
            reason=INTERNAL_ERROR,
            detail=self._run.redact(detail),
            now=self._run.now(),
            rules=self._run.source.reading,
        )
