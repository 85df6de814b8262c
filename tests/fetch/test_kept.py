from __future__ import annotations

import os
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from newsbot.fetch.kept import AGE, LARGEST, MOST_BYTES, KeptPage, KeptPages, page_key

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

KEY = page_key("GET", "https://example.org/", {}, b"")


def page(body: bytes = b"\n<p>\xff\n", *, at: datetime = NOW) -> KeptPage:
    headers = (("Content-Type", "text/html"), ("ETag", '"x"'))
    return KeptPage(at=at, status=200, headers=headers, body=body)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ".newsbot" / "pages"


def test_a_page_is_the_same_again(tmp_path: Path) -> None:
    KeptPages(tmp_path).put(KEY, page())
    assert KeptPages(tmp_path).get(KEY, NOW + AGE) == page()


@pytest.mark.parametrize(
    "when",
    [
        pytest.param(NOW + AGE + timedelta(seconds=1), id="after ten minutes"),
        pytest.param(NOW - timedelta(seconds=1), id="before it came: the clock was set back"),
    ],
)
def test_a_page_of_another_time_is_none(tmp_path: Path, when: datetime) -> None:
    pages = KeptPages(tmp_path)
    pages.put(KEY, page())
    assert pages.get(KEY, when) is None


def test_who_wants_fresh_pages_gets_none_and_keeps_them(tmp_path: Path) -> None:
    fresh = KeptPages(tmp_path, is_fresh=True)
    fresh.put(KEY, page())
    assert fresh.get(KEY, NOW) is None
    assert KeptPages(tmp_path).get(KEY, NOW) is not None


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"{}\nbody", id="no date"),
        pytest.param(b"[1]\nbody", id="a list"),
        pytest.param(b'{"at": "x", "status": 200, "headers": []}\n', id="a date that is none"),
        pytest.param(b'{"at": "2026-03-02T12:00:00Z", "status": "x", "headers": 1}\n', id="words"),
        pytest.param(b"\xff\xfe\n", id="no text"),
    ],
)
def test_a_file_that_cannot_be_read_is_none(tmp_path: Path, folder: Path, written: bytes) -> None:
    pages = KeptPages(tmp_path)
    pages.put(KEY, page())
    (folder / KEY).write_bytes(written)
    assert pages.get(KEY, NOW) is None


def test_pages_are_for_this_user_and_not_for_git(tmp_path: Path, folder: Path) -> None:
    KeptPages(tmp_path).put(KEY, page())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / KEY).stat().st_mode) == 0o600
    assert (folder.parent / ".gitignore").read_text().endswith("*\n")


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(("POST", "https://example.org/", {}, b""), id="method"),
        pytest.param(("GET", "https://example.org/?a", {}, b""), id="address"),
        pytest.param(("GET", "https://example.org/", {"Cookie": "s3cret"}, b""), id="headers"),
        pytest.param(("GET", "https://example.org/", {}, b"{}"), id="body"),
    ],
)
def test_another_request_has_another_key_that_names_nothing(other) -> None:
    assert page_key(*other) != KEY
    assert "s3cret" not in page_key(*other)


def test_a_page_that_is_too_large_is_not_kept(tmp_path: Path, folder: Path) -> None:
    KeptPages(tmp_path).put(KEY, page(b"x" * LARGEST))
    assert not folder.exists()


def test_a_folder_that_cannot_be_made_is_no_error(tmp_path: Path) -> None:
    (tmp_path / ".newsbot").write_text("a file")
    pages = KeptPages(tmp_path)
    pages.put(KEY, page())
    pages.clear_old(NOW)
    assert pages.get(KEY, NOW) is None


def test_what_is_old_is_deleted(tmp_path: Path, folder: Path) -> None:
    pages = KeptPages(tmp_path)
    for key, age in (("young", 60), ("old", 601)):
        pages.put(key, page())
        os.utime(folder / key, times=(NOW.timestamp() - age,) * 2)
    pages.clear_old(NOW)
    assert [path.name for path in folder.iterdir()] == ["young"]


def test_of_too_many_the_oldest_are_deleted(tmp_path: Path, folder: Path) -> None:
    pages = KeptPages(tmp_path)
    for number in range(3):
        pages.put(str(number), page())
        os.truncate(folder / str(number), MOST_BYTES // 2 - 1)  # sparse: it takes no room
        os.utime(folder / str(number), times=(NOW.timestamp() - number,) * 2)
    pages.clear_old(NOW)
    assert sorted(path.name for path in folder.iterdir()) == ["0", "1"]
