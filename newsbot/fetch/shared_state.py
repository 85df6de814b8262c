"""What the processes of a machine tell each other of the turns at one host, in a locked file."""

from __future__ import annotations

import fcntl
import os
import struct
from pathlib import Path
from typing import Final, NamedTuple

from newsbot.fetch.lock_files import is_gone, lock, open_file

AHEAD: Final = 5.0
"""Seconds by which what another process wrote may be ahead of the time that is compared with."""


class State(NamedTuple):
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
    delay: int = 0
    """The longest delay that was told, in microseconds; nobody may keep to it any more."""


_LAYOUT: Final = struct.Struct("<dQddQdQQQ")
TURN: Final = (struct.Struct("<dQ"), 0)
PAUSE: Final = (struct.Struct("<dd"), 16)
WAITER: Final = (struct.Struct("<Qd"), 32)
LIMIT: Final = (struct.Struct("<Q"), 48)
HIGH: Final = (struct.Struct("<Q"), 56)
DELAY: Final = (struct.Struct("<Q"), 64)
"""Parts of the file that are written on their own, and where they begin."""


class StateFile:
    """The file of one host; opened when it is needed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether it is open."""
        return self._file is not None

    def lock(self) -> bool:
        """Lock it, or return False: somebody else has it. Raises OSError."""
        while lock(file := self._opened()):
            if not is_gone(file):
                return True
            self.close()
        return False

    def unlock(self) -> None:
        """Let others lock it. Raises OSError."""
        fcntl.flock(self._opened(), fcntl.LOCK_UN)

    def read(self, now: float) -> State:
        """Return what it holds, as it is to be understood at *now*. Raises OSError."""
        data = os.pread(self._opened(), _LAYOUT.size, 0)
        state = State(*_LAYOUT.unpack(data.ljust(_LAYOUT.size, b"\0")))
        # What lies far ahead is from before the machine's last start, and means nothing. A little
        # ahead is what another process wrote since *now* was read.
        latest = now + AHEAD
        if not state.sent_at <= latest:
            state = state._replace(sent_at=0.0)
        return state if state.paused_at <= latest else state._replace(paused_until=0.0)

    def write(self, part: tuple[struct.Struct, int], *values: float) -> None:
        """Write one part of it. Raises OSError, which names the file."""
        layout, offset = part
        try:
            os.pwrite(self._opened(), layout.pack(*values), offset)
        except OSError as error:
            error.filename = error.filename or str(self._path)
            raise

    def close(self) -> None:
        """Close it; whatever lock it had ends."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def _opened(self) -> int:
        if self._file is None:
            self._file = open_file(self._path)
        return self._file
