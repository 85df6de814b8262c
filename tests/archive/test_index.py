from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from newsbot.archive.index import (
    REMOVED,
    WITHHELD,
    Line,
    append_lines,
    format_line,
    index_folder,
    parse_line,
    read_index,
)
from newsbot.errors import LedgerError

DAY = date(2022, 5, 25)
WORDS = "0123456789abcdef"
POST = "fedcba9876543210"


def line(identity: str = "id:1", **changes: object) -> Line:
    values = {"words": WORDS, "post": POST, "path": "_posts/2022-05-25-1.md", **changes}
    return Line(identity=identity, **values)  # type: ignore[arg-type] # the test's own values


def texts(folder: Path) -> list[str]:
    return (folder / "2022" / "05-25.tsv").read_text("utf-8").split("\n")


def test_a_line_is_what_git_shows() -> None:
    one = line(keys=("url:example.org/a", "url:example.org/b"))
    assert format_line(one) == (
        "id:1\t0123456789abcdef\tfedcba9876543210\t_posts/2022-05-25-1.md"
        "\turl:example.org/a url:example.org/b"
    )


def test_digests_are_cut_short() -> None:
    assert format_line(line(words=WORDS * 4, post=POST * 4)) == format_line(line())


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(line(), id="without further keys"),
        pytest.param(line("id:新闻 1"), id="an identity of more than one word"),
        pytest.param(line("id:a\tb\nc\rd\x00"), id="control characters"),
        pytest.param(line("id:100%", keys=("id:100%25 %", "url:x.org/%E4%20b")), id="per cent"),
        pytest.param(line(post=WITHHELD), id="withheld"),
        pytest.param(line(post=REMOVED), id="removed"),
    ],
)
def test_what_is_written_reads_back_and_is_one_line(one: Line) -> None:
    text = format_line(one)
    assert parse_line(text) == one
    assert "\n" not in text
    assert text.count("\t") == 4


def test_an_address_keeps_its_escapes_as_they_are() -> None:
    assert "url:x.org/%E4%B8%AD" in format_line(line(keys=("url:x.org/%E4%B8%AD",)))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="empty"),
        pytest.param("<<<<<<< HEAD", id="left of a merge"),
        pytest.param(format_line(line())[:-1].rpartition("\t")[0], id="a field is missing"),
        pytest.param(format_line(line(words="xyz")), id="no digest"),
        pytest.param(format_line(line(post="deleted")), id="no digest of the post"),
        pytest.param(format_line(line(path="../../.bashrc")), id="a path that leaves the site"),
        pytest.param(format_line(line(path="/etc/passwd")), id="an absolute path"),
        pytest.param(format_line(line("1")), id="no identity"),
    ],
)
def test_what_newsbot_cannot_have_written_says_nothing(text: str) -> None:
    assert parse_line(text) is None


def test_lines_go_into_the_file_of_their_day(tmp_path: Path) -> None:
    folder = index_folder(tmp_path, "example")
    other = date(2023, 1, 2)
    assert append_lines(folder, [(DAY, line("id:1")), (other, line("id:2"))]) == 2
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.tsv")} == {
        "index/example/2022/05-25.tsv",
        "index/example/2023/01-02.tsv",
    }
    found = read_index([folder])
    assert found.lines == {"id:1": (DAY, line("id:1")), "id:2": (other, line("id:2"))}


def test_the_last_line_of_an_identity_counts(tmp_path: Path) -> None:
    later = line(words=POST)
    append_lines(tmp_path, [(DAY, line("id:11")), (DAY, line()), (DAY, line("id:12"))])
    append_lines(tmp_path, [(DAY, later)])
    assert len(texts(tmp_path)) == 5
    assert read_index([tmp_path]).lines["id:1"] == (DAY, later)


def test_the_same_again_changes_no_byte(tmp_path: Path) -> None:
    append_lines(tmp_path, [(DAY, line("id:11")), (DAY, line())])
    before = texts(tmp_path)
    assert append_lines(tmp_path, [(DAY, line()), (DAY, line("id:11"))]) == 0
    assert texts(tmp_path) == before


def test_what_was_said_before_the_last_time_is_said_again(tmp_path: Path) -> None:
    for one in (line(), line(words=POST), line()):
        assert append_lines(tmp_path, [(DAY, one)]) == 1
    assert read_index([tmp_path]).lines["id:1"] == (DAY, line())


@pytest.mark.parametrize("cut", [1, 5, 20, 40, 60, 75])
def test_a_line_that_a_kill_cut_off_is_closed_and_said_again(tmp_path: Path, cut: int) -> None:
    one = line(keys=("url:example.org/a",))
    append_lines(tmp_path, [(DAY, line("id:0")), (DAY, one)])
    file = tmp_path / "2022" / "05-25.tsv"
    whole = file.read_bytes()
    file.write_bytes(whole[:-cut])
    assert set(read_index([tmp_path]).lines) == {"id:0"}
    assert append_lines(tmp_path, [(DAY, one)]) == 1
    assert file.read_bytes() == whole[:-cut] + b"\n" + (format_line(one) + "\n").encode()
    assert read_index([tmp_path]).lines == {"id:0": (DAY, line("id:0")), "id:1": (DAY, one)}


FULL = """
import resource, sys
from datetime import date
from pathlib import Path
from newsbot.archive.index import Line, append_lines
folder, there = Path(sys.argv[1]), Path(sys.argv[2])
line = Line(identity="id:2", words="0" * 16, post="1" * 16, path="a.md")
resource.setrlimit(resource.RLIMIT_FSIZE, (there.stat().st_size + 9,) * 2)
try:
    append_lines(folder, [(date(2022, 5, 25), line)])
except OSError as error:
    print(error.filename)
"""


def test_half_a_line_for_which_there_was_no_more_room_is_taken_back(tmp_path: Path) -> None:
    append_lines(tmp_path, [(DAY, line())])
    file = tmp_path / "2022" / "05-25.tsv"
    before = file.read_bytes()
    arguments = [sys.executable, "-c", FULL, str(tmp_path), str(file)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert done.stdout == f"{file}\n"
    assert file.read_bytes() == before


def test_lines_that_say_nothing_are_counted(tmp_path: Path) -> None:
    append_lines(tmp_path, [(DAY, line())])
    file = tmp_path / "2022" / "05-25.tsv"
    file.write_bytes(b"<<<<<<< HEAD\n" + file.read_bytes() + b"=======\n\xff\xfe\n")
    found = read_index([tmp_path])
    assert (set(found.lines), found.unreadable) == ({"id:1"}, 3)


def test_line_ends_of_windows_are_no_part_of_a_key(tmp_path: Path) -> None:
    one = line(keys=("url:example.org/a",))
    append_lines(tmp_path, [(DAY, one)])
    file = tmp_path / "2022" / "05-25.tsv"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert read_index([tmp_path]).lines["id:1"] == (DAY, one)
    assert append_lines(tmp_path, [(DAY, one)]) == 0


@pytest.mark.parametrize("in_the_way", ["", "2022", "2022/05-25.tsv"])
def test_an_index_that_cannot_be_read_is_not_one_that_says_nothing(
    tmp_path: Path, in_the_way: str
) -> None:
    place = tmp_path / "example" / in_the_way
    place.parent.mkdir(parents=True, exist_ok=True)
    if in_the_way == "2022":
        place.mkdir()
        (place / "05-25.tsv").symlink_to("05-25.tsv")
    elif in_the_way:
        place.mkdir()
    else:
        place.touch()
    with pytest.raises(LedgerError, match="the index cannot be read"):
        read_index([tmp_path / "example"])


def test_files_that_are_no_days_are_passed_over(tmp_path: Path) -> None:
    for name in ("2022/notes.tsv", "2022/13-40.tsv", "old/05-25.tsv", "2022/05-25.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(format_line(line()) + "\n", "utf-8")
    assert read_index([tmp_path, tmp_path / "not there"]).lines == {}


def test_of_two_folders_the_later_one_counts(tmp_path: Path) -> None:
    append_lines(tmp_path / "old", [(DAY, line()), (DAY, line("id:2"))])
    append_lines(tmp_path / "new", [(DAY, line(words=POST))])
    found = read_index([tmp_path / "old", tmp_path / "new"]).lines
    assert [found[name][1].words for name in ("id:1", "id:2")] == [POST, WORDS]
