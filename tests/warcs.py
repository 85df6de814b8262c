"""WARC files as another tool reads them."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker


@dataclass(frozen=True, slots=True)
class Record:
    """A record of a WARC file."""

    kind: str
    url: str
    headers: dict[str, str]
    """Those of WARC."""
    status: int
    """0 when it is no answer."""
    http: tuple[tuple[str, str], ...]
    payload: bytes
    """As it stands in the record."""
    content: bytes
    """The payload, its coding undone."""


def warc_files(root: Path) -> list[Path]:
    """Return all WARC files of a project, and see that `warcio check` finds nothing wrong."""
    files = sorted((root / ".newsbot" / "raw").rglob("*"))
    found = [path for path in files if path.is_file()]
    for path in found:
        assert_whole(path)
    return found


def assert_whole(path: Path) -> None:
    """See that a file ends with a record's end, and what `warcio check` says of it."""
    gzip.decompress(path.read_bytes())
    options = type("Options", (), {"inputs": [str(path)], "verbose": False})
    assert Checker(options).process_all() == 0


def read_warc(path: Path) -> list[Record]:
    """Return the records of a file that is whole."""
    assert_whole(path)
    with path.open("rb") as plain, path.open("rb") as decoded:
        as_they_are = [(one, one.raw_stream.read()) for one in ArchiveIterator(plain)]
        contents = [one.content_stream().read() for one in ArchiveIterator(decoded)]
    return [
        Record(
            kind=one.rec_type,
            url=one.rec_headers.get_header("WARC-Target-URI") or "",
            headers=dict(one.rec_headers.headers),
            status=_status(one),
            http=tuple(one.http_headers.headers) if one.http_headers else (),
            payload=payload,
            content=content,
        )
        for (one, payload), content in zip(as_they_are, contents, strict=True)
    ]


def _status(record: object) -> int:
    http = getattr(record, "http_headers", None)
    is_answer = getattr(record, "rec_type", "") in {"response", "revisit"}
    return int(http.get_statuscode()) if is_answer and http else 0
