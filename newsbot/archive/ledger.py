"""The ledger as it is worked with: one writer at a time, in a thread of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError

from newsbot.archive.opening import broken, ledger_error, open_ledger
from newsbot.errors import LedgerError

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
            self._engine: Engine = self._thread.submit(open_ledger, path).result()
        except LedgerError:
            self._thread.shutdown()
            raise
        # In WAL mode readers see what is committed, and stand in nobody's way.
        self._engine_to_read = create_engine(self._engine.url)

    def call(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run *work* in one transaction and wait for it.

        Raises LedgerError when the disk is full, or the file cannot be used any more.
        """
        return self._thread.submit(self._transact, work, args, kwargs).result()

    async def run(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run *work* in one transaction without blocking the event loop."""
        future = self._thread.submit(self._transact, work, args, kwargs)
        return await asyncio.wrap_future(future)

    def look(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """Run *work*, which only reads, in the calling thread: it waits for no transaction."""
        if self._path is None:
            return self.call(work, *args, **kwargs)
        with self._engine_to_read.begin() as connection:
            return work(connection, *args, **kwargs)

    def post(
        self, work: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs
    ) -> None:
        """Run *work* in one transaction, some time before `close` returns; an error is logged."""
        future = self._thread.submit(self._transact, work, args, kwargs)
        future.add_done_callback(_log_error)

    def verify(self) -> None:
        """Read the whole file. Raises BrokenLedgerError when it is damaged."""
        found = self.call(_quick_check)
        if found != "ok":
            raise broken(self._path, found)

    def close(self) -> None:
        """Finish what is under way and close the file."""
        self._engine_to_read.dispose()
        self._thread.submit(self._engine.dispose).result()
        self._thread.shutdown()

    def _transact(
        self, work: Callable[..., T], args: tuple[object, ...], kwargs: dict[str, object]
    ) -> T:
        try:
            with self._engine.begin() as connection:
                return work(connection, *args, **kwargs)
        except DBAPIError as error:
            said = ledger_error(self._path, error)
            if said is None:
                raise
            raise said from error


def _log_error(future: Future[Any]) -> None:
    error = future.exception()
    if error is not None:
        logger.error("the ledger could not be written: %s", error)


def _quick_check(connection: Connection) -> str:
    # https://sqlite.org/pragma.html#pragma_quick_check
    return str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar())
