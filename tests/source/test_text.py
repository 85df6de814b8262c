from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsbot.errors import SourceFileError
from newsbot.source.text import MAX_BYTES, read_text


def _refusal(path: Path) -> str:
    with pytest.raises(SourceFileError) as caught:
        read_text(path, "x.yaml")
    return str(caught.value)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"\xef\xbb\xbftitle: \xe6\x96\xb0\n")
    assert read_text(file, "x.yaml") == "title: 新\n"


def test_bytes_that_are_not_utf_8_are_named_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes("a: 1\ntitle: 新闻\n".encode("gb18030"))
    assert _refusal(file) == "x.yaml:2: found bytes that are not UTF-8 (0xd0), expected UTF-8 text"


def test_a_control_character_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"a: 1\nb: \x00\n")
    assert _refusal(file) == "x.yaml:2: found the control character U+0000, expected text"


def test_a_file_over_one_mebibyte_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"#" * (MAX_BYTES + 1))
    assert _refusal(file) == "x.yaml:1: found more than 1 MiB, expected a smaller file"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == "x.yaml:1: found a folder or device, expected a file"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _refusal(tmp_path / "pipe") == "x.yaml:1: found a folder or device, expected a file"


def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert _refusal(tmp_path / "a").startswith("x.yaml:1: found a file that cannot be read")


def test_a_link_to_nothing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("nothing")
    assert "No such file" in _refusal(tmp_path / "a")
