"""Numbers that a process keeps to, told to the others by locks."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from newsbot.fetch.lock_files import is_in_use, remove, try_file


class Told:
    """One number of a kind, told for as long as a file that is named by it is locked.

    All who keep to the number share its lock, which ends with their processes.
    """

    def __init__(self, name: Path, kind: str) -> None:
        """*name*: what the names of the files begin with, before a dot and the kind."""
        self._name = name
        self._kind = kind
        self._file: int | None = None
        self._number = 0
        self._used: set[int] = set()

    def tell(self, number: int) -> bool:
        """Tell a number in the place of the last; return whether it could be. Raises OSError."""
        if self._file is not None and self._number == number:
            return True
        self.tell_nothing()
        self._used.add(number)
        self._file, self._number = try_file(self._path(number), fcntl.LOCK_SH), number
        return self._file is not None

    def tell_nothing(self) -> None:
        """Keep to no number any more."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def is_kept_to(self, number: int) -> bool:
        """Tell whether any process keeps to a number. Raises OSError."""
        return is_in_use(self._path(number))

    def numbers(self) -> Iterator[int]:
        """Yield the numbers that processes keep to. Raises OSError."""
        for path in self._name.parent.glob(f"{self._name.name}.{self._kind}*"):
            digits = path.name.rpartition(self._kind)[2]
            if digits.isdecimal() and is_in_use(path):
                yield int(digits)

    def remove_files(self) -> None:
        """Remove the files that this process made and nobody uses."""
        for number in self._used:
            remove(self._path(number))
        self._used.clear()

    def _path(self, number: int) -> Path:
        return Path(f"{self._name}.{self._kind}{number}")
