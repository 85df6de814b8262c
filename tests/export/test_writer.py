from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsbot.errors import PostError
from newsbot.export.writer import digest, write_all, write_if_changed


def _files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


def test_a_file_is_written_once(tmp_path: Path) -> None:
    file = tmp_path / "_posts" / "a.md"

    assert write_if_changed(file, b"one", root=tmp_path)
    before = file.stat()
    assert not write_if_changed(file, b"one", root=tmp_path)
    assert (file.stat().st_mtime_ns, file.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert write_if_changed(file, b"two", root=tmp_path)
    assert file.read_bytes() == b"two"
    assert _files(tmp_path) == {"_posts/a.md"}


def test_a_group_says_which_files_changed(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_bytes(b"b")
    items = [(tmp_path / "x/y/a.md", b"a"), (tmp_path / "b.md", b"b"), (tmp_path / "c.md", b"c")]

    assert write_all(tmp_path, items) == [True, False, True]
    assert write_all(tmp_path, items) == [False, False, False]
    assert write_all(tmp_path, []) == []


def test_of_two_texts_for_one_file_the_last_stands(tmp_path: Path) -> None:
    write_all(tmp_path, [(tmp_path / "a.md", b"1"), (tmp_path / "a.md", b"2")])

    assert (tmp_path / "a.md").read_bytes() == b"2"


@pytest.mark.parametrize("present", [b"old", b"new"], ids=["to be written", "in place already"])
def test_what_a_killed_run_left_goes(tmp_path: Path, present: bytes) -> None:
    (tmp_path / "a.md").write_bytes(present)
    (tmp_path / ".a.md.tmp").write_bytes(b"half")

    write_if_changed(tmp_path / "a.md", b"new", root=tmp_path)

    assert _files(tmp_path) == {"a.md"}


def test_a_failed_group_leaves_no_temporary_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    items = [(tmp_path / "a.md", b"a"), (tmp_path / "file" / "b.md", b"b")]

    with pytest.raises(OSError, match="file"):
        write_all(tmp_path, items)
    assert _files(tmp_path) == {"file"}


@pytest.mark.parametrize("path", ["../a.md", "x/../../a.md"])
def test_nothing_is_written_outside(tmp_path: Path, path: str) -> None:
    root = tmp_path / "site"
    root.mkdir()

    with pytest.raises(PostError, match="outside"):
        write_all(root, [(root / "ok.md", b""), (root / path, b"x")])
    assert _files(tmp_path) == set()


def test_a_folder_that_leads_out_is_refused(tmp_path: Path) -> None:
    root, outside = tmp_path / "site", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "_posts").symlink_to(outside)

    with pytest.raises(PostError, match="symbolic link"):
        write_if_changed(root / "_posts" / "a.md", b"x", root=root)
    assert _files(outside) == set()


def test_a_link_in_the_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    root, target = tmp_path / "site", tmp_path / "target"
    root.mkdir()
    target.write_bytes(b"theirs")
    (root / "a.md").symlink_to(target)
    (root / ".a.md.tmp").symlink_to(target)

    assert write_if_changed(root / "a.md", b"ours", root=root)
    assert target.read_bytes() == b"theirs"
    assert not (root / "a.md").is_symlink()


def test_the_site_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to("real")

    assert write_if_changed(tmp_path / "site" / "a.md", b"x", root=tmp_path / "site")
    assert (tmp_path / "real" / "a.md").read_bytes() == b"x"


def test_a_digest_is_sha256() -> None:
    assert digest(b"").startswith("e3b0c44298fc1c14")


def test_two_writers_may_be_at_one_file_at_once(tmp_path: Path) -> None:
    file = tmp_path / "category" / "wire.html"

    def write(mark: str) -> None:
        for number in range(100):
            write_all(tmp_path, [(file, f"{mark}{number}".encode())], mark=mark)

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, [".a", ".b"]))
    assert list(file.parent.iterdir()) == [file]
