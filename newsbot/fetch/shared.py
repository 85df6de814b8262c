"""Turns at a host that several processes share, by lock files.

For each host there are a file with what is known of its turns, one file for each request that may
be in flight, and one for each limit that somebody keeps to. A lock (flock) ends with its process,
so a crash leaves nothing behind but empty files, which a later run removes. Locks are taken without
waiting; whoever does not get one looks again a little later. Times are seconds of the monotonic
clock, which all processes of a machine share until it restarts.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import struct
from collections.abc import Mapping
from math import inf
from pathlib import Path
from typing import Final, NamedTuple

from newsbot.fetch.lock_files import PROBE, is_gone, is_in_use, lock, remove

POLL: Final = 0.01
"""Seconds until whoever did not get a turn looks again."""

COURTESY: Final = 2 * POLL
"""Seconds for which the last to have had a turn lets another process that waits come first."""

AHEAD: Final = 5.0
"""Seconds by which what another process wrote may be ahead of the time that is compared with."""

MOST_SLOTS: Final = 256
"""Requests at once to a host, from all processes; a larger limit is this one."""

NO_SLOT: Final = -1
"""The slot of a turn that was not had."""


class _State(NamedTuple):
    """What the file of a host holds; zeros when nothing is known."""

    sent_at: float = 0.0
    """When the last request was written."""
    last: int = 0
    """Whose request it was."""
    paused_at: float = 0.0
    """When the host asked to be left alone, and until when."""
    paused_until: float = 0.0
    waiter: int = 0
    """Who waits for a turn, and when it will have looked again."""
    waits_until: float = 0.0
    limit: int = 0
    """The strictest limit that was told; nobody may keep to it any more."""
    high: int = 0
    """Slots from this one on are free."""


_LAYOUT: Final = struct.Struct("<dQddQdQQ")
_TURN: Final = (struct.Struct("<dQ"), 0)
_PAUSE: Final = (struct.Struct("<dd"), 16)
_WAITER: Final = (struct.Struct("<Qd"), 32)
_LIMIT: Final = (struct.Struct("<Q"), 48)
_HIGH: Final = (struct.Struct("<Q"), 56)
"""Parts of the file that are written on their own, and where they begin."""


def shared_folder(root: Path, environ: Mapping[str, str]) -> Path:
    """Return where the processes of this user meet, whatever project they crawl for.

    The user's cache folder (XDG Base Directory Specification); the project's own where there is
    none in which files can be locked.
    """
    home = environ.get("XDG_CACHE_HOME") or environ.get("HOME", "")
    cache = Path(home) if environ.get("XDG_CACHE_HOME") else Path(home) / ".cache"
    folder = cache / "newsbot" / "hosts"
    try:
        if home:
            _try_lock(folder)
            return folder
    except OSError:
        pass
    return root / ".newsbot" / "hosts"


def _try_lock(folder: Path) -> None:
    """Raise OSError when files cannot be made and locked there."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / PROBE).open("ab") as probe:
        lock(probe.fileno())


class SharedTurns:
    """This process's view of the turns at one host.

    Its files are open only while somebody here waits for a turn or has one.
    """

    def __init__(self, folder: Path, host: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # Not the host's name itself: it may be longer than a file name or hold what one may not.
        self._name = folder / hashlib.sha256(host.encode()).hexdigest()[:32]
        self._me = int.from_bytes(os.urandom(8), "little") | 1
        self._file: int | None = None
        self._slots: dict[int, int] = {}
        self._limit: tuple[int, int] | None = None
        """The limit that this process tells the others, and the file that is locked for it."""
        self._used: set[str] = set()
        self._is_sending = False
        self._left_at = -inf

    def try_enter(self, now: float, *, concurrency: int, delay: float) -> tuple[int, float]:
        """Return a slot and 0, or NO_SLOT and the seconds after which to look again.

        With a delay nobody else gets a turn until this one's request was `sent`.
        """
        file = self._lock_state()
        if file is None:
            return self._wait(now, POLL)
        state = self._read(now)
        limit = self._strictest(state, min(concurrency, MOST_SLOTS))
        pause = state.sent_at + delay - now
        slot = NO_SLOT
        if pause <= 0 and not self._gives_way(state, now, delay):
            slot = self._free_slot(limit, state.high)
        if slot == NO_SLOT:
            fcntl.flock(file, fcntl.LOCK_UN)
            return self._wait(now, pause if pause > 0 else POLL)
        self._write(_TURN, now, self._me)
        if self._me in {state.waiter, state.last}:
            # In the second case nobody came whom this process let go first.
            self._write(_WAITER, 0, 0.0)
        self._is_sending = delay > 0
        if not self._is_sending:
            fcntl.flock(file, fcntl.LOCK_UN)
        return slot, 0.0

    def sent(self, now: float) -> None:
        """Count the delay from now, for the other processes too."""
        self._write(_TURN, now, self._me)
        if self._is_sending:
            self._is_sending = False
            fcntl.flock(self._open_state(), fcntl.LOCK_UN)

    def leave(self, slot: int, now: float) -> None:
        """Give a slot back."""
        self._left_at = now
        file = self._slots.pop(slot, None)
        if file is not None:
            os.close(file)

    def pause(self, until: float, now: float) -> None:
        """Tell the other processes, and the next run, that the host asked to be left alone."""
        self._write(_PAUSE, now, until)

    def paused_until(self, now: float) -> float:
        """Return until when the host asked anybody here to leave it alone."""
        return self._read(now).paused_until

    def rest(self, *, is_idle: bool) -> None:
        """Note that nobody here waits; *is_idle*: nobody has a turn either."""
        if self._file is None:
            return
        if self._read(0.0).waiter == self._me:
            self._write(_WAITER, 0, 0.0)
        if is_idle:
            os.close(self._file)
            self._file = None
            self._tell_no_limit()

    def remove_files(self) -> None:
        """Remove the files that only say what is under way; those in use elsewhere stay."""
        for what in self._used:
            remove(Path(f"{self._name}.{what}"))
        self._used.clear()

    def _lock_state(self) -> int | None:
        while lock(file := self._open_state()):
            if not is_gone(file):
                return file
            os.close(file)
            self._file = None
        return None

    def _strictest(self, state: _State, own: int) -> int:
        """Return the strictest limit that any process keeps to; the others learn of this one's."""
        if not self._tell_limit(own):
            return 0
        told = state.limit if 0 < state.limit < own else own
        limit = next((n for n in range(told, own) if self._is_kept_to(n)), own)
        if limit != state.limit:
            self._write(_LIMIT, limit)
        return limit

    def _tell_limit(self, limit: int) -> bool:
        """Hold a lock that says so; return whether it was had."""
        if self._limit is not None and self._limit[0] == limit:
            return True
        self._tell_no_limit()
        file = self._try_file(f"limit{limit}", fcntl.LOCK_SH)
        if file is not None:
            self._limit = limit, file
        return file is not None

    def _tell_no_limit(self) -> None:
        if self._limit is not None:
            os.close(self._limit[1])
            self._limit = None

    def _is_kept_to(self, limit: int) -> bool:
        return is_in_use(Path(f"{self._name}.limit{limit}"))

    def _wait(self, now: float, pause: float) -> tuple[int, float]:
        if not self._another_waits(self._read(now), now):
            self._write(_WAITER, self._me, now + pause + POLL)
        return NO_SLOT, pause

    def _another_waits(self, state: _State, now: float) -> bool:
        return state.waiter not in {0, self._me} and state.waits_until >= now

    def _gives_way(self, state: _State, now: float, delay: float) -> bool:
        """Tell whether this process had the last turn and another waits for the next."""
        free_since = max(state.sent_at + delay, self._left_at)
        is_late = now >= free_since + COURTESY
        return state.last == self._me and not is_late and self._another_waits(state, now)

    def _free_slot(self, limit: int, high: int) -> int:
        # What a laxer limit let in must have ended first.
        if any(self._is_taken(slot) for slot in range(limit, min(high, MOST_SLOTS))):
            return NO_SLOT
        for slot in range(limit):
            if slot not in self._slots and (file := self._try_file(f"slot{slot}")) is not None:
                self._slots[slot] = file
                if high != (now_high := max(min(high, limit), slot + 1)):
                    self._write(_HIGH, now_high)
                return slot
        return NO_SLOT

    def _is_taken(self, slot: int) -> bool:
        return slot in self._slots or is_in_use(Path(f"{self._name}.slot{slot}"))

    def _try_file(self, what: str, how: int = fcntl.LOCK_EX) -> int | None:
        """Return a file that is locked now; None when somebody else has it."""
        self._used.add(what)
        while lock(file := self._open(what), how):
            if not is_gone(file):
                return file
            os.close(file)
        os.close(file)
        return None

    def _read(self, now: float) -> _State:
        data = os.pread(self._open_state(), _LAYOUT.size, 0)
        state = _State(*_LAYOUT.unpack(data.ljust(_LAYOUT.size, b"\0")))
        # What lies far ahead is from before the machine's last start, and means nothing. A little
        # ahead is what another process wrote since *now* was read.
        latest = now + AHEAD
        if not state.sent_at <= latest:
            state = state._replace(sent_at=0.0)
        return state if state.paused_at <= latest else state._replace(paused_until=0.0)

    def _write(self, part: tuple[struct.Struct, int], *values: float) -> None:
        layout, offset = part
        os.pwrite(self._open_state(), layout.pack(*values), offset)

    def _open_state(self) -> int:
        if self._file is None:
            self._file = self._open("turns")
        return self._file

    def _open(self, what: str) -> int:
        name = f"{self._name}.{what}"
        return os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
