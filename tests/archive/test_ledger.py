from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text, update

from newsbot.archive import schema
from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.errors import LedgerError


def remember(connection: Connection, key: str, value: str = "x") -> None:
    connection.execute(insert(schema.meta).values(key=key, value=value))


def keys(connection: Connection) -> set[str]:
    return set(connection.execute(select(schema.meta.c.key)).scalars())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return ledger_path(tmp_path)


def test_a_ledger_is_where_the_project_keeps_it(tmp_path: Path) -> None:
    assert ledger_path(tmp_path) == tmp_path / ".newsbot" / "ledger.db"


def test_what_was_committed_is_there_when_it_is_opened_again(path: Path) -> None:
    first = Ledger(path)
    first.call(remember, "a")
    first.close()
    second = Ledger(path)
    assert second.call(keys) == {"version", "a"}
    second.close()


@pytest.mark.parametrize("folder", ["a?b#c", "100%20 ü 新闻", "x;y=1"])
def test_a_folder_may_have_any_name(tmp_path: Path, folder: str) -> None:
    Ledger(tmp_path / folder / "ledger.db").close()
    assert (tmp_path / folder / "ledger.db").stat().st_size > 0
    assert [entry.name for entry in tmp_path.iterdir()] == [folder]


def test_a_transaction_that_fails_leaves_nothing(ledger: Ledger) -> None:
    def half(connection: Connection) -> None:
        remember(connection, "a")
        raise ValueError("stop")

    with pytest.raises(ValueError, match="stop"):
        ledger.call(half)
    assert ledger.call(keys) == {"version"}


def test_every_transaction_runs_in_the_ledgers_own_thread(ledger: Ledger) -> None:
    def thread(_connection: Connection) -> str:
        return threading.current_thread().name

    async def names() -> set[str]:
        return set(await asyncio.gather(*(ledger.run(thread) for _ in range(3))))

    assert asyncio.run(names()) == {ledger.call(thread)}
    assert ledger.call(thread) != threading.current_thread().name


def test_a_commit_survives_a_power_cut_and_rows_keep_their_references(path: Path) -> None:
    ledger = Ledger(path)
    pragmas = ("journal_mode", "synchronous", "foreign_keys")
    found = [
        ledger.call(
            lambda connection, name=name: connection.execute(text(f"PRAGMA {name}")).scalar()
        )
        for name in pragmas
    ]
    ledger.close()
    assert found == ["wal", 2, 1]


def test_a_ledger_of_a_newer_newsbot_is_refused(path: Path) -> None:
    ledger = Ledger(path)
    ledger.call(lambda connection: connection.execute(update(schema.meta).values(value="99")))
    ledger.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"ledger\.db: written by a newer newsbot .*99.*update"):
        Ledger(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"these are not the bytes of a database\n" * 200, id="another file"),
        pytest.param(b"SQLite format 3\x00" + b"\xff" * 8000, id="damaged after its first bytes"),
    ],
)
def test_a_damaged_file_is_refused_and_left_as_it_is(path: Path, data: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(data)
    with pytest.raises(LedgerError, match=r"ledger\.db: cannot be opened as a ledger: "):
        Ledger(path)
    assert path.read_bytes() == data


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / ".newsbot").write_text("a file", "utf-8")
    with pytest.raises(LedgerError, match=r"ledger\.db: its folder cannot be made"):
        Ledger(ledger_path(tmp_path))


def test_a_folder_in_place_of_the_file_is_refused(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(LedgerError, match="cannot be opened as a ledger"):
        Ledger(path)
