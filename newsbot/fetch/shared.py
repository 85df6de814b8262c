"""Turns at a host that several processes share, by lock files.

For each host there are a file with what is known of its turns, one file for each request that may
be in flight, and one for each limit and each delay that somebody keeps to. A lock (flock) ends with
its process, so a crash leaves nothing behind but empty files, which a later run removes. Locks are
taken without waiting; whoever does not get one looks again a little later. Times are seconds of the
monotonic clock, which all processes of a machine share until it restarts.
"""

from __future__ import annotations

import hashlib
import os
from math import inf
from pathlib import Path
from typing import Final

from newsbot.fetch.lock_files import is_in_use, remove, try_file
from newsbot.fetch.shared_state import (
    DELAY,
    HIGH,
    LIMIT,
    PAUSE,
    TURN,
    WAITER,
    State,
    StateFile,
)
from newsbot.fetch.told import Told

POLL: Final = 0.01
"""Seconds until whoever did not get a turn looks again."""

COURTESY: Final = 2 * POLL
"""Seconds for which the last to have had a turn lets another process that waits come first."""

MOST_SLOTS: Final = 256
"""Requests at once to a host, from all processes; a larger limit is this one."""

MICROSECONDS: Final = 1_000_000
"""Of a second: in these processes tell each other their delays."""

NO_SLOT: Final = -1
"""The slot of a turn that was not had."""


class SharedTurns:
    """This process's view of the turns at one host.

    Its files are open only while somebody here waits for a turn or has one.
    """

    def __init__(self, folder: Path, host: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # Not the host's name itself: it may be longer than a file name or hold what one may not.
        self._name = folder / hashlib.sha256(host.encode()).hexdigest()[:32]
        self._me = int.from_bytes(os.urandom(8), "little") | 1
        self._state = StateFile(Path(f"{self._name}.turns"))
        self._slots: dict[int, int] = {}
        self._limit = Told(self._name, "limit")
        self._delay = Told(self._name, "delay")
        self._used: set[int] = set()
        self._unsent = 0
        self._is_sending = False
        self._left_at = -inf

    def try_enter(self, now: float, *, concurrency: int, delay: float) -> tuple[int, float]:
        """Return a slot and 0, or NO_SLOT and the seconds after which to look again.

        The strictest limits of all processes hold. With a delay nobody else gets a turn until this
        one's request was `sent`. Raises OSError.
        """
        if not self._state.lock():
            return self._wait(now, POLL)
        before = set(self._slots)
        try:
            slot, pause = self._enter(now, concurrency=min(concurrency, MOST_SLOTS), delay=delay)
        except OSError:
            for had in self._slots.keys() - before:
                self.leave(had, now)
            raise
        finally:
            if not self._is_sending:
                self._state.unlock()
        return (slot, 0.0) if slot != NO_SLOT else self._wait(now, pause)

    def sent(self, now: float) -> None:
        """Count the delay from now, for the other processes too. Raises OSError."""
        self._unsent -= 1
        try:
            self._state.write(TURN, now, self._me)
        finally:
            if self._is_sending:
                self._is_sending = False
                self._state.unlock()

    def leave(self, slot: int, now: float) -> None:
        """Give a slot back."""
        self._left_at = now
        file = self._slots.pop(slot, None)
        if file is not None:
            os.close(file)

    def pause(self, until: float, now: float) -> None:
        """Tell the other processes, and the next run, that the host asked to be left alone.

        Raises OSError.
        """
        self._state.write(PAUSE, now, until)

    def paused_until(self, now: float) -> float:
        """Return until when the host asked anybody here to leave it alone."""
        return self._state.read(now).paused_until

    def rest(self, *, is_idle: bool) -> None:
        """Note that nobody here waits; *is_idle*: nobody has a turn either."""
        if not self._state.is_open:
            return
        if self._state.read(0.0).waiter == self._me:
            self._state.write(WAITER, 0, 0.0)
        if is_idle:
            self._state.close()
            self._limit.tell_nothing()
            self._delay.tell_nothing()

    def remove_files(self) -> None:
        """Remove the files that only say what is under way; those in use elsewhere stay."""
        for slot in self._used:
            remove(self._slot(slot))
        self._used.clear()
        self._limit.remove_files()
        self._delay.remove_files()

    def _enter(self, now: float, *, concurrency: int, delay: float) -> tuple[int, float]:
        state = self._state.read(now)
        limit = self._strictest_limit(state, concurrency)
        delay = self._longest_delay(state, delay)
        if 0 < (pause := state.sent_at + delay - now) < inf:
            return NO_SLOT, pause
        is_in_turn = pause <= 0 and not (delay and self._unsent)
        if not is_in_turn or self._gives_way(state, now, delay):
            return NO_SLOT, POLL
        slot = self._free_slot(limit, state.high)
        if slot != NO_SLOT:
            self._state.write(TURN, now, self._me)
            if self._me in {state.waiter, state.last}:
                # In the second case nobody came whom this process let go first.
                self._state.write(WAITER, 0, 0.0)
            self._unsent += 1
            self._is_sending = delay > 0
        return slot, POLL

    def _strictest_limit(self, state: State, own: int) -> int:
        """Return the strictest limit that any process keeps to; the others learn of this one's."""
        if not self._limit.tell(own):
            return 0
        told = state.limit if 0 < state.limit < own else own
        limit = next((n for n in range(told, own) if self._limit.is_kept_to(n)), own)
        if limit != state.limit:
            self._state.write(LIMIT, limit)
        return limit

    def _longest_delay(self, state: State, own: float) -> float:
        """Return the longest delay that any process keeps to; the others learn of this one's."""
        mine = round(own * MICROSECONDS)
        if mine and not self._delay.tell(mine):
            return inf
        longest = max(state.delay, mine)
        if longest > mine and not self._delay.is_kept_to(longest):
            longest = max(self._delay.numbers(), default=mine)
        if longest != state.delay:
            self._state.write(DELAY, longest)
        return max(own, longest / MICROSECONDS)

    def _wait(self, now: float, pause: float) -> tuple[int, float]:
        if not self._another_waits(self._state.read(now), now):
            self._state.write(WAITER, self._me, now + pause + POLL)
        return NO_SLOT, pause

    def _another_waits(self, state: State, now: float) -> bool:
        return state.waiter not in {0, self._me} and state.waits_until >= now

    def _gives_way(self, state: State, now: float, delay: float) -> bool:
        """Tell whether this process had the last turn and another waits for the next."""
        free_since = max(state.sent_at + delay, self._left_at)
        is_late = now >= free_since + COURTESY
        return state.last == self._me and not is_late and self._another_waits(state, now)

    def _free_slot(self, limit: int, high: int) -> int:
        # What a laxer limit let in must have ended first.
        if any(self._is_taken(slot) for slot in range(limit, min(high, MOST_SLOTS))):
            return NO_SLOT
        for slot in range(limit):
            if slot not in self._slots and (file := self._try_slot(slot)) is not None:
                self._slots[slot] = file
                if high != (now_high := max(min(high, limit), slot + 1)):
                    self._state.write(HIGH, now_high)
                return slot
        return NO_SLOT

    def _is_taken(self, slot: int) -> bool:
        return slot in self._slots or is_in_use(self._slot(slot))

    def _try_slot(self, slot: int) -> int | None:
        self._used.add(slot)
        return try_file(self._slot(slot))

    def _slot(self, slot: int) -> Path:
        return Path(f"{self._name}.slot{slot}")
