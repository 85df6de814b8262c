"""Files that processes lock, and how they are removed while others may open them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

PROBE: Final = "probe"
"""File by which it is seen whether files can be locked; it stays."""


def remove_stale(folder: Path, before: float) -> None:
    """Remove the files that nobody has written since *before* (seconds of the epoch) or uses.

    Nothing of what they say counts any more: no host is left alone for longer than a day.
    """
    if not folder.is_dir():
        return
    for entry in os.scandir(folder):
        if entry.name != PROBE and entry.stat(follow_symlinks=False).st_mtime < before:
            remove(Path(entry.path))


def remove(path: Path) -> None:
    """Remove a file that nobody has locked; who opened it meanwhile sees that it `is_gone`."""
    with suppress(FileNotFoundError), _opened(path) as file:
        if lock(file) and not is_gone(file):
            path.unlink()


def is_in_use(path: Path) -> bool:
    """Tell whether a process has a file locked."""
    try:
        with _opened(path) as file:
            return not lock(file)
    except FileNotFoundError:
        return False


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        yield file
    finally:
        os.close(file)


def is_gone(file: int) -> bool:
    """Tell whether an open file was removed: a lock on it binds nobody."""
    return os.fstat(file).st_nlink == 0


def lock(file: int, how: int = fcntl.LOCK_EX) -> bool:
    """Lock an open file, without waiting; return whether it was to be had."""
    try:
        fcntl.flock(file, how | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
