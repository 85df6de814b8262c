"""WARC files as a kill leaves them: a torn last record is cut off, and nothing else is lost.

A file is a row of gzip members (RFC 1952, 2.2), and only from the first of them on is it known
where each begins: what a page supplied may hold whole members, also such that read as a record.
"""

from __future__ import annotations

import logging
import re
import shutil
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final

from newsbot.archive.raw_records import GZIP

logger = logging.getLogger(__name__)

CHUNK: Final = 16 * 1024
"""Bytes read at a time. What they unpack to is in memory: a thousand times as much, at most."""

BEGINNING: Final = b"WARC/"

LONGEST_HEAD: Final = 64 * 1024
"""Bytes of a torn record that are looked at: those of the headers."""

_LENGTH: Final = re.compile(rb"(?im)^content-length:[ \t]*([0-9]{1,18})[ \t]*\r?$")


@dataclass(slots=True)
class _Member:
    """A gzip member that is being read."""

    inflate: zlib._Decompress = field(default_factory=lambda: zlib.decompressobj(GZIP))
    head: bytes = b""
    length: int = 0
    """Bytes that it unpacked to so far."""

    def read(self, data: bytes) -> bytes:
        """Read on; return what comes after its end. Raises zlib.error."""
        plain = self.inflate.decompress(data)
        self.length += len(plain)
        if len(self.head) < LONGEST_HEAD:
            self.head += plain[: LONGEST_HEAD - len(self.head)]
        return self.inflate.unused_data

    @property
    def is_record(self) -> bool:
        """Tell whether it may be, or become, a record."""
        return self.head.startswith(BEGINNING[: len(self.head)])

    @property
    def holds_more_than_one(self) -> bool:
        """Tell whether it goes on after a whole record: newsbot writes no such member."""
        head, blank, _ = self.head.partition(b"\r\n\r\n")
        found = _LENGTH.search(head)
        if not blank or found is None:
            return False
        return self.length > len(head) + len(blank) + int(found[1]) + len(b"\r\n\r\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scan:
    """What a file holds from some whole member on."""

    end: int
    """Where its last whole member ends; 0 when it does not begin like a WARC file."""
    is_torn: bool = False
    """What follows is the beginning of one record and nothing else."""


def repair(path: Path, whole: int = 0) -> int:
    """Cut off what a kill left of a last record; return how many bytes that were.

    What is not a torn record is set aside before it is cut off, and a file that is no WARC file is
    set aside as a whole. *whole*: bytes that are known to be whole members; the file is believed
    only where it can be read on from there. Raises OSError.
    """
    with path.open("r+b") as stream:
        size = stream.seek(0, 2)
        if size == whole:
            return 0
        scan = _scan_from(stream, whole if whole < size else 0, size)
        cut = size - scan.end
        if not cut:
            return 0
        if scan.is_torn or _is_blank(stream, scan.end):
            logger.info("%s: cut off %d bytes of a torn record", path, cut)
        elif scan.end:
            _set_tail_aside(path, stream, scan.end)
        else:
            _set_aside(path)
            return 0
        stream.truncate(scan.end)
    return cut


def _scan_from(stream: BinaryIO, start: int, size: int) -> _Scan:
    scan = _scan(stream, start)
    # What is known may be of another file, and lie inside of a record of this one: before
    # anything is cut off, the file is read from its beginning.
    return scan if scan.end == size or not start else _scan(stream, 0)


def _scan(stream: BinaryIO, start: int) -> _Scan:
    end = position = stream.seek(start)
    member: _Member | None = None
    while data := stream.read(CHUNK):
        position += len(data)
        while data:
            member = member or _Member()
            try:
                data = member.read(data)
            except zlib.error:
                return _Scan(end=end)
            if not member.inflate.eof:
                break
            if not end and not member.head.startswith(BEGINNING):
                return _Scan(end=0)
            end, member = position - len(data), None
    if member is None:
        return _Scan(end=end)
    return _Scan(end=end, is_torn=member.is_record and not member.holds_more_than_one)


def _is_blank(stream: BinaryIO, start: int) -> bool:
    """Tell whether zeros follow, as a power cut leaves them."""
    stream.seek(start)
    return all(not data.strip(b"\0") for data in iter(lambda: stream.read(CHUNK), b""))


def _set_tail_aside(path: Path, stream: BinaryIO, start: int) -> None:
    aside = _free(path)
    stream.seek(start)
    with aside.open("xb") as copy:
        shutil.copyfileobj(stream, copy)
    logger.warning("%s: what follows its last whole record was moved to %s", path, aside.name)


def _set_aside(path: Path) -> None:
    aside = _free(path)
    path.rename(aside)
    logger.warning("%s: not a WARC file that could be gone on with; moved to %s", path, aside.name)


def _free(path: Path) -> Path:
    aside, number = path.with_name(f"{path.name}.broken"), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.broken-{number}")
    return aside
