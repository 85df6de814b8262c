"""One gate for everything that is sent to a host: its delay and concurrency hold exactly.

A turn is one request: it begins when the gate lets it in and ends when its answer is there. The
delay is between two requests as the host sees them: it counts from when a request was written to
its connection, which may take a while to open. Times are of the event loop's clock.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from math import inf
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from newsbot.fetch.health import LONGEST_PAUSE, LONGEST_WAIT, Health
from newsbot.fetch.lock_files import remove_stale
from newsbot.fetch.shared import NO_SLOT, SharedTurns

STALE_AFTER: Final = 2 * LONGEST_PAUSE
"""Seconds after which a file that says when a host may be asked again says nothing any more."""

TOLD_AFTER: Final = 3.0
"""Seconds of waiting that are worth a word."""

UNLIMITED: Final = 1_000_000
"""Requests at once before anybody has set a limit."""


def host_key(url: str) -> str:
    """Return which gate an address belongs to: its host, with the port where one is given.

    http and https of a host are one; a server at a port of its own is another.
    """
    parts = urlsplit(url)
    port = parts.port
    name = (parts.hostname or "").rstrip(".")
    return name if port in {None, 80, 443} else f"{name}:{port}"


class HostBusy(Exception):
    """The host asks to be left alone for longer than a run waits, or does nothing but err."""


class RunStopped(Exception):
    """The run is being stopped: nothing more is sent, and nothing has failed."""


class Turn:
    """A request that the gate let in."""

    def __init__(self, gate: HostGate, slot: int, began: float) -> None:
        self._gate = gate
        self.slot = slot
        self.began = began
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
        self.concurrency = UNLIMITED
        self.health = Health()
        self.robots_lock = asyncio.Lock()
        """Held while robots.txt is fetched, so that one source does it for all."""
        self._shared = shared
        self._in_flight = 0
        self._turns: set[Turn] = set()
        self._unsent = 0
        self._sent_at = -inf
        self._waiting: deque[asyncio.Future[Turn]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._is_closed = False

    def limit(self, *, delay: float = 0.0, concurrency: int = UNLIMITED) -> None:
        """Keep to these limits too; of several sources' limits the strictest hold."""
        self.delay = max(self.delay, delay)
        self.concurrency = min(self.concurrency, max(concurrency, 1))

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[Turn]:
        """Wait for a turn and hold it. Raises HostBusy, RunStopped."""
        turn = await self._enter()
        try:
            yield turn
        finally:
            self._leave(turn)

    def pause(self, seconds: float, why: str = "") -> None:
        """Send nothing for a while: the host asked for it (Retry-After, RFC 9110, 10.2.3)."""
        now = _now()
        self.health.pause(seconds, now, why)
        with self._telling() as shared:
            if shared is not None:
                shared.pause(self.health.paused_until, now)
        self._admit()

    def failed(self, turn: Turn, why: str = "") -> None:
        """Send less for a while: the host is in trouble. *why* is for who watches."""
        self.health.failed(
            began=turn.began, now=_now(), delay=self.delay, is_reached=turn.is_sent, why=why
        )
        self._admit()

    def waits(self, now: float) -> list[str]:
        """Return what is waited for, in words; nothing while all goes on."""
        told = [f"waiting for robots.txt of {self.host}"] if self.robots_lock.locked() else []
        left = self.health.paused_until - now
        if self._waiting and left > TOLD_AFTER:
            why = f" ({self.health.why})" if self.health.why else ""
            told.append(f"{self.host}: backing off {left:.0f} s{why}")
        elif not told and any(now - turn.began > TOLD_AFTER for turn in tuple(self._turns)):
            told.append(f"waiting for {self.host} to answer")
        return told

    def close(self) -> None:
        """Let nobody in any more; whoever waits is told."""
        self._is_closed = True
        self._refuse(RunStopped())

    def remove_files(self) -> None:
        """Remove the files by which processes told each other what is under way."""
        if self._shared is not None:
            self._shared.remove_files()

    def note_sent(self) -> None:
        """Count the delay from now."""
        self._unsent -= 1
        self._sent_at = _now()
        with self._telling() as shared:
            if shared is not None:
                shared.sent(self._sent_at)
        self._admit()

    async def _enter(self) -> Turn:
        if self._is_closed:
            raise RunStopped
        future: asyncio.Future[Turn] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        self._admit()
        try:
            return await future
        except asyncio.CancelledError:
            if future.done() and not future.cancelled() and future.exception() is None:
                self._leave(future.result())
            raise

    def _admit(self) -> None:
        """Let in whoever may come in now, and look again when the next one may."""
        with self._telling():
            self._let_in()

    @contextmanager
    def _telling(self) -> Iterator[SharedTurns | None]:
        try:
            yield self._shared
        except OSError as error:
            # The files that processes share cannot be used: rather nothing than too much.
            self._refuse(error)

    def _let_in(self) -> None:
        self._forget_timer()
        while self._next_waiting() and self._has_room():
            now = _now()
            if (paused := self._paused_until(now) - now) > LONGEST_WAIT:
                self._refuse(HostBusy(f"{self.host} is to be left alone for {paused:.0f} s"))
                return
            pause, slot = max(self._sent_at + self.delay - now, paused), NO_SLOT
            if pause <= 0 and self._shared is not None:
                slot, pause = self._shared.try_enter(
                    now, concurrency=self.concurrency, delay=self.delay
                )
            if pause > 0:
                self._timer = asyncio.get_running_loop().call_later(pause, self._admit)
                return
            self._in_flight += 1
            self._unsent += 1
            turn = Turn(self, slot, now)
            self._turns.add(turn)
            self._waiting.popleft().set_result(turn)
        self._rest()

    def _next_waiting(self) -> bool:
        """Tell whether anybody waits; those who were cancelled do not."""
        while self._waiting and self._waiting[0].done():
            self._waiting.popleft()
        return bool(self._waiting)

    def _has_room(self) -> bool:
        """Tell whether the limits leave room; if not, whoever makes some looks again."""
        if self.delay and self._unsent:
            return False
        return self._in_flight < (1 if self.health.is_slow else self.concurrency)

    def _paused_until(self, now: float) -> float:
        own = self.health.paused_until
        return own if self._shared is None else max(own, self._shared.paused_until(now))

    def _leave(self, turn: Turn) -> None:
        self._in_flight -= 1
        self._turns.discard(turn)
        # It failed before it was written, or nobody could tell: the delay counts from its end.
        turn.sent()
        if self._shared is not None:
            self._shared.leave(turn.slot, _now())
        self._admit()

    def _refuse(self, reason: Exception) -> None:
        self._forget_timer()
        waiting, self._waiting = self._waiting, deque()
        for future in waiting:
            if not future.done():
                future.set_exception(reason)
        self._rest()

    def _rest(self) -> None:
        if self._shared is not None and not self._waiting:
            self._shared.rest(is_idle=not self._in_flight)

    def _forget_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


class HostGates:
    """The gates of all hosts in a process; sources and crawls share them."""

    def __init__(self, folder: Path | None = None) -> None:
        """*folder*: where processes meet; None: this process is alone."""
        self._folder = folder
        self._gates: dict[str, HostGate] = {}
        self._is_closed = False

    @property
    def is_closed(self) -> bool:
        """Tell whether nobody is let in any more."""
        return self._is_closed

    def of(self, host: str) -> HostGate:
        """Return the gate of a host, named by `host_key`: the same one every time."""
        gate = self._gates.get(host)
        if gate is None:
            shared = SharedTurns(self._folder, host) if self._folder is not None else None
            gate = self._gates[host] = HostGate(host, shared=shared)
            if self._is_closed:
                gate.close()
        return gate

    def waits(self, now: float) -> list[str]:
        """Return what is waited for at which host, in words. May be asked from another thread."""
        return [wait for gate in list(self._gates.values()) for wait in gate.waits(now)]

    def close(self) -> None:
        """Let nobody in any more."""
        self._is_closed = True
        for gate in self._gates.values():
            gate.close()

    def remove_files(self, now: float) -> None:
        """Remove the files that this process used, and those that no process has for days.

        *now*: seconds of the epoch. To be called when nothing is sent any more.
        """
        for gate in self._gates.values():
            gate.remove_files()
        if self._folder is not None:
            remove_stale(self._folder, now - STALE_AFTER)


def _now() -> float:
    return asyncio.get_running_loop().time()
