"""Hundreds of crawlers in one process: so many at once, the next when one has ended."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Final

AT_ONCE: Final = 100
"""Crawlers that run side by side. With the default delay of a second, half of them keep a core
busy; more would only hold memory (0.3 MB each) while they wait for it."""


class Starter:
    """Starts crawls in their order."""

    def __init__(
        self,
        names: Iterable[str],
        start: Callable[[str], asyncio.Task[None]],
        *,
        is_over: Callable[[], bool],
        at_once: int = AT_ONCE,
    ) -> None:
        self._waiting = deque(names)
        self._start = start
        self._is_over = is_over
        self._room = at_once
        self.tasks: dict[str, asyncio.Task[None]] = {}
        """Source → its crawl, once it has begun."""

    def fill(self) -> None:
        """Start as many as there is room for, unless the run is over."""
        while self._waiting and self._room and not self._is_over():
            self._room -= 1
            name = self._waiting.popleft()
            task = self.tasks[name] = self._start(name)
            task.add_done_callback(self._ended)

    def _ended(self, _: asyncio.Task[None]) -> None:
        self._room += 1
        self.fill()
