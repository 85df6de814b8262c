"""Where pages are kept as they came: `.newsbot/raw/NAME/YYYY-MM-DD.warc.gz`, the day in UTC."""

from __future__ import annotations

import fcntl
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path
from typing import Final

from newsbot.archive.raw_repair import repair

_NAME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.warc\.gz")


def raw_folder(root: Path) -> Path:
    """Return where the pages of all sources are."""
    return root / ".newsbot" / "raw"


def raw_file(folder: Path, day: date) -> Path:
    """Return the file of a day."""
    return folder / f"{day.isoformat()}.warc.gz"


def raw_files(folder: Path) -> list[tuple[date, Path]]:
    """Return the files of a source, the oldest first; what has another name is not one of them."""
    if not folder.is_dir():
        return []
    named = ((_day(path.name), path) for path in folder.iterdir())
    return sorted((day, path) for day, path in named if day is not None and path.is_file())


def append(path: Path, data: bytes, *, whole: int, head: Callable[[], bytes]) -> int:
    """Append whole members in one write, after what a kill left was cut off.

    *whole*: bytes that are known to be whole members. *head*: what a new file begins with. Returns
    the bytes that are whole now. What cannot be written whole is taken back. Raises OSError.
    """
    with _locked(path.parent):
        _mend(path, whole)
        with path.open("ab", buffering=0) as stream:
            size = stream.seek(0, os.SEEK_END)
            try:
                _write_all(stream.fileno(), data if size else head() + data)
            except OSError:
                with suppress(OSError):  # what stays is cut off before anything is appended
                    stream.truncate(size)
                raise
            return stream.seek(0, os.SEEK_END)


def mend(path: Path, whole: int) -> int:
    """Repair a file if there is one, and return the bytes that are whole then. Raises OSError."""
    with _locked(path.parent):
        return _mend(path, whole)


def delete_older(root: Path, before: date) -> list[Path]:
    """Delete the files of days before *before*, of all sources; return which those were.

    Raises OSError.
    """
    folders = raw_folder(root).iterdir() if raw_folder(root).is_dir() else []
    old = [
        path
        for folder in folders
        if not folder.is_symlink()
        for day, path in raw_files(folder)
        if day < before
    ]
    for path in old:
        path.unlink()
    return old


def _mend(path: Path, whole: int) -> int:
    if path.exists():
        repair(path, whole)
    return path.stat().st_size if path.exists() else 0


def _day(name: str) -> date | None:
    found = _NAME.fullmatch(name)
    try:
        return date.fromisoformat(found[1]) if found is not None else None
    except ValueError:
        return None


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a folder's lock: `scrapy crawl` may keep pages of the same source at the same time."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(handle, left) :]
