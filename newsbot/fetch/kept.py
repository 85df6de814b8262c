"""Pages that `newsbot try` was given a few minutes ago: who edits a file asks for them once."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

from newsbot.durable import make_unversioned
from newsbot.values.dates import format_rfc3339, parse_rfc3339

AGE: Final = timedelta(minutes=10)
"""How long a page is used again."""

MOST_BYTES: Final = 64 * 1024 * 1024
"""Of all pages together; the oldest go first."""

LARGEST: Final = 12 * 1024 * 1024
"""Bytes of one page's file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """An answer as it came."""

    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def page_key(method: str, url: str, headers: Mapping[str, str], body: bytes) -> str:
    """Return what a request is known by: nothing of it can be read in that."""
    asked = [method, url, sorted(headers.items()), hashlib.sha256(body).hexdigest()]
    return hashlib.sha256(json.dumps(asked).encode()).hexdigest()


class KeptPages:
    """A folder of pages, a file each, for this user alone."""

    def __init__(self, root: Path, *, is_fresh: bool = False) -> None:
        """*is_fresh*: pages are kept and none is used again."""
        self._folder = root / ".newsbot" / "pages"
        self._is_fresh = is_fresh
        self.used: dict[str, datetime] = {}
        """Address → when the page came that was used for it; robots.txt is none."""

    def get(self, key: str, now: datetime) -> KeptPage | None:
        """Return a page that is young enough; one that cannot be read is none."""
        if self._is_fresh:
            return None
        try:
            head, _, body = (self._folder / key).read_bytes().partition(b"\n")
            page = _page(json.loads(head), body)
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return page if timedelta() <= now - page.at <= AGE else None

    def put(self, key: str, page: KeptPage) -> None:
        """Keep a page. Where that cannot be done, it is asked for again: nothing is raised."""
        head = {"at": format_rfc3339(page.at), "status": page.status, "headers": page.headers}
        data = json.dumps(head).encode() + b"\n" + page.body
        if len(data) > LARGEST:
            return
        with suppress(OSError):
            self._make_folder()
            _write_private(self._folder / key, data)

    def clear_old(self, now: datetime) -> None:
        """Delete what is too old, and the oldest where there is too much."""
        left = MOST_BYTES
        for changed, size, path in sorted(self._files(), reverse=True):
            left -= size
            if left < 0 or now.timestamp() - changed > AGE.total_seconds():
                with suppress(OSError):
                    path.unlink()

    def _files(self) -> Iterable[tuple[float, int, Path]]:
        with suppress(OSError):
            for entry in list(os.scandir(self._folder)):
                with suppress(OSError):
                    status = entry.stat(follow_symlinks=False)
                    yield status.st_mtime, status.st_size, Path(entry.path)

    def _make_folder(self) -> None:
        make_unversioned(self._folder.parent)
        self._folder.mkdir(mode=0o700, exist_ok=True)


def _page(head: Mapping[str, object], body: bytes) -> KeptPage:
    headers, status = head["headers"], head["status"]
    if not isinstance(headers, list) or not isinstance(status, int):
        raise TypeError("not a page")
    return KeptPage(
        at=parse_rfc3339(str(head["at"])),
        status=status,
        headers=tuple((str(name), str(text)) for name, text in headers),
        body=body,
    )


def _write_private(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{uuid4().hex}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        part.replace(path)
    except OSError:
        part.unlink(missing_ok=True)
        raise
