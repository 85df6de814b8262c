from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, select, text

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


def test_a_full_disk_is_told_and_what_to_do(path: Path) -> None:
    ledger = Ledger(path)
    with pytest.raises(LedgerError, match=r"ledger\.db: .*disk is full; make room"):
        ledger.call(fill)
    assert ledger.call(keys) == {"version"}
    ledger.close()


def fill(connection: Connection) -> None:
    connection.execute(text("PRAGMA max_page_count = 1"))
    remember(connection, "a", "x" * 1_000_000)


def test_a_look_waits_for_no_transaction(tmp_path: Path) -> None:
    opened = Ledger(tmp_path / "ledger.db")
    is_at_work, may_end = threading.Event(), threading.Event()

    def work(_connection: Connection) -> None:
        is_at_work.set()
        may_end.wait(60)

    opened.post(work)
    assert is_at_work.wait(60)
    assert opened.look(lambda connection: connection.execute(select(1)).scalar()) == 1
    may_end.set()
    opened.close()
