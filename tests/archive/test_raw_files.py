from __future__ import annotations

import gzip
import resource
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest

from newsbot.archive.raw_files import append, delete_older, raw_files, raw_folder

HEAD = gzip.compress(b"WARC/1.1\r\nhead", mtime=0)
RECORD = gzip.compress(b"WARC/1.1\r\nrecord", mtime=0)
TORN = RECORD[:-5]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "raw" / "example" / "2022-05-25.warc.gz"


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Let files grow to a size and no further; Python ignores the signal that would come."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def add(path: Path, data: bytes, whole: int = 0) -> int:
    return append(path, data, whole=whole, head=lambda: HEAD)


def test_a_new_file_gets_its_folder_and_its_head_first(path: Path) -> None:
    assert add(path, RECORD) == len(HEAD + RECORD)
    assert add(path, RECORD, whole=len(HEAD + RECORD)) == len(HEAD + RECORD + RECORD)
    assert path.read_bytes() == HEAD + RECORD + RECORD


def test_what_a_kill_left_is_cut_off_before_anything_is_appended(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(HEAD + RECORD + TORN)
    assert add(path, RECORD) == len(HEAD + RECORD + RECORD)
    assert path.read_bytes() == HEAD + RECORD + RECORD


def test_a_file_of_another_kind_is_moved_aside_and_a_new_one_begun(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(b"my notes")
    add(path, RECORD)
    assert path.read_bytes() == HEAD + RECORD
    assert path.with_name(f"{path.name}.broken").read_bytes() == b"my notes"


def test_what_finds_no_room_is_taken_back(path: Path) -> None:
    whole = add(path, RECORD)
    with room_for(whole + 10), pytest.raises(OSError, match="too large"):
        add(path, RECORD, whole=whole)
    assert path.read_bytes() == HEAD + RECORD


def test_only_files_of_days_before_are_deleted_and_only_by_their_full_name(
    tmp_path: Path,
) -> None:
    folder = raw_folder(tmp_path) / "example"
    folder.mkdir(parents=True)
    names = [
        "2022-05-23.warc.gz",
        "2022-05-24.warc.gz",
        "2022-05-23.warc.gz.broken",
        "2022-05-23.warc",
        "old-2022-05-23.warc.gz",
        "2022-13-45.warc.gz",
        "2022-05-23.warc.gz\n",
        "2022-05-23.txt",
    ]
    for name in names:
        (folder / name).write_bytes(b"")
    (folder / "2022-05-22.warc.gz").mkdir()
    (raw_folder(tmp_path) / "2022-05-23.warc.gz").write_bytes(b"")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "2022-05-23.warc.gz").write_bytes(b"")
    (raw_folder(tmp_path) / "linked").symlink_to(elsewhere)

    assert delete_older(tmp_path, date(2022, 5, 24)) == [folder / "2022-05-23.warc.gz"]

    assert sorted(path.name for path in folder.iterdir()) == sorted(
        [*names[1:], "2022-05-22.warc.gz"]
    )
    assert (raw_folder(tmp_path) / "2022-05-23.warc.gz").exists()
    assert (elsewhere / "2022-05-23.warc.gz").exists()


def test_a_folder_that_is_not_there_holds_no_files(tmp_path: Path) -> None:
    assert raw_files(tmp_path / "none") == []
    assert delete_older(tmp_path, date(2022, 5, 24)) == []
