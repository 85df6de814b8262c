"""Folders and files: such that survive a power cut, and such that are not for git."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


def make_folders(folder: Path) -> list[Path]:
    """Make *folder* and return the folders whose entries that changes, to be synced. OSError."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return [path.parent for path in missing]


def make_unversioned(folder: Path) -> None:
    """Make *folder*, which git passes over, whatever the project's own files say. Raises OSError.

    One that is there stays as it is.
    """
    if folder.is_dir():
        return
    folder.mkdir(parents=True, exist_ok=True)
    says_so = folder / ".gitignore"
    try:
        says_so.write_text("# This machine's own, not for git.\n*\n")
    except OSError:
        # There was no room: another time it is to be made as a whole.
        with suppress(OSError):
            says_so.unlink(missing_ok=True)
            folder.rmdir()
        raise


def sync(path: Path) -> None:
    """Make durable what a file holds, or which entries a folder has. Raises OSError."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
