"""Files put in place whole, only when their bytes differ."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from newsbot.durable import make_folders, sync
from newsbot.errors import PostError


def digest(data: bytes) -> str:
    """Return the SHA-256 of *data* in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_if_changed(file: Path, data: bytes, *, root: Path) -> bool:
    """Put *data* in place as *file* unless it is there already; say whether it was written.

    After a kill or a power cut the file is either the old one or the new one, whole.

    Raises:
        PostError: *file* is outside *root*, or a symbolic link leads it there.
        OSError: The file system refuses.
    """
    return write_all(root, [(file, data)])[0]


def write_all(root: Path, items: Iterable[tuple[Path, bytes]], *, mark: str = "") -> list[bool]:
    """Put files in place as `write_if_changed` does, each folder synced once; say which changed.

    *mark*: tells apart writers that may write the same file at once; part of temporary names.

    Raises:
        PostError: A file is outside *root*, or a symbolic link leads it there. Nothing is written.
        OSError: The file system refuses; the files before that one may be in place.
    """
    pairs = list(items)
    for folder in {_folder_inside(root, file) for file, _ in pairs}:
        _check_links(root, folder)
    changed = [not _holds(file, data) for file, data in pairs]
    todo = {file: data for (file, data), differs in zip(pairs, changed, strict=True) if differs}
    temporary = {file: _temporary(file, mark) for file, _ in pairs}
    with _no_leftovers(temporary.values()):
        parents = {file.parent for file in todo}
        folders = {folder for parent in parents for folder in make_folders(parent)}
        for file, data in todo.items():
            _write_synced(temporary[file], data)
        for file in todo:
            temporary[file].replace(file)
    for folder in sorted(folders | parents):
        sync(folder)
    return changed


def clear_leftover(file: Path, *, mark: str) -> None:
    """Remove what a killed run left beside *file*, which somebody else has put in place since."""
    _temporary(file, mark).unlink(missing_ok=True)


def _folder_inside(root: Path, file: Path) -> Path:
    if ".." in file.parts or not file.is_relative_to(root) or file == root:
        raise PostError(f"{file} is outside {root}; nothing is written there")
    return file.parent


def _check_links(root: Path, folder: Path) -> None:
    if not folder.resolve().is_relative_to(root.resolve()):
        raise PostError(f"{folder} leads out of {root} by a symbolic link; remove the link")


def _holds(file: Path, data: bytes) -> bool:
    if file.is_symlink():
        return False  # replaced by a file of its own: the link's target may be outside
    try:
        return file.read_bytes() == data
    except FileNotFoundError:
        return False


def _temporary(file: Path, mark: str) -> Path:
    # Always the same name, so the next run clears away what a killed one left.
    return file.with_name(f".{file.name}{mark}.tmp")


@contextlib.contextmanager
def _no_leftovers(leftovers: Collection[Path]) -> Iterator[None]:
    try:
        yield
    finally:
        for file in leftovers:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                file.unlink()


def _write_synced(file: Path, data: bytes) -> None:
    file.unlink(missing_ok=True)  # a link under this name must not be followed
    with file.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
