from __future__ import annotations

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pytest

from newsbot.fetch.gate import HostGate


class PassingTime(selectors.SelectSelector):
    """Does not wait: the loop's clock goes on by what it would have waited for."""

    now = 1_000.0

    def select(self, timeout: float | None = None) -> list[Any]:
        """Return what is ready."""
        self.now += max(timeout or 0.0, 0.0)
        return super().select(0)


class PassingTimeLoop(asyncio.SelectorEventLoop):
    """A loop in which an hour of sleep takes no time."""

    def __init__(self) -> None:
        self._passing = PassingTime()
        super().__init__(self._passing)

    def time(self) -> float:
        """Return the seconds that have passed."""
        return self._passing.now


Play = Callable[[Coroutine[Any, Any, Any]], Any]


@pytest.fixture
def play() -> Play:
    """Run a coroutine to its end in no time."""

    def run(work: Coroutine[Any, Any, Any]) -> Any:
        with asyncio.Runner(loop_factory=PassingTimeLoop) as runner:
            return runner.run(work)

    return run


@dataclass
class Host:
    """What a host sees."""

    asked: list[tuple[float, str]] = field(default_factory=list)
    in_flight: int = 0
    most: int = 0

    async def ask(
        self, gate: HostGate, name: str = "", *, seconds: float = 0.1, opening: float = 0.0
    ) -> None:
        """Send a request when the gate lets it in."""
        async with gate.turn() as turn:
            await asyncio.sleep(opening)
            turn.sent()
            self.asked.append((asyncio.get_running_loop().time(), name))
            self.in_flight += 1
            self.most = max(self.most, self.in_flight)
            try:
                await asyncio.sleep(seconds)
            finally:
                self.in_flight -= 1

    @property
    def names(self) -> str:
        """Who asked, in order."""
        return "".join(name for _, name in self.asked)

    @property
    def gaps(self) -> list[float]:
        """Seconds between one request and the next."""
        times = [time for time, _ in self.asked]
        return [after - before for before, after in pairwise(times)]


@pytest.fixture
def host() -> Host:
    return Host()
