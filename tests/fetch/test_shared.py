from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from newsbot.fetch.lock_files import remove, remove_stale, shared_folder
from newsbot.fetch.shared import COURTESY, NO_SLOT, POLL, SharedTurns

NOW = 1_000.0


@pytest.fixture
def one(tmp_path: Path) -> SharedTurns:
    return SharedTurns(tmp_path, "example.org")


@pytest.fixture
def two(tmp_path: Path) -> SharedTurns:
    return SharedTurns(tmp_path, "example.org")


def enter(turns: SharedTurns, now: float, *, concurrency: int = 1, delay: float = 0.0) -> float:
    """Try to have a turn; return the pause until the next look."""
    slot, pause = turns.try_enter(now, concurrency=concurrency, delay=delay)
    assert (slot == NO_SLOT) is (pause > 0)
    return pause


def test_a_slot_is_had_once(one: SharedTurns, two: SharedTurns) -> None:
    assert one.try_enter(NOW, concurrency=1, delay=0) == (0, 0)
    assert enter(two, NOW) == POLL
    one.leave(0, NOW)
    assert enter(two, NOW) == 0


def test_hosts_do_not_share_turns(one: SharedTurns, tmp_path: Path) -> None:
    assert enter(one, NOW) == 0
    assert enter(SharedTurns(tmp_path, "another.example"), NOW) == 0


def test_the_stricter_limit_of_another_process_holds_as_long_as_it_keeps_to_it(
    one: SharedTurns, two: SharedTurns
) -> None:
    assert enter(two, NOW, concurrency=1) == 0
    assert enter(one, NOW, concurrency=8) > 0, "the other has the only turn"
    two.leave(0, NOW)
    assert enter(one, NOW + 1, concurrency=8) == 0
    assert enter(one, NOW + 1, concurrency=8) > 0, "one at once, although nothing of the other's is"
    two.rest(is_idle=True)
    assert enter(one, NOW + 1, concurrency=8) == 0


def test_a_stricter_process_waits_until_what_a_laxer_one_sent_is_over(
    one: SharedTurns, two: SharedTurns
) -> None:
    slots = [one.try_enter(NOW, concurrency=3, delay=0)[0] for _ in range(3)]
    assert slots == [0, 1, 2]
    assert enter(two, NOW, concurrency=1) > 0
    one.leave(0, NOW)
    assert enter(two, NOW + 1, concurrency=1) > 0
    assert enter(one, NOW + 1, concurrency=3) > 0
    one.leave(1, NOW + 1)
    one.leave(2, NOW + 1)
    assert enter(two, NOW + 2, concurrency=1) == 0


def test_when_the_strictest_goes_the_next_strictest_holds(
    one: SharedTurns, two: SharedTurns, tmp_path: Path
) -> None:
    three = SharedTurns(tmp_path, "example.org")
    assert enter(two, NOW, concurrency=1) == 0
    assert enter(three, NOW, concurrency=2) > 0
    two.leave(0, NOW)
    two.rest(is_idle=True)
    assert [enter(one, NOW + 1, concurrency=9) for _ in range(3)] == [0, 0, POLL]


def test_a_delay_counts_from_when_the_other_process_sent(
    one: SharedTurns, two: SharedTurns
) -> None:
    assert enter(one, NOW, concurrency=2, delay=1) == 0
    assert enter(two, NOW + 5, concurrency=2, delay=1) == POLL
    one.sent(NOW + 6)
    assert enter(two, NOW + 6.25, concurrency=2, delay=1) == pytest.approx(0.75)
    assert enter(two, NOW + 7, concurrency=2, delay=1) == 0


def test_the_longer_delay_of_another_process_holds_as_long_as_it_keeps_to_it(
    one: SharedTurns, two: SharedTurns
) -> None:
    assert enter(two, NOW, delay=1) == 0
    two.sent(NOW)
    assert enter(one, NOW + 0.25, concurrency=8) == pytest.approx(0.75)
    assert enter(one, NOW + 1, concurrency=8) > 0, "the other has the only turn"
    two.leave(0, NOW + 1)
    slot, pause = one.try_enter(NOW + 2, concurrency=8, delay=0)
    assert pause == 0
    assert enter(one, NOW + 4, concurrency=8) == POLL, "the first is not sent yet"
    one.sent(NOW + 4)
    one.leave(slot, NOW + 4)
    two.rest(is_idle=True)
    assert [enter(one, NOW + 4, concurrency=2) for _ in range(2)] == [0, 0]


def test_when_the_longest_delay_goes_the_next_holds(
    one: SharedTurns, two: SharedTurns, tmp_path: Path
) -> None:
    three = SharedTurns(tmp_path, "example.org")
    for turns, delay in ((three, 0.5), (two, 2.0)):
        slot, _ = turns.try_enter(NOW, concurrency=3, delay=delay)
        turns.sent(NOW - 10)
        turns.leave(slot, NOW)
    assert enter(one, NOW - 8.5) == pytest.approx(0.5)
    two.rest(is_idle=True)
    assert enter(one, NOW - 9.75) == pytest.approx(0.25)
    three.rest(is_idle=True)
    assert enter(one, NOW - 9.75) == 0


def test_the_last_to_have_had_a_turn_gives_way(one: SharedTurns, two: SharedTurns) -> None:
    assert enter(one, NOW) == 0
    assert enter(two, NOW) > 0
    one.leave(0, NOW)
    assert enter(one, NOW) > 0
    assert enter(two, NOW + POLL) == 0


def test_nobody_gives_way_for_ever(one: SharedTurns, two: SharedTurns) -> None:
    assert enter(one, NOW) == 0
    assert enter(two, NOW) > 0
    one.leave(0, NOW)
    assert enter(one, NOW + COURTESY) == 0


def test_whoever_rests_is_not_waited_for(one: SharedTurns, two: SharedTurns) -> None:
    assert enter(one, NOW) == 0
    assert enter(two, NOW) > 0
    two.rest(is_idle=True)
    one.leave(0, NOW)
    assert enter(one, NOW) == 0


def test_times_from_before_the_last_start_of_the_machine_mean_nothing(
    one: SharedTurns, two: SharedTurns
) -> None:
    assert enter(one, NOW, delay=1) == 0
    one.sent(NOW)
    one.leave(0, NOW)
    one.pause(NOW + 3600, NOW)
    assert two.paused_until(NOW) == NOW + 3600
    assert two.paused_until(NOW - 500) == 0
    assert enter(two, NOW - 500, delay=1) == 0


@pytest.mark.parametrize(
    "data", [b"", b"\xff" * 72, b"x", struct.pack("<d", float("nan")) * 9], ids=repr
)
def test_what_is_in_the_file_is_not_believed(one: SharedTurns, tmp_path: Path, data: bytes) -> None:
    assert enter(one, NOW) == 0
    one.sent(NOW)
    one.leave(0, NOW)
    (file,) = tmp_path.glob("*.turns")
    file.write_bytes(data)
    assert enter(one, NOW, delay=1) == 0
    assert not one.paused_until(NOW) > NOW


def test_files_are_open_only_while_they_are_needed(tmp_path: Path) -> None:
    open_files = Path("/proc/self/fd")
    before = list(open_files.iterdir())
    for number in range(100):
        turns = SharedTurns(tmp_path, f"{number}.example")
        slot, _ = turns.try_enter(NOW, concurrency=2, delay=1)
        turns.sent(NOW)
        turns.leave(slot, NOW)
        turns.rest(is_idle=True)
    assert len(list(open_files.iterdir())) == len(before)


def test_a_process_that_died_leaves_nothing_behind(two: SharedTurns, tmp_path: Path) -> None:
    die = (
        "import os, sys; from pathlib import Path; from newsbot.fetch.shared import SharedTurns\n"
        "turns = SharedTurns(Path(sys.argv[1]), 'example.org')\n"
        "assert turns.try_enter(900.0, concurrency=1, delay=1) == (0, 0)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    done = subprocess.run([sys.executable, "-c", die, str(tmp_path)], check=False)
    assert done.returncode == -9
    assert enter(two, NOW, delay=1) == 0


def names(folder: Path) -> set[str]:
    return {path.suffix for path in folder.iterdir()}


def test_files_that_say_what_is_under_way_are_removed_at_the_end(
    one: SharedTurns, tmp_path: Path
) -> None:
    for slot in (0, 1):
        assert one.try_enter(NOW, concurrency=2, delay=0) == (slot, 0)
    assert names(tmp_path) == {".turns", ".slot0", ".slot1", ".limit2"}
    one.leave(0, NOW)
    one.leave(1, NOW)
    one.rest(is_idle=True)
    one.remove_files()
    assert names(tmp_path) == {".turns"}, "when the host was asked last counts for the next run"


def test_files_that_another_process_uses_stay(
    one: SharedTurns, two: SharedTurns, tmp_path: Path
) -> None:
    assert enter(one, NOW) == 0
    assert enter(two, NOW) > 0
    two.rest(is_idle=True)
    two.remove_files()
    assert names(tmp_path) == {".turns", ".slot0", ".limit1"}
    assert enter(two, NOW) > 0


def test_a_lock_on_a_file_that_was_removed_meanwhile_binds_nobody(
    one: SharedTurns, two: SharedTurns, tmp_path: Path
) -> None:
    assert enter(one, NOW) == 0
    one.leave(0, NOW)
    for path in tmp_path.iterdir():
        path.unlink()
    assert enter(two, NOW) == 0
    assert enter(one, NOW) > 0, "it looks at the files that are there now"


def test_files_of_long_ago_are_removed_unless_somebody_uses_them(
    one: SharedTurns, tmp_path: Path
) -> None:
    assert enter(one, NOW, delay=1) == 0
    for name in ("old.turns", "old.slot0", "new.turns"):
        (tmp_path / name).touch()
    long_ago = [path for path in tmp_path.iterdir() if path.name != "new.turns"]
    for path in long_ago:
        os.utime(path, (0, 0))
    remove_stale(tmp_path, before=1)
    assert {path.name for path in tmp_path.iterdir() if path.name[:3] in ("old", "new")} == {
        "new.turns"
    }
    assert names(tmp_path) >= {".turns", ".slot0", ".limit1", ".delay1000000"}


def test_what_cannot_be_removed_stays(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    (tmp_path / "c.turns").touch()
    for path in tmp_path.iterdir():
        os.utime(path, (0, 0), follow_symlinks=False)
    remove_stale(tmp_path, before=1)
    remove(tmp_path / "a")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "b"}


def test_a_cache_that_was_cleared_is_made_again(one: SharedTurns, tmp_path: Path) -> None:
    slot, _ = one.try_enter(NOW, concurrency=2, delay=1)
    shutil.rmtree(tmp_path)
    one.sent(NOW)
    one.leave(slot, NOW)
    assert enter(one, NOW + 2, delay=1) == 0


NO_ROOM = """
import resource, sys
from pathlib import Path
from newsbot.fetch.shared import SharedTurns
turns = SharedTurns(Path(sys.argv[1]), "example.org")
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
try:
    turns.try_enter(1000.0, concurrency=1, delay=1)
except OSError as error:
    print(Path(error.filename).suffix)
resource.setrlimit(resource.RLIMIT_FSIZE, limits)
other = SharedTurns(Path(sys.argv[1]), "example.org")
print(other.try_enter(1000.0, concurrency=1, delay=1))
"""


def test_a_turn_that_could_not_be_noted_is_nobodys(tmp_path: Path) -> None:
    arguments = [sys.executable, "-c", NO_ROOM, str(tmp_path)]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert done.stdout.split("\n") == [".turns", "(0, 0.0)", ""]


def test_processes_meet_in_the_users_cache(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    assert shared_folder(tmp_path, {"XDG_CACHE_HOME": str(cache)}) == cache / "newsbot" / "hosts"
    home = {"HOME": str(tmp_path / "home")}
    expected = tmp_path / "home" / ".cache" / "newsbot" / "hosts"
    assert shared_folder(tmp_path, home) == expected


def test_a_cache_in_which_no_file_can_be_written_is_none(tmp_path: Path) -> None:
    cache = tmp_path / "cache" / "newsbot" / "hosts"
    cache.mkdir(parents=True)
    look = (
        "import resource, sys; from pathlib import Path; from newsbot.fetch.lock_files import *\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n"
        "print(shared_folder(Path('project'), {'XDG_CACHE_HOME': sys.argv[1]}))\n"
    )
    arguments = [sys.executable, "-c", look, str(tmp_path / "cache")]
    done = subprocess.run(arguments, capture_output=True, text=True, check=True)
    assert Path(done.stdout.strip()) == Path("project/.newsbot/hosts")
    assert list(cache.iterdir()) == []


@pytest.mark.parametrize("environ", [{}, {"XDG_CACHE_HOME": "/proc/none"}], ids=["none", "bad"])
def test_processes_meet_in_the_project_where_there_is_no_cache(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    assert shared_folder(tmp_path, environ) == tmp_path / ".newsbot" / "hosts"
