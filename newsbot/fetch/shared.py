"""Turns at a host that several processes share, by lock files.

For each host there are a file with the time of the next start and one file for each request that
may be in flight. A lock (flock) ends with its process, so a crash leaves nothing behind. Locks are
taken without waiting; whoever does not get one looks again a little later.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Final

POLL: Final = 0.01
"""Seconds until whoever did not get a turn looks again."""

_TIME: Final = struct.Struct("<d")
_LONGEST_DELAY: Final = 86_400.0


def shared_folder(root: Path, environ: Mapping[str, str]) -> Path:
    """Return where the processes of this user meet, whatever project they crawl for.

    The user's cache folder (XDG Base Directory Specification); the project's own where there is
    none that can be written.
    """
    home = environ.get("XDG_CACHE_HOME") or environ.get("HOME", "")
    cache = Path(home) if environ.get("XDG_CACHE_HOME") else Path(home) / ".cache"
    folder = cache / "newsbot" / "hosts"
    try:
        if home:
            folder.mkdir(parents=True, exist_ok=True)
            if os.access(folder, os.W_OK):
                return folder
    except OSError:
        pass
    return root / ".newsbot" / "hosts"


class SharedTurns:
    """This process's view of the turns at one host.

    Times are of the monotonic clock, which all processes of a machine share until it restarts.
    """

    def __init__(self, folder: Path, host: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        # Not the host's name itself: it may be longer than a file name or hold what one may not.
        self._name = folder / hashlib.sha256(host.encode()).hexdigest()[:32]
        self._state = self._open("time")
        self._waiters = self._open("wait")
        self._slots: list[int] = []
        self._held: set[int] = set()
        self._is_waiting = False
        self._courtesy_until = 0.0

    def try_enter(self, concurrency: int, delay: float) -> tuple[int, float]:
        """Return a slot and 0, or -1 and the seconds after which to look again."""
        now = monotonic()
        if now < self._courtesy_until or not _lock(self._state, fcntl.LOCK_EX):
            return self._wait(POLL)
        try:
            pause = self._next_start(now) - now
            if pause > 0:
                return self._wait(pause)
            slot = self._free_slot(concurrency)
            if slot is None:
                return self._wait(POLL)
            self._write(now + delay if delay else 0.0)
        finally:
            fcntl.flock(self._state, fcntl.LOCK_UN)
        self._held.add(slot)
        return slot, 0.0

    def note_sent(self, delay: float) -> None:
        """Count the delay from now, for the other processes too."""
        if _lock(self._state, fcntl.LOCK_EX):
            self._write(monotonic() + delay)
            fcntl.flock(self._state, fcntl.LOCK_UN)

    def leave(self, slot: int) -> None:
        """Give a slot back, and let another process that waits come first."""
        if slot in self._held:
            self._held.discard(slot)
            fcntl.flock(self._slots[slot], fcntl.LOCK_UN)
        if self._others_wait():
            self._courtesy_until = monotonic() + 2 * POLL

    def stop_waiting(self) -> None:
        """Note that this process wants no turn at the moment."""
        if self._is_waiting:
            self._is_waiting = False
            fcntl.flock(self._waiters, fcntl.LOCK_UN)

    def _wait(self, pause: float) -> tuple[int, float]:
        if not self._is_waiting:
            self._is_waiting = _lock(self._waiters, fcntl.LOCK_SH)
        return -1, pause

    def _others_wait(self) -> bool:
        """Ask whether another process holds the waiters' lock: then it cannot be had alone."""
        alone = _lock(self._waiters, fcntl.LOCK_EX)
        if self._is_waiting:
            # A failed conversion may have lost the lock that was held (flock(2)).
            self._is_waiting = _lock(self._waiters, fcntl.LOCK_SH)
        elif alone:
            fcntl.flock(self._waiters, fcntl.LOCK_UN)
        return not alone

    def _free_slot(self, concurrency: int) -> int | None:
        for slot in range(concurrency):
            if slot == len(self._slots):
                self._slots.append(self._open(f"slot{slot}"))
            if slot not in self._held and _lock(self._slots[slot], fcntl.LOCK_EX):
                return slot
        return None

    def _next_start(self, now: float) -> float:
        data = os.pread(self._state, _TIME.size, 0)
        start: float = _TIME.unpack(data)[0] if len(data) == _TIME.size else 0.0
        # A time from before the machine's last start means nothing.
        return start if start - now < _LONGEST_DELAY else 0.0

    def _write(self, start: float) -> None:
        os.pwrite(self._state, _TIME.pack(start), 0)

    def _open(self, what: str) -> int:
        name = f"{self._name}.{what}"
        return os.open(name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)


def _lock(file: int, kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
