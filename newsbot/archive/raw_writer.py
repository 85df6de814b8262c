"""Packs pages into WARC files, syncs them, and tells the ledger what is in them. For one thread."""

from __future__ import annotations

import errno
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsbot.archive.raw_files import (
    append,
    delete_older,
    mend,
    raw_file,
    raw_files,
    raw_folder,
)
from newsbot.archive.raw_known import (
    Payload,
    forget_days,
    load_payloads,
    load_sizes,
    store,
    url_key,
)
from newsbot.archive.raw_records import (
    Exchange,
    Kind,
    exchange_records,
    info_record,
    payload_digest,
)
from newsbot.durable import sync

if TYPE_CHECKING:
    from newsbot.archive.ledger import Ledger
    from newsbot.source import Project, Source

logger = logging.getLogger(__name__)

REMEMBERED: Final = timedelta(days=90)
"""How long it is known what an address said last: later the same is kept once more."""

NEWEST: Final = 2
"""Files of a source that may be torn though the ledger does not know them: of a run that was killed
after midnight."""

FIRST_ERROR: Final = 400
"""The lowest status that is an error (RFC 9110, 15)."""

MANY: Final = 1000
"""Addresses of which only the memory knows what they said."""


@dataclass(slots=True)
class _Kept:
    """What there is of one source."""

    source: Source
    folder: Path
    sizes: dict[date, int] = field(default_factory=dict)
    """Day → bytes of its file that are whole records."""
    unsynced: set[Path] = field(default_factory=set)
    """Files, and folders of new files."""
    untold: dict[date, int] = field(default_factory=dict)
    """Sizes that the ledger does not know yet."""
    payloads: dict[str, Payload] = field(default_factory=dict)
    """What the ledger does not know yet."""
    error: str = ""
    """Why nothing more is kept."""


class RawWriter:
    """Keeps the pages of several sources."""

    def __init__(self, project: Project, sources: Sequence[Source], ledger: Ledger) -> None:
        self._project = project
        self._ledger = ledger
        folder = raw_folder(project.root)
        self._kept = {s.name: _Kept(source=s, folder=folder / s.name) for s in sources}

    def begin(self, now: datetime) -> None:
        """Delete what is too old, and repair what a kill tore."""
        age = self._project.raw
        if isinstance(age, timedelta):
            try:
                delete_older(self._project.root, _day(now - age))
            except OSError as error:
                logger.error("pages that are too old could not be deleted: %s", error)
        for kept in self._kept.values():
            _guarded(kept, partial(self._begin, kept, now))

    def write(self, source: str, exchanges: Sequence[Exchange]) -> None:
        """Append exchanges to the files of their days."""
        kept = self._kept[source]
        _guarded(kept, partial(self._write, kept, exchanges))
        if sum(len(kept.payloads) for kept in self._kept.values()) >= MANY:
            self.end()

    def sync(self, source: str) -> None:
        """Make durable what was written of a source."""
        kept = self._kept[source]
        _guarded(kept, partial(_sync, kept))

    def end(self) -> None:
        """Make durable what was written, and only then let the ledger know of it."""
        for kept in self._kept.values():
            _guarded(kept, partial(_sync, kept))
            _guarded(kept, partial(self._tell, kept))

    def error_of(self, source: str) -> str:
        """Return why nothing more of a source is kept; empty while all is well."""
        return self._kept[source].error

    def _begin(self, kept: _Kept, now: datetime) -> None:
        name = kept.source.name
        kept.folder.mkdir(parents=True, exist_ok=True)
        files = dict(raw_files(kept.folder))
        newest = list(files)[-NEWEST:]
        before = min([_day(now - REMEMBERED), *newest])
        known = self._ledger.call(load_sizes, name)
        for day in newest:
            kept.sizes[day] = mend(files[day], known.get(day, 0))
            if kept.sizes[day] != known.get(day):
                kept.untold[day] = kept.sizes[day]
        # What a file has lost must not be referred to: it is kept again when it comes again.
        lost = {day for day in newest if kept.sizes[day] < known.get(day, 0)}
        self._ledger.call(forget_days, name, there=files.keys() - lost, before=before)

    def _write(self, kept: _Kept, exchanges: Sequence[Exchange]) -> None:
        keys = [url_key(exchange.url) for exchange in exchanges]
        said = self._ledger.look(load_payloads, kept.source.name, keys) | kept.payloads
        by_day: dict[date, list[bytes]] = {}
        for key, exchange in zip(keys, exchanges, strict=True):
            payload = Payload(payload_digest(exchange.body), exchange.at)
            last = said.get(key)
            if (
                last is None
                or last.digest != payload.digest
                or not self._is_lasting(last, exchange)
            ):
                said[key] = kept.payloads[key] = payload
                last = None
            elif exchange.kind is Kind.LISTING and exchange.status < FIRST_ERROR:
                continue
            records = exchange_records(exchange, payload.digest, last.at if last else None)
            by_day.setdefault(_day(exchange.at), []).append(records)
        for day, several in by_day.items():
            self._append(kept, day, b"".join(several), exchanges[0].at)

    def _is_lasting(self, first: Payload, exchange: Exchange) -> bool:
        """Tell whether the file with a payload will be there as long as an exchange's own."""
        return self._project.raw == "keep" or _day(first.at) == _day(exchange.at)

    def _append(self, kept: _Kept, day: date, data: bytes, at: datetime) -> None:
        path = raw_file(kept.folder, day)
        about = {"robots": kept.source.robots, "isPartOf": kept.source.name}
        whole = kept.sizes.get(day, 0)
        kept.sizes[day] = kept.untold[day] = append(
            path, data, whole=whole, head=lambda: info_record(path.name, at, about)
        )
        kept.unsynced.add(path)
        if not whole:
            kept.unsynced |= {kept.folder, kept.folder.parent, kept.folder.parent.parent}

    def _tell(self, kept: _Kept) -> None:
        if kept.untold or kept.payloads:
            self._ledger.call(store, kept.source.name, kept.payloads, kept.untold)
            kept.payloads, kept.untold = {}, {}


def _guarded(kept: _Kept, work: Callable[[], None]) -> None:
    """Do something for a source, unless something failed before."""
    if kept.error:
        return
    try:
        work()
    except Exception as error:  # noqa: BLE001 - raised to whoever syncs
        kept.error = f"{_reason(kept, error)}; {_remedy(error)}, or set `raw: drop`"
        kept.payloads, kept.untold = {}, {}
        logger.error("%s: pages cannot be kept: %s", kept.source.name, kept.error)


def _remedy(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno not in {errno.ENOSPC, errno.EDQUOT}:
        return "let newsbot write there, or move away what is in its place"
    return "make room for it"


def _reason(kept: _Kept, error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or kept.folder}: {error.strerror}"
    return f"{kept.folder}: {type(error).__name__}: {error}"


def _sync(kept: _Kept) -> None:
    for path in kept.unsynced:
        sync(path)
    kept.unsynced.clear()


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
