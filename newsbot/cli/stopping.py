"""A run that a signal ends: orderly, and with everything kept that was finished."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsbot.fetch.gate import HostGates

CANCEL_AFTER: Final = 6.0
"""Seconds that requests in flight get to end by themselves."""

LOOK_AGAIN: Final = 0.01
"""Seconds after which to look again whether a crawler that is about to start has."""


class Stopper:
    """Ends the crawlers of a process when a signal asks for it."""

    def __init__(
        self, crawlers: Iterable[Crawler], gates: HostGates, loop: asyncio.AbstractEventLoop
    ) -> None:
        self._crawlers = list(crawlers)
        self._gates = gates
        self._loop = loop
        self._tasks: list[asyncio.Task[None]] = []
        self.was_asked = False

    def ask(self) -> None:
        """Have the event loop stop the crawlers; for a signal's handler."""
        self.was_asked = True
        with suppress(RuntimeError):  # it is closed: the run was over anyway
            self._loop.call_soon_threadsafe(self._stop)

    def _stop(self) -> None:
        """Send nothing more, let what is in flight end, and close the spiders."""
        self._gates.close()
        self._tasks = [self._loop.create_task(_stop(crawler)) for crawler in self._crawlers]
        self._loop.call_later(CANCEL_AFTER, self._cancel)

    def _cancel(self) -> None:
        for crawler in self._crawlers:
            downloader = crawler.engine.downloader if crawler.engine is not None else None
            cancel: Callable[[], None] | None = getattr(downloader, "cancel", None)
            if cancel is not None:
                cancel()


async def _stop(crawler: Crawler) -> None:
    # Before its engine runs a crawler can be told to stop, and goes on all the same.
    while crawler.crawling and not crawler.engine.running:
        await asyncio.sleep(LOOK_AGAIN)
    await crawler.stop_async()
