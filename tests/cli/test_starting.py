from __future__ import annotations

import asyncio

from newsbot.cli.starting import Starter


class Crawls:
    """Runs crawls that end when they are told to, and remembers how many ran side by side."""

    def __init__(self, names: str, at_once: int) -> None:
        self.running: dict[str, asyncio.Event] = {}
        self.most = 0
        self.is_over = False
        self.starter = Starter(names, self.start, is_over=lambda: self.is_over, at_once=at_once)

    def start(self, name: str) -> asyncio.Task[None]:
        """Start a crawl."""
        return asyncio.get_running_loop().create_task(self._crawl(name))

    async def end(self, name: str) -> None:
        """End a crawl, and let what follows begin."""
        self.running[name].set()
        await self.starter.tasks[name]
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    async def _crawl(self, name: str) -> None:
        self.running[name] = asyncio.Event()
        self.most = max(self.most, len(self.running))
        await self.running[name].wait()
        del self.running[name]


def test_the_next_begins_when_one_has_ended() -> None:
    async def run() -> Crawls:
        crawls = Crawls("abcd", at_once=2)
        crawls.starter.fill()
        await asyncio.sleep(0)
        for name in "badc":
            await crawls.end(name)
        return crawls

    crawls = asyncio.run(run())
    assert list(crawls.starter.tasks) == ["a", "b", "c", "d"]
    assert crawls.most == 2


def test_none_begins_after_a_signal() -> None:
    async def run() -> list[str]:
        crawls = Crawls("abc", at_once=1)
        crawls.starter.fill()
        await asyncio.sleep(0)
        crawls.is_over = True
        await crawls.end("a")
        return list(crawls.starter.tasks)

    assert asyncio.run(run()) == ["a"]
