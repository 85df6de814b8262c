"""What robots.txt said, kept for a day (RFC 9309, 2.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from newsbot.archive.schema import robots
from newsbot.values.dates import format_rfc3339, parse_rfc3339

BELIEVED_FOR: Final = timedelta(days=1)
"""How long robots.txt is believed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsFile:
    """The answer of a host that was asked for its robots.txt."""

    origin: str
    """Scheme, host and port: `https://example.org`."""
    status: int
    text: str
    fetched_at: datetime


def load_robots(connection: Connection, origin: str, now: datetime) -> RobotsFile | None:
    """Return what is known of a host's robots.txt; None when it is to be fetched again."""
    row = connection.execute(select(robots).where(robots.c.origin == origin)).first()
    if row is None:
        return None
    fetched_at = parse_rfc3339(row.fetched_at)
    if not timedelta(0) <= now - fetched_at < BELIEVED_FOR:
        return None
    return RobotsFile(origin=origin, status=row.status, text=row.body, fetched_at=fetched_at)


def store_robots(connection: Connection, file: RobotsFile) -> None:
    """Keep what a host answered, in place of what it answered before."""
    connection.execute(delete(robots).where(robots.c.origin == file.origin))
    row = {
        "origin": file.origin,
        "fetched_at": format_rfc3339(file.fetched_at),
        "status": file.status,
        "body": file.text,
    }
    connection.execute(insert(robots), row)
