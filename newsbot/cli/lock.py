"""One run at a time in a project."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from newsbot.durable import make_unversioned
from newsbot.errors import LedgerError, LockedError
from newsbot.values.dates import format_rfc3339


@contextmanager
def project_lock(root: Path, *, now: datetime) -> Iterator[None]:
    """Hold the project's lock.

    The operating system frees the lock when its process ends, however it ends.

    Raises:
        LockedError: Another run holds it; the message names its process and start.
        LedgerError: The folder of the ledger, where the lock is, cannot be used.
    """
    folder = root / ".newsbot"
    lock = FileLock(folder / "lock")
    try:
        _take(lock, folder / "lock.json", now)
        yield
    finally:
        lock.release()


def _take(lock: FileLock, holder: Path, now: datetime) -> None:
    folder = holder.parent
    try:
        make_unversioned(folder)
        lock.acquire(blocking=False)
        holder.write_text(json.dumps({"pid": os.getpid(), "since": format_rfc3339(now)}))
    except Timeout as error:
        raise LockedError(
            f"another run is at work in {folder.parent}: {_describe(holder)};"
            " nothing was done: run this again when that has ended"
        ) from error
    except OSError as error:
        raise LedgerError(
            f"{folder}: the ledger's folder cannot be used: {error.strerror};"
            " make room, let the user who runs newsbot write it, or move away what is in its place"
        ) from error


def _describe(holder: Path) -> str:
    try:
        about = json.loads(holder.read_text())
        return f"process {about['pid']}, since {about['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "an unknown process"
