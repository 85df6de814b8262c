"""Waiting until everything that was asked for has come through."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from scrapy.core.engine import ExecutionEngine

LOOK_AGAIN: Final = 0.05
"""Seconds after which to look again whether all is quiet."""


class Quiet:
    """Waits until an engine has nothing to do but to go on with `start()`."""

    def __init__(self) -> None:
        self._stirred = asyncio.Event()

    def stir(self) -> None:
        """Wake up whoever waits: the scheduler has nothing more."""
        self._stirred.set()

    async def wait(self, engine: ExecutionEngine) -> None:
        """Wait until nothing is queued, fetched or on its way through the pipelines."""
        while not is_quiet(engine):
            # An item that `start` yielded ends without a signal after it is counted out, and the
            # engine's next look may be five seconds away: hence the time-out.
            self._stirred.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stirred.wait(), LOOK_AGAIN)


def is_quiet(engine: ExecutionEngine) -> bool:
    """Tell whether an engine has nothing to do but to go on with `start()`."""
    slot, scheduler = engine.scraper.slot, engine.scheduler
    has_items = slot is not None and not slot.is_idle()
    has_requests = scheduler is not None and scheduler.has_pending_requests()
    return not (has_items or has_requests or engine.downloader.active)
