"""What is known, as text for git: `index/NAME/YYYY/MM-DD.tsv`, one line an article.

The file is that of the day of publication. Lines are only ever appended, and the last one of an
identity counts, so that a run adds a few bytes an article and changes nothing else. From these
files the ledger can be had again without fetching (`rebuild`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Final

from newsbot.durable import make_folders, sync
from newsbot.errors import LedgerError
from newsbot.values.digests import SHORT

WITHHELD: Final = "withheld"
"""In the place of a post's digest: its owner deleted the post."""

REMOVED: Final = "removed"
"""In the place of a post's digest: its owner had the article taken down for good."""

READABLE: Final = "let the user who runs newsbot read it: known articles are in it"

_FIELDS: Final = 5
_HEX: Final = re.compile(r"[0-9a-f]{16}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
_CONTROL_OR_SPACE: Final = re.compile(r"[\x00-\x20\x7f]")
# A percent sign is spelled out only where it would read as one of ours: addresses are full of it.
_OURS: Final = re.compile(r"%(?=[01][0-9A-F]|20|25|7F)")
_SPELLED: Final = re.compile(r"%([01][0-9A-F]|20|25|7F)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What the index says of an article."""

    identity: str
    words: str
    """Digest of headline and text, cut short."""
    post: str
    """Digest of the post's bytes, cut short; else WITHHELD or REMOVED."""
    path: str
    """Of the post, relative to the site."""
    keys: tuple[str, ...] = ()
    """What leads to the article, besides what follows from its identity."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """What the index of a source says."""

    lines: Mapping[str, tuple[date, Line]] = field(default_factory=dict)
    """Identity → day and line."""
    unreadable: int = 0
    """Lines that say nothing: left of a merge, or cut off by a kill."""


def index_folder(root: Path, source: str) -> Path:
    """Return where the index of a source is."""
    return root / "index" / source


def format_line(line: Line) -> str:
    """Return a line as it stands in the file, without its end; every field is there, empty too."""
    keys = " ".join(_spell(key, _CONTROL_OR_SPACE) for key in line.keys)
    first = (line.identity, line.words[:SHORT], line.post[:SHORT], line.path)
    return "\t".join([*(_spell(text, _CONTROL) for text in first), keys])


def parse_line(text: str) -> Line | None:
    """Return what `format_line` wrote; None for what it cannot have written."""
    parts = text.removesuffix("\r").split("\t")
    if len(parts) != _FIELDS:
        return None
    identity, words, post, path = map(_read, parts[:4])
    is_post = post in {WITHHELD, REMOVED} or _HEX.fullmatch(post) is not None
    has_name = identity.startswith(("id:", "url:"))
    if not (has_name and is_post and _HEX.fullmatch(words) and _is_inside(path)):
        return None
    keys = tuple(_read(key) for key in parts[4].split(" ") if key)
    return Line(identity=identity, words=words, post=post, path=path, keys=keys)


def append_lines(folder: Path, lines: Iterable[tuple[date, Line]]) -> int:
    """Append what the index does not say already, synced; return how many lines that were.

    Raises OSError.
    """
    by_file: dict[Path, list[bytes]] = {}
    for day, line in lines:
        by_file.setdefault(_file(folder, day), []).append(format_line(line).encode())
    return sum(_append(file, texts) for file, texts in by_file.items())


def read_index(folders: Sequence[Path]) -> Index:
    """Return what the index says, the last folder last: of two lines of an identity it counts.

    Raises LedgerError: an index that cannot be read is not one that says nothing.
    """
    found: dict[str, tuple[date, Line]] = {}
    unreadable = 0
    for folder in folders:
        for day, text in _texts(folder):
            line = parse_line(text)
            if line is None:
                unreadable += 1
            else:
                found[line.identity] = (day, line)
    return Index(lines=found, unreadable=unreadable)


def _texts(folder: Path) -> Iterator[tuple[date, str]]:
    try:
        for day, file in _files(folder):
            # What follows the last line end was cut off by a kill: its article was not done.
            for raw in file.read_bytes().split(b"\n")[:-1]:
                yield day, raw.decode("utf-8", "replace")
    except OSError as error:
        where, why = error.filename or folder, error.strerror
        raise LedgerError(f"{where}: the index cannot be read: {why}; {READABLE}") from error


def _files(folder: Path) -> Iterator[tuple[date, Path]]:
    # Not by `glob`: it passes over what it may not look into.
    for year in sorted(folder.iterdir()) if folder.exists() else ():
        for file in sorted(year.iterdir()) if year.is_dir() else ():
            if file.suffix == ".tsv":
                with suppress(ValueError):
                    yield date.fromisoformat(f"{year.name}-{file.stem}"), file


def _file(folder: Path, day: date) -> Path:
    year, _, rest = day.isoformat().partition("-")
    return folder / year / f"{rest}.tsv"


def _append(file: Path, texts: Sequence[bytes]) -> int:
    try:
        there = file.read_bytes()
    except FileNotFoundError:
        there = b""
    new = [text for text in dict.fromkeys(texts) if _last(there, text) != text]
    if not new:
        return 0
    torn = b"" if not there or there.endswith(b"\n") else b"\n"
    folders = make_folders(file.parent)
    _write(file, len(there), torn + b"".join(text + b"\n" for text in new))
    if not there:
        for folder in (*folders, file.parent):
            sync(folder)
    return len(new)


def _write(file: Path, size: int, data: bytes) -> None:
    """Append to a file of *size*, synced; what cannot be written whole is taken back."""
    with file.open("ab", buffering=0) as stream:
        try:
            left = memoryview(data)
            while left:
                left = left[stream.write(left) or 0 :]
            os.fsync(stream.fileno())
        except OSError as error:
            error.filename = error.filename or str(file)
            with suppress(OSError):  # half a line says nothing, and is passed over
                stream.truncate(size)
            raise


def _last(there: bytes, text: bytes) -> bytes:
    """Return the last whole line of the article that *text* is a line of; empty when none is."""
    prefix = text[: text.index(b"\t") + 1]
    start = there.rfind(b"\n" + prefix) + 1
    if not start and not there.startswith(prefix):
        return b""
    end = there.find(b"\n", start)
    return there[start:end].removesuffix(b"\r") if end >= 0 else b""


def _spell(text: str, what: re.Pattern[str]) -> str:
    return what.sub(lambda found: f"%{ord(found[0]):02X}", _OURS.sub("%25", text))


def _read(text: str) -> str:
    return _SPELLED.sub(lambda found: chr(int(found[1], 16)), text) if "%" in text else text


def _is_inside(path: str) -> bool:
    posix = PurePosixPath(path)
    return bool(path) and not posix.is_absolute() and ".." not in posix.parts
