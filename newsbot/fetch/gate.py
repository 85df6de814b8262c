"""One gate for everything that is sent to a host: its delay and concurrency hold exactly.

A turn is one request: it begins when the gate lets it in and ends when its answer is there. The
delay is between two requests as the host sees them: it counts from when a request was written to
its connection, which may take a while to open.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import monotonic
from typing import Final
from urllib.parse import urlsplit

from newsbot.fetch.shared import SharedTurns

LONGEST_WAIT: Final = 120.0
"""Seconds that a host may ask to be left alone for; past that the run goes on without it."""

FIRST_PENALTY: Final = 0.25
LONGEST_PENALTY: Final = 60.0
"""Seconds that a host in trouble is left alone for, the first time and at the most."""

SLOW: Final = 1.0
"""Seconds that an answer may take, whatever the host's best was, before the host counts as slow."""

WEIGHT: Final = 0.2
"""Of the latest answer in the running mean of how long answers take."""


def host_key(url: str) -> str:
    """Return which gate an address belongs to: its host, with the port where one is given.

    http and https of a host are one; a server at a port of its own is another.
    """
    parts = urlsplit(url)
    port = parts.port
    name = (parts.hostname or "").lower()
    return name if port in {None, 80, 443} else f"{name}:{port}"


class HostBusy(Exception):
    """The host asks to be left alone for longer than a run waits."""


class RunStopped(Exception):
    """The run is being stopped: nothing more is sent, and nothing has failed."""


class Turn:
    """A request that the gate let in."""

    def __init__(self, gate: HostGate, slot: int) -> None:
        self._gate = gate
        self.slot = slot
        self.is_sent = False

    def sent(self) -> None:
        """Note that the request is on the wire: the delay to the next one starts here."""
        if not self.is_sent:
            self.is_sent = True
            self._gate.note_sent()


class HostGate:
    """The turns at one host, in the order in which they were asked for."""

    def __init__(self, host: str, *, shared: SharedTurns | None = None) -> None:
        self.host = host
        self.delay = 0.0
        self.concurrency = 1_000_000
        self._shared = shared
        self._in_flight = 0
        self._unsent = 0
        self._next_start = 0.0
        self._paused_until = 0.0
        self._penalty = 0.0
        self._best = self._mean = 0.0
        self._waiting: deque[asyncio.Future[int]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    def limit(self, *, delay: float, concurrency: int) -> None:
        """Keep to these limits too; of several sources' limits the strictest hold."""
        self.delay = max(self.delay, delay)
        self.concurrency = min(self.concurrency, concurrency)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Turn]:
        """Wait for a turn and hold it. Raises HostBusy, RunStopped."""
        turn = Turn(self, await self._enter())
        try:
            yield turn
        finally:
            self._leave(turn)

    def pause(self, seconds: float) -> None:
        """Send nothing for a while: the host asked for it (Retry-After, RFC 9110, 10.2.3)."""
        self._paused_until = max(self._paused_until, monotonic() + seconds)
        if seconds > LONGEST_WAIT:
            self._refuse(HostBusy(f"{self.host} asks to be left alone for {seconds:.0f} s"))

    def back_off(self) -> None:
        """Send less for a while: the host is in trouble; each time twice as long."""
        self._penalty = min(max(FIRST_PENALTY, self._penalty * 2), LONGEST_PENALTY)
        self._paused_until = max(self._paused_until, monotonic() + self._penalty)

    def recover(self) -> None:
        """Note an answer as it should be: trouble is forgotten step by step."""
        self._penalty = self._penalty / 2 if self._penalty > FIRST_PENALTY else 0.0

    def took(self, seconds: float) -> None:
        """Note how long an answer took: a host that has become slow gets one request at a time."""
        self._best = min(self._best, seconds) if self._mean else seconds
        self._mean += WEIGHT * (seconds - self._mean) if self._mean else seconds

    @property
    def is_slow(self) -> bool:
        """Tell whether answers take much longer than they can, and more than a second."""
        return self._mean > max(SLOW, 4 * self._best)

    def close(self) -> None:
        """Let nobody in any more; whoever waits is told."""
        self._is_closed = True
        self._refuse(RunStopped())

    def note_sent(self) -> None:
        """Count the delay from now."""
        self._unsent -= 1
        if self.delay:
            self._next_start = monotonic() + self.delay
            if self._shared is not None:
                self._shared.note_sent(self.delay)
        self._admit()

    async def _enter(self) -> int:
        if self._is_closed:
            raise RunStopped
        if self._paused_until - monotonic() > LONGEST_WAIT:
            raise HostBusy(f"{self.host} asked to be left alone")
        future: asyncio.Future[int] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        self._admit()
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                turn = Turn(self, future.result())
                self._leave(turn)
            raise

    def _admit(self) -> None:
        """Let in whoever may come in now, and look again when the next one may."""
        while self._waiting and self._in_flight < (1 if self.is_slow else self.concurrency):
            if self._waiting[0].done():
                self._waiting.popleft()
                continue
            if self.delay and self._unsent:
                return  # note_sent or _leave looks again
            pause = max(self._next_start, self._paused_until) - monotonic()
            slot = -1
            if pause <= 0 and self._shared is not None:
                slot, pause = self._shared.try_enter(self.concurrency, self.delay)
            if pause > 0:
                self._look_again(pause)
                return
            self._let_in(slot)
        if self._shared is not None and not self._waiting:
            self._shared.stop_waiting()

    def _let_in(self, slot: int) -> None:
        self._in_flight += 1
        self._unsent += 1
        self._next_start = monotonic() + self.delay
        self._waiting.popleft().set_result(slot)

    def _look_again(self, pause: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(pause, self._admit)

    def _leave(self, turn: Turn) -> None:
        self._in_flight -= 1
        if not turn.is_sent:
            # It failed before it was written, or nobody could tell: the delay counts from its end.
            turn.sent()
        if self._shared is not None:
            self._shared.leave(turn.slot)
        self._admit()

    def _refuse(self, reason: Exception) -> None:
        waiting, self._waiting = self._waiting, deque()
        for future in waiting:
            if not future.done():
                future.set_exception(reason)
        if self._shared is not None:
            self._shared.stop_waiting()


class HostGates:
    """The gates of all hosts in a process; sources and crawls share them."""

    def __init__(self, folder: Path | None = None) -> None:
        """*folder*: where processes meet; None: this process is alone."""
        self._folder = folder
        self._gates: dict[str, HostGate] = {}

    def of(self, host: str) -> HostGate:
        """Return the gate of a host, named by `host_key`: the same one every time."""
        gate = self._gates.get(host)
        if gate is None:
            shared = SharedTurns(self._folder, host) if self._folder is not None else None
            gate = self._gates[host] = HostGate(host, shared=shared)
        return gate

    def close(self) -> None:
        """Let nobody in any more."""
        for gate in self._gates.values():
            gate.close()
