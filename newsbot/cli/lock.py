"""One run at a time in a project."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from newsbot.errors import LockedError
from newsbot.values.dates import format_rfc3339


@contextmanager
def project_lock(root: Path, *, now: datetime) -> Iterator[None]:
    """Hold the project's lock. Raises LockedError, naming who holds it.

    The operating system frees the lock when its process ends, however it ends.
    """
    folder = root / ".newsbot"
    folder.mkdir(exist_ok=True)
    holder = folder / "lock.json"
    lock = FileLock(folder / "lock")
    try:
        lock.acquire(blocking=False)
    except Timeout as error:
        raise LockedError(f"another run holds {root}: {_describe(holder)}") from error
    try:
        holder.write_text(json.dumps({"pid": os.getpid(), "since": format_rfc3339(now)}))
        yield
    finally:
        lock.release()


def _describe(holder: Path) -> str:
    try:
        about = json.loads(holder.read_text())
        return f"process {about['pid']}, since {about['since']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "an unknown process"
