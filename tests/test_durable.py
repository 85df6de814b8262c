from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from newsbot.durable import make_folders, make_unversioned


def test_the_folders_that_get_a_new_entry_are_told(tmp_path: Path) -> None:
    changed = make_folders(tmp_path / "a" / "b")
    assert sorted(changed) == [tmp_path, tmp_path / "a"]
    assert make_folders(tmp_path / "a" / "b") == []


def test_git_passes_over_a_folder_that_is_not_for_it(tmp_path: Path) -> None:
    make_unversioned(tmp_path / "own")
    (tmp_path / "own" / "ledger.db").write_text("x")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    status = ["git", "-C", str(tmp_path), "status", "--short", "--untracked-files=all"]
    assert subprocess.run(status, check=True, capture_output=True).stdout == b""


def test_a_folder_for_which_there_is_no_room_is_not_left_half_made(tmp_path: Path) -> None:
    make = (
        "import resource, sys; from pathlib import Path; from newsbot.durable import *\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "make_unversioned(Path(sys.argv[1]))\n"
    )
    arguments = [sys.executable, "-c", make, str(tmp_path / "own")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=False)
    assert "File too large" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    make_unversioned(tmp_path)
    assert list(tmp_path.iterdir()) == []
