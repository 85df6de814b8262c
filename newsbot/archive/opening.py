"""A ledger's file: made, looked at, and brought up to date, before anybody works with it.

A ledger that is not whole is refused. Tables that are missing are never made anew beside others:
that would pass for an archive that knows nothing, and fetch everything again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from itertools import count
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from newsbot.archive.migrations import STEPS, Step, can_migrate, migrate
from newsbot.archive.schema import VERSION, meta, metadata
from newsbot.durable import make_unversioned, sync
from newsbot.errors import BrokenLedgerError, LedgerError

FIX: Final = "`newsbot check --fix` sets it aside and has it again from index/"
ROOM: Final = "make room, then run the command again: it goes on where this one stopped"

DAMAGED: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
REMEDIES: Final = {
    sqlite3.SQLITE_FULL: ROOM,
    sqlite3.SQLITE_IOERR: f"the disk is full or fails; {ROOM}",
    sqlite3.SQLITE_CANTOPEN: "look at the folder that it is in",
    sqlite3.SQLITE_PERM: "let the user who runs newsbot write it and its folder",
    sqlite3.SQLITE_READONLY: "let the user who runs newsbot write it and its folder",
    sqlite3.SQLITE_BUSY: "another program has it open; end that one",
    sqlite3.SQLITE_LOCKED: "another program has it open; end that one",
}
"""Primary result codes (https://sqlite.org/rescode.html) that are not a mistake of newsbot's."""


def open_ledger(
    path: Path | None, *, version: int = VERSION, steps: Mapping[int, Step] = STEPS
) -> Engine:
    """Return a ledger's engine, with the tables of *version*; None is a ledger in memory.

    Raises:
        BrokenLedgerError: The file is damaged, incomplete, or no ledger.
        LedgerError: It is of a newer newsbot, or the file system refuses.
    """
    _make_place(path)
    # Not as text: a folder's name may hold `?` and `%`.
    url = URL.create("sqlite", database=str(path) if path is not None else None)
    engine = create_engine(url, poolclass=StaticPool)
    event.listen(engine, "connect", _set_pragmas)
    try:
        with engine.begin() as connection:
            found = _version(connection, path, version)
        if found < version:
            _bring_up_to_date(engine, path, found, version, steps)
        with engine.begin() as connection:
            _check_whole(connection, path)
    except DBAPIError as error:
        engine.dispose()
        raise ledger_error(path, error) or LedgerError(_said(path, error.orig)) from error
    except LedgerError:
        engine.dispose()
        raise
    return engine


def ledger_error(path: Path | None, error: DBAPIError) -> LedgerError | None:
    """Return what an error of the database says to the owner; None where it is newsbot's own."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in DAMAGED:
        return broken(path, error.orig)
    remedy = REMEDIES.get(code)
    return LedgerError(f"{_said(path, error.orig)}; {remedy}") if remedy else None


def broken(path: Path | None, why: object) -> BrokenLedgerError:
    """Return the error that says what is wrong with a file and how it is mended."""
    return BrokenLedgerError(f"{_said(path, why)}; {FIX}")


def _said(path: Path | None, why: object) -> str:
    return f"{path}: cannot be used as a ledger: {why}"


def _make_place(path: Path | None) -> None:
    if path is None:
        return
    try:
        make_unversioned(path.parent)
    except OSError as error:
        raise LedgerError(
            f"{path}: its folder cannot be made: {error.strerror}; move away what is in its place"
        ) from error
    if path.is_dir():
        raise broken(path, "it is a folder")


def _set_pragmas(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the DBAPI connection is untyped
    # WAL with FULL: a commit that returned survives a power cut (https://sqlite.org/wal.html).
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _version(connection: Connection, path: Path | None, known: int) -> int:
    """Return the version of a ledger, which is made where there is none yet."""
    columns = _columns(connection)
    if not columns:
        _make_tables(connection)
    elif meta.name not in columns:
        raise broken(path, f"it lacks the table {meta.name}")
    found = connection.execute(select(meta.c.value).where(meta.c.key == "version")).scalar()
    if found is None or not found.isdecimal():
        raise broken(path, f"its version is {found!r}")
    if int(found) > known:
        raise LedgerError(
            f"{path}: written by a newer newsbot (ledger version {found}, this one knows"
            f" {known}); update newsbot"
        )
    return int(found)


def _columns(connection: Connection) -> dict[str, set[str]]:
    """Return table → names of its columns."""
    query = (
        "SELECT t.name, c.name FROM sqlite_master AS t JOIN pragma_table_info(t.name) AS c"
        " WHERE t.type = 'table'"
    )
    found: dict[str, set[str]] = {}
    for table, column in connection.exec_driver_sql(query):
        found.setdefault(table, set()).add(column)
    return found


def _make_tables(connection: Connection) -> None:
    # All of them or none: Python's driver begins no transaction for them by itself.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    metadata.create_all(connection)
    if connection.execute(select(meta)).first() is None:
        connection.execute(insert(meta).values(key="version", value=str(VERSION)))


def _bring_up_to_date(
    engine: Engine, path: Path | None, found: int, version: int, steps: Mapping[int, Step]
) -> None:
    if not can_migrate(found, version=version, steps=steps):
        raise broken(path, f"this newsbot does not know version {found}")
    if path is not None:
        _back_up(engine, path, found)
    with engine.begin() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        migrate(connection, found, version=version, steps=steps)


def _back_up(engine: Engine, path: Path, found: int) -> None:
    """Copy a ledger beside itself before its tables change, under a name that is free."""
    half = path.with_name(f"{path.name}.version-{found}.tmp")
    names = (f"{path.name}.version-{found}{f'.{n}' if n else ''}" for n in count())
    try:
        half.unlink(missing_ok=True)
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM INTO ?", (str(half),))
        sync(half)  # SQLite does not, and only a whole copy is to have the name of one
        half.rename(next(c for c in map(path.with_name, names) if not c.exists()))
        sync(path.parent)
    except OSError as error:
        raise LedgerError(
            f"{path}: cannot be copied before its tables change: {error.strerror}; {ROOM}"
        ) from error


def _check_whole(connection: Connection, path: Path | None) -> None:
    columns = _columns(connection)
    for table in metadata.sorted_tables:
        if table.name not in columns:
            raise broken(path, f"it lacks the table {table.name}")
        if missing := sorted(set(table.c.keys()) - columns[table.name]):
            raise broken(path, f"its table {table.name} lacks {', '.join(missing)}")
