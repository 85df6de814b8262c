"""Pages as they came: every answer that a post is made from, in WARC files.

All sources of a process share one thread that packs, writes and syncs (`raw_writer`); what is
appended waits for it in a queue of bounded size.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from threading import Lock
from typing import TYPE_CHECKING, Final

from newsbot.archive.raw_records import Exchange
from newsbot.archive.raw_writer import RawWriter
from newsbot.scrapy_errors import RawError

if TYPE_CHECKING:
    from newsbot.archive.ledger import Ledger
    from newsbot.source import Project, Source

MOST_WAITING: Final = 8 * 1024 * 1024
"""Bytes that may wait for the thread."""

EACH: Final = 2048
"""Bytes that an answer counts for besides its body."""


class RawPages:
    """Keeps what came, for all sources of a process.

    When something of a source cannot be kept, nothing more of it is kept in this run, and `sync`
    raises: nothing is to be made known without the pages that it comes from.
    """

    def __init__(
        self, project: Project, sources: Sequence[Source], ledger: Ledger, now: datetime
    ) -> None:
        """Before all else, in the thread, what is too old goes and what a kill tore is repaired."""
        self._writer = RawWriter(project, sources, ledger)
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="raw")
        self._lock = Lock()
        self._waiting: list[tuple[str, Exchange]] = []
        self._bytes = 0
        self._appended = dict.fromkeys((source.name for source in sources), 0)
        self._synced = dict(self._appended)
        self._syncing: dict[str, Future[None]] = {}
        self._begun = self._thread.submit(self._writer.begin, now)

    async def check(self, source: str) -> None:
        """Raise RawError when nothing more of a source can be kept."""
        if not self._begun.done():
            await asyncio.shield(asyncio.wrap_future(self._begun))
        if error := self._writer.error_of(source):
            raise RawError(error)

    async def append(self, source: str, exchange: Exchange) -> None:
        """Keep an exchange, some time before `sync` or `close` returns.

        Returns at once unless much is waiting already.
        """
        with self._lock:
            self._waiting.append((source, exchange))
            self._bytes += len(exchange.body) + EACH
            is_much = self._bytes > MOST_WAITING
        self._appended[source] += 1
        if is_much:
            await asyncio.wrap_future(self._thread.submit(self._write))

    async def sync(self, source: str) -> None:
        """Make durable what was appended of a source so far. Raises RawError."""
        appended = self._appended[source]
        if self._synced[source] < appended:
            syncing = self._syncing.get(source)
            # One that has not begun will take along what was appended until now.
            if syncing is None or syncing.running() or syncing.done():
                syncing = self._syncing[source] = self._thread.submit(self._sync, source)
            await asyncio.shield(asyncio.wrap_future(syncing))
            self._synced[source] = max(appended, self._synced[source])
        await self.check(source)

    def close(self) -> None:
        """Keep what waits, and let the ledger know."""
        last = self._thread.submit(self._end)
        self._thread.shutdown()
        last.result()

    def _write(self) -> None:
        with self._lock:
            waiting, self._waiting, self._bytes = self._waiting, [], 0
        by_source: dict[str, list[Exchange]] = {}
        for source, exchange in waiting:
            by_source.setdefault(source, []).append(exchange)
        for source, exchanges in by_source.items():
            self._writer.write(source, exchanges)

    def _sync(self, source: str) -> None:
        self._write()
        self._writer.sync(source)

    def _end(self) -> None:
        self._write()
        self._writer.end()


@contextmanager
def raw_pages(
    project: Project, sources: Sequence[Source], ledger: Ledger, now: datetime
) -> Iterator[RawPages | None]:
    """Keep pages while the context lasts; None where the project keeps none."""
    raw = open_raw(project, sources, ledger, now)
    try:
        yield raw
    finally:
        if raw is not None:
            raw.close()


def open_raw(
    project: Project, sources: Sequence[Source], ledger: Ledger, now: datetime
) -> RawPages | None:
    """Return what keeps pages, to be closed; None where the project keeps none."""
    return None if project.raw == "drop" else RawPages(project, sources, ledger, now)
