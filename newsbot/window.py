"""The stretch of time that a backfill, a recheck or a report is about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, Self
from zoneinfo import ZoneInfo

_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From *since*, included, to *until*, excluded.

    Raises:
        ValueError: An end has no zone, or *until* is not after *since*.
    """

    since: datetime
    until: datetime

    def __post_init__(self) -> None:
        for name, instant in (("since", self.since), ("until", self.until)):
            if instant.utcoffset() is None:
                raise ValueError(f"{name} is {instant.isoformat()}, without a zone; give it one")
        if _utc(self.until) <= _utc(self.since):
            raise ValueError(
                f"the window ends at {self.until.isoformat()}, "
                f"not after its start at {self.since.isoformat()}"
            )

    @classmethod
    def of_dates(cls, from_: str, to: str, zone: ZoneInfo) -> Self:
        """Return the window of two dates in *zone*, both included.

        Either is a day, or a month or year as a whole: `2021-05-03`, `2021-05`, `2021`.

        Raises:
            ValueError: One is no such date, or *to* comes before *from_*.
        """
        since, _ = _bounds(from_, zone)
        _, until = _bounds(to, zone)
        if until <= since:
            raise ValueError(f"{to} comes before {from_}; give the earlier date first")
        return cls(since=since, until=until)

    def contains(self, instant: datetime) -> bool:
        """Return whether *instant*, which must have a zone, is in the window.

        Raises:
            ValueError: *instant* has no zone.
        """
        if instant.utcoffset() is None:
            raise ValueError(f"{instant.isoformat()} has no zone; give it one")
        # In one zone Python compares wall clocks, which the hour that comes twice a year upsets.
        return _utc(self.since) <= _utc(instant) < _utc(self.until)


def _bounds(text: str, zone: ZoneInfo) -> tuple[datetime, datetime]:
    parts = _DATE.fullmatch(text.strip())
    if parts is None:
        raise ValueError(f"{text!r} is not a date; write YYYY-MM-DD, YYYY-MM or YYYY")
    year, month, day = (int(part) if part else None for part in parts.groups())
    try:
        start = datetime(year or 0, _first(month), _first(day), tzinfo=zone)
        return start, _end(start, whole_month=day is None, whole_year=month is None)
    except (ValueError, OverflowError):
        raise ValueError(f"{text!r} is not in the calendar; write YYYY-MM-DD") from None


def _first(part: int | None) -> int:
    return 1 if part is None else part


def _end(start: datetime, *, whole_month: bool, whole_year: bool) -> datetime:
    if whole_year:
        return start.replace(year=start.year + 1)
    if whole_month:
        return (start + timedelta(days=31)).replace(day=1)
    return start + timedelta(days=1)


def _utc(instant: datetime) -> datetime:
    return instant.astimezone(UTC)
