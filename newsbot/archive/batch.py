"""Groups of calls: what comes in together is worked on together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

PAUSE: Final = 0.02
"""Seconds without another item after which a group is closed."""

LONGEST: Final = 0.1
"""Seconds after which it is closed however many come."""


class Batch(Generic[T, R]):
    """Hands everything that waits to one call of *work*, so that many share one commit.

    A group is closed when it has *limit* items, when none came for a moment, or soon after:
    few large groups cost less than many small ones, and a lone item hardly waits.
    """

    def __init__(self, work: Callable[[Sequence[T]], Awaitable[Sequence[R]]], limit: int) -> None:
        self._work = work
        self._limit = limit
        self._waiting: list[tuple[T, asyncio.Future[R]]] = []
        self._task: asyncio.Task[None] | None = None

    async def submit(self, item: T) -> R:
        """Return what *work* gives for *item*, or raise what it raises for it."""
        future: asyncio.Future[R] = asyncio.get_running_loop().create_future()
        self._waiting.append((item, future))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        while self._waiting:
            await self._gather()
            group, self._waiting = self._waiting[: self._limit], self._waiting[self._limit :]
            if not await self._work_on(group) and len(group) > 1:
                # One bad item must not take the others with it: each gets a group of its own.
                for waiting in group:
                    await self._work_on([waiting])

    async def _gather(self) -> None:
        """Wait while more come."""
        loop = asyncio.get_running_loop()
        end = loop.time() + LONGEST
        seen = 0
        while seen < len(self._waiting) < self._limit and loop.time() < end:
            seen = len(self._waiting)
            await asyncio.sleep(PAUSE)

    async def _work_on(self, group: Sequence[tuple[T, asyncio.Future[R]]]) -> bool:
        try:
            results = await self._work([item for item, _ in group])
        except Exception as error:  # noqa: BLE001 - handed to whoever awaits the item
            if len(group) == 1 and not group[0][1].done():
                group[0][1].set_exception(error)
            return False
        for (_, future), result in zip(group, results, strict=True):
            if not future.done():
                future.set_result(result)
        return True
