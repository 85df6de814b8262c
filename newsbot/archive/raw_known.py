"""What pages said last, so that the same is not kept twice, and how long the files are."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import Column, Connection, and_, bindparam, delete, func, insert, select

from newsbot.archive.schema import raw_files, raw_payloads
from newsbot.values.dates import format_rfc3339, parse_rfc3339


@dataclass(frozen=True, slots=True)
class Payload:
    """What an address said, and when it said so first without having said otherwise since."""

    digest: str
    at: datetime


def url_key(url: str) -> str:
    """Return what an address is known by: short, for there is one an article and more."""
    return hashlib.sha256(url.encode()).hexdigest()[:32]


def load_payloads(connection: Connection, source: str, keys: Collection[str]) -> dict[str, Payload]:
    """Return what is known of addresses, by their keys."""
    query = select(raw_payloads).where(
        raw_payloads.c.source == source, raw_payloads.c.url_key.in_(keys)
    )
    rows = connection.execute(query)
    return {row.url_key: Payload(row.digest, parse_rfc3339(row.at)) for row in rows}


def load_sizes(connection: Connection, source: str) -> dict[date, int]:
    """Return how many bytes of each day's file are known to be whole records."""
    rows = connection.execute(select(raw_files).where(raw_files.c.source == source))
    return {date.fromisoformat(row.day): row.size for row in rows}


def store(
    connection: Connection,
    source: str,
    payloads: Mapping[str, Payload],
    sizes: Mapping[date, int],
) -> None:
    """Remember what addresses said, by their keys, and how long the files of days are."""
    said = [
        {"source": source, "url_key": key, "digest": p.digest, "at": _utc(p.at)}
        for key, p in payloads.items()
    ]
    files = [{"source": source, "day": d.isoformat(), "size": size} for d, size in sizes.items()]
    _replace(connection, raw_payloads.c.url_key, said)
    _replace(connection, raw_files.c.day, files)


def forget_days(
    connection: Connection, source: str, *, there: Collection[date], before: date
) -> None:
    """Forget what is in no file any more, and what was said before *before*.

    *there*: the days of which the source has files.
    """
    days = load_sizes(connection, source)
    gone = [day.isoformat() for day in days if day not in there or day < before]
    if gone:
        day_of = func.substr(raw_payloads.c.at, 1, 10)
        is_gone = and_(raw_payloads.c.source == source, day_of.in_(gone))
        connection.execute(delete(raw_payloads).where(is_gone))
        is_old = and_(raw_files.c.source == source, raw_files.c.day.in_(gone))
        connection.execute(delete(raw_files).where(is_old))


def _replace(
    connection: Connection, key: Column[str], rows: Sequence[Mapping[str, object]]
) -> None:
    """Put rows of one source in the place of those with the same *key*."""
    if rows:
        table = key.table
        is_same = and_(table.c.source == bindparam("of"), key == bindparam("known_by"))
        before = [{"of": row["source"], "known_by": row[key.name]} for row in rows]
        connection.execute(delete(table).where(is_same), before)
        connection.execute(insert(table), rows)


def _utc(at: datetime) -> str:
    return format_rfc3339(at.astimezone(UTC))
