"""SIGINT and SIGTERM: a run ends within ten seconds, and keeps everything that was finished."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final

from newsbot.cli.exits import Exit

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from newsbot.fetch.gate import HostGates

CANCEL_AFTER: Final = 6.0
"""Seconds that requests in flight get to end by themselves."""

EXIT_AFTER: Final = 9.0
"""Seconds after which the process ends, whatever is still going on. Nothing is lost by it: what was
not finished is in the ledger as it was."""


class Stopper:
    """Ends the crawlers of a process when a signal asks for it."""

    def __init__(self, crawlers: Iterable[Crawler], gates: HostGates) -> None:
        self._crawlers = list(crawlers)
        self._gates = gates
        self._tasks: list[asyncio.Task[None]] = []
        self.was_asked = False

    def install(self, loop: asyncio.AbstractEventLoop) -> None:
        """Take over both signals; the second one ends the process at once."""
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, self.stop)

    def stop(self) -> None:
        """Send nothing more, let what is in flight end, and close the spiders."""
        if self.was_asked:
            os._exit(Exit.STOPPED)
        self.was_asked = True
        self._gates.close()
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(crawler.stop_async()) for crawler in self._crawlers]
        loop.call_later(CANCEL_AFTER, self._cancel)
        loop.call_later(EXIT_AFTER, self._exit)

    def _cancel(self) -> None:
        for crawler in self._crawlers:
            downloader = crawler.engine.downloader if crawler.engine is not None else None
            cancel: Callable[[], None] | None = getattr(downloader, "cancel", None)
            if cancel is not None:
                cancel()

    def _exit(self) -> None:
        os._exit(Exit.STOPPED)
