"""Groups of calls: what comes in while a group is at work makes the next group."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Batch(Generic[T, R]):
    """Hands everything that waits to one call of *work*, so that many share one commit.

    No timer: a lone item is worked on at once, and under load groups grow by themselves.
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
            group, self._waiting = self._waiting[: self._limit], self._waiting[self._limit :]
            if not await self._work_on(group) and len(group) > 1:
                # One bad item must not take the others with it: each gets a group of its own.
                for waiting in group:
                    await self._work_on([waiting])

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
