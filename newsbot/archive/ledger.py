"""The ledger as a file: opening it, and one writer at a time."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, insert, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import StaticPool

from newsbot.archive import schema
from newsbot.errors import BrokenLedgerError, LedgerError

logger = logging.getLogger(__name__)

P = ParamSpec("P")
T = TypeVar("T")


def ledger_path(root: Path) -> Path:
    """Return where a project's ledger is."""
    return root / ".newsbot" / "ledger.db"


class Ledger:
    """A ledger on disk, or in memory when *path* is None.

    Every transaction runs in the ledger's own thread, one after the other: nothing waits for the
    disk on the event loop, and SQLite never sees two writers of one process.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")
        try:
            self._engine: Engine = self._thread.submit(_open, path).result()
        except LedgerError:
            self._thread.shutdown()
            raise

    def call(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run *work* in one transaction and wait for it."""
        return self._thread.submit(self._transact, work, args, kwargs).result()

    async def run(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run *work* in one transaction without blocking the event loop."""
        future = self._thread.submit(self._transact, work, args, kwargs)
        return await asyncio.wrap_future(future)

    def post(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Run *work* in one transaction, some time before `close` returns; an error is logged."""
        future = self._thread.submit(self._transact, work, args, kwargs)
        future.add_done_callback(_log_error)

    def verify(self) -> None:
        """Read the whole file. Raises BrokenLedgerError when it is damaged."""
        try:
            found = self.call(_quick_check)
        except DBAPIError as error:
            found = str(error.orig)
        if found != "ok":
            raise _broken(self._path, found)

    def close(self) -> None:
        """Finish what is under way and close the file."""
        self._thread.submit(self._engine.dispose).result()
        self._thread.shutdown()

    def _transact(
        self, work: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> T:
        with self._engine.begin() as connection:
            return work(connection, *args, **kwargs)


def _log_error(future: Future[Any]) -> None:
    error = future.exception()
    if error is not None:
        logger.error("the ledger could not be written: %s", error)


def _open(path: Path | None) -> Engine:
    _make_folder(path)
    # Not as text: a folder's name may hold `?` and `%`.
    url = URL.create("sqlite", database=str(path) if path is not None else None)
    engine = create_engine(url, poolclass=StaticPool)
    event.listen(engine, "connect", _set_pragmas)
    try:
        with engine.begin() as connection:
            schema.metadata.create_all(connection)
            _check_version(connection, path)
    except DBAPIError as error:
        engine.dispose()
        if isinstance(error, OperationalError):  # locked, not writable, no room
            raise LedgerError(f"{path}: cannot be opened as a ledger: {error.orig}") from error
        raise _broken(path, error.orig) from error
    except LedgerError:
        engine.dispose()
        raise
    return engine


def _broken(path: Path | None, why: object) -> BrokenLedgerError:
    return BrokenLedgerError(
        f"{path}: cannot be opened as a ledger: {why};"
        " `newsbot check --fix` sets it aside and has it again from index/"
    )


def _quick_check(connection: Connection) -> str:
    # https://sqlite.org/pragma.html#pragma_quick_check
    return str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())


def _make_folder(path: Path | None) -> None:
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LedgerError(f"{path}: its folder cannot be made: {error.strerror}") from error


def _set_pragmas(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]  # the DBAPI connection is untyped
    # WAL with FULL: a commit that returned survives a power cut (https://sqlite.org/wal.html).
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _check_version(connection: Connection, path: Path | None) -> None:
    query = select(schema.meta.c.value).where(schema.meta.c.key == "version")
    found = connection.execute(query).scalar()
    if found is None:
        connection.execute(insert(schema.meta).values(key="version", value=str(schema.VERSION)))
    elif int(found) > schema.VERSION:
        raise LedgerError(
            f"{path}: written by a newer newsbot (ledger version {found}, this one knows"
            f" {schema.VERSION}); update newsbot"
        )
