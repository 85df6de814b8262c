"""Files that processes lock, and how they are removed while others may open them."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryFile


def try_folder(folder: Path) -> None:
    """Raise OSError when files cannot be made, written and locked in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryFile(dir=folder, buffering=0) as probe:
        probe.write(bytes(64))
        lock(probe.fileno())


def remove_stale(folder: Path, before: float) -> None:
    """Remove the files that nobody has written since *before* (seconds of the epoch) or uses.

    Nothing of what they say counts any more: no host is left alone for longer than a day. What
    cannot be removed stays.
    """
    with suppress(OSError):
        for entry in os.scandir(folder):
            with suppress(OSError):
                if entry.stat(follow_symlinks=False).st_mtime < before:
                    remove(Path(entry.path))


def remove(path: Path) -> None:
    """Remove a file that nobody has locked; who opened it meanwhile sees that it `is_gone`.

    One that cannot be removed, such as another user's, stays: it stands in nobody's way.
    """
    with suppress(OSError), _opened(path) as file:
        if lock(file) and not is_gone(file):
            path.unlink()


def is_in_use(path: Path) -> bool:
    """Tell whether a process has a file locked. Raises OSError."""
    try:
        with _opened(path) as file:
            return not lock(file)
    except FileNotFoundError:
        return False


def open_file(path: Path) -> int:
    """Open a file, which is made where there is none, with its folder. Raises OSError."""
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    try:
        return os.open(path, flags, 0o600)
    except FileNotFoundError:
        # Caches are cleared, at any time.
        path.parent.mkdir(parents=True, exist_ok=True)
        return os.open(path, flags, 0o600)


def try_file(path: Path, how: int = fcntl.LOCK_EX) -> int | None:
    """Return a file that is locked now; None when somebody else has it. Raises OSError."""
    while lock(file := open_file(path), how):
        if not is_gone(file):
            return file
        os.close(file)
    os.close(file)
    return None


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
            try_folder(folder)
            return folder
    except OSError:
        pass
    return root / ".newsbot" / "hosts"
