from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot.cli.lock import project_lock
from newsbot.errors import LedgerError, LockedError

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_a_second_run_is_told_who_is_at_work_and_what_to_do(tmp_path: Path) -> None:
    with (
        project_lock(tmp_path, now=NOW),
        pytest.raises(LockedError) as refused,
        project_lock(tmp_path, now=NOW),
    ):
        pytest.fail("two runs at once")
    said = (
        f"process {os.getpid()}, since 2026-03-01T12:00:00+00:00; nothing was done: run this again"
    )
    assert said in str(refused.value)
    with project_lock(tmp_path, now=NOW):
        pass


def a_file_in_place_of_the_folder(folder: Path) -> None:
    folder.write_text("a file", "utf-8")


def a_link_that_leads_nowhere(folder: Path) -> None:
    folder.symlink_to(folder.with_name("nowhere"))


def a_folder_in_place_of_the_note(folder: Path) -> None:
    (folder / "lock.json").mkdir(parents=True)


@pytest.mark.parametrize(
    "obstacle",
    [a_file_in_place_of_the_folder, a_link_that_leads_nowhere, a_folder_in_place_of_the_note],
    ids=lambda obstacle: obstacle.__name__.replace("_", " "),
)
def test_what_is_in_the_way_is_named(tmp_path: Path, obstacle: Callable[[Path], None]) -> None:
    obstacle(tmp_path / ".newsbot")
    with (
        pytest.raises(LedgerError, match=r"\.newsbot: .*cannot be used: .*move away"),
        project_lock(tmp_path, now=NOW),
    ):
        pytest.fail("it was held")
