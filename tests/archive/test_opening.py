from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection

from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.archive.opening import open_ledger
from newsbot.archive.schema import VERSION
from newsbot.errors import BrokenLedgerError, LedgerError


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a ledger is, as a run left it."""
    path = ledger_path(tmp_path)
    Ledger(path).close()
    return path


def execute(path: Path, *statements: str) -> None:
    def work(connection: Connection) -> None:
        for statement in statements:
            connection.exec_driver_sql(statement)

    ledger = Ledger(path)
    ledger.call(work)
    ledger.close()


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        pytest.param("DROP TABLE links", "it lacks the table links", id="a table"),
        pytest.param("DROP TABLE meta", "it lacks the table meta", id="the table of its version"),
        pytest.param(
            "ALTER TABLE listings DROP COLUMN rules",
            "its table listings lacks rules",
            id="a column",
        ),
        pytest.param("DELETE FROM meta", "its version is None", id="its version"),
        pytest.param(
            "UPDATE meta SET value = 'abc'", "its version is 'abc'", id="a version that is a number"
        ),
        pytest.param(
            "UPDATE meta SET value = '0'",
            "this newsbot does not know version 0",
            id="a version that there was",
        ),
    ],
)
def test_a_ledger_that_lacks_something_is_refused_and_left_as_it_is(
    path: Path, statement: str, why: str
) -> None:
    execute(path, statement)
    before = path.read_bytes()
    with pytest.raises(BrokenLedgerError) as refused:
        Ledger(path)
    assert f"{path}: cannot be used as a ledger: {why}; `newsbot check --fix`" in str(refused.value)
    assert path.read_bytes() == before


def another_file(path: Path) -> None:
    path.write_bytes(b"these are not the bytes of a database\n" * 200)


def damaged_after_its_first_bytes(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 8000)


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-4096])


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    "damage",
    [another_file, damaged_after_its_first_bytes, cut_off, a_folder],
    ids=lambda damage: damage.__name__.replace("_", " "),
)
def test_a_damaged_file_is_refused(path: Path, damage: Callable[[Path], None]) -> None:
    damage(path)
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(BrokenLedgerError, match=r"ledger\.db: cannot be used as a ledger: .*--fix"):
        Ledger(path)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_ledger_of_a_newer_newsbot_is_refused(path: Path) -> None:
    execute(path, "UPDATE meta SET value = '99'")
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"written by a newer newsbot .*99.*update") as refused:
        Ledger(path)
    assert not isinstance(refused.value, BrokenLedgerError)
    assert path.read_bytes() == before


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / ".newsbot").write_text("a file", "utf-8")
    with pytest.raises(LedgerError, match=r"folder cannot be made: .*; move away"):
        Ledger(ledger_path(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
def test_a_ledger_that_cannot_be_written_is_refused(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)
    with pytest.raises(LedgerError, match="let the user who runs newsbot write it"):
        execute(path, "DELETE FROM runs")
    path.parent.chmod(0o700)


def test_an_empty_file_is_a_ledger_that_was_not_made_yet(path: Path) -> None:
    path.write_bytes(b"")
    Ledger(path).close()
    assert path.stat().st_size > 0


def add_column(connection: Connection) -> None:
    connection.exec_driver_sql("ALTER TABLE runs ADD COLUMN host VARCHAR")


def fail(connection: Connection) -> None:
    add_column(connection)
    raise LedgerError("no room")


def columns(path: Path) -> list[str]:
    ledger = Ledger(path)
    found = ledger.call(lambda c: list(c.exec_driver_sql("SELECT * FROM runs").keys()))
    ledger.close()
    return found


def test_an_older_ledger_is_backed_up_and_brought_up_to_date(path: Path) -> None:
    open_ledger(path, version=VERSION + 1, steps={VERSION: add_column}).dispose()
    with pytest.raises(LedgerError, match=f"ledger version {VERSION + 1}"):
        Ledger(path)
    assert columns(path.with_name(f"ledger.db.version-{VERSION}"))[-1] != "host"
    open_ledger(path, version=VERSION + 1).dispose()  # once is enough
    assert len(list(path.parent.glob("ledger.db.version-*"))) == 1


def test_a_copy_that_a_kill_cut_off_has_not_the_name_of_one(path: Path) -> None:
    half = path.with_name(f"ledger.db.version-{VERSION}.tmp")
    die = (
        "import os, sys; from pathlib import Path; from newsbot.archive import opening\n"
        "opening.sync = lambda path: os.kill(os.getpid(), 9)\n"
        "number = int(sys.argv[2])\n"
        "opening.open_ledger(Path(sys.argv[1]), version=number + 1, steps={number: print})\n"
    )
    arguments = [sys.executable, "-c", die, str(path), str(VERSION)]
    assert subprocess.run(arguments, check=False).returncode == -9
    assert [copy.name for copy in path.parent.glob("ledger.db.version-*")] == [half.name]
    half.write_bytes(b"cut off")
    open_ledger(path, version=VERSION + 1, steps={VERSION: add_column}).dispose()
    (copy,) = path.parent.glob("ledger.db.version-*")
    assert columns(copy)[-1] != "host"


def test_a_step_that_fails_leaves_the_ledger_as_it_was(path: Path) -> None:
    for _ in range(2):
        with pytest.raises(LedgerError, match="no room"):
            open_ledger(path, version=VERSION + 1, steps={VERSION: fail})
    assert columns(path)[-1] != "host"
    copies = sorted(copy.name for copy in path.parent.glob("ledger.db.version-*"))
    assert copies == [f"ledger.db.version-{VERSION}", f"ledger.db.version-{VERSION}.1"]


def test_a_ledger_of_version_1_gets_the_table_of_texts(path: Path) -> None:
    execute(path, "DROP TABLE texts", "UPDATE meta SET value = '1' WHERE key = 'version'")
    ledger = Ledger(path)
    assert ledger.call(lambda c: c.exec_driver_sql("SELECT count(*) FROM texts").scalar()) == 0
    ledger.close()
