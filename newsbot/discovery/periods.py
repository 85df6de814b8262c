"""Days, months and years, each named by its first day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from newsbot.window import Window

if TYPE_CHECKING:
    from newsbot.source.date_formats import Granularity


def start_of(day: date, span: Granularity) -> date:
    """Return the first day of the day, month or year that has a day in it."""
    if span == "day":
        return day
    return day.replace(day=1) if span == "month" else day.replace(month=1, day=1)


def following(start: date, span: Granularity) -> date:
    """Return the first day after a day, month or year."""
    length = {"day": 1, "month": 31, "year": 366}[span]
    return start_of(start + timedelta(days=length), span)


def preceding(start: date, span: Granularity) -> date | None:
    """Return the first day of the one before; None where the calendar begins."""
    return start_of(start - timedelta(days=1), span) if start > date.min else None


def around(start: date, span: Granularity, number: int) -> list[date]:
    """Return so many days, months or years before and after one, without it."""
    found: list[date] = []
    before: date | None = start
    after = start
    for _ in range(number):
        before = preceding(before, span) if before is not None else None
        after = following(after, span)
        found += [day for day in (before, after) if day is not None]
    return found


def periods(
    window: Window, span: Granularity, zone: ZoneInfo, *, newest_first: bool = True
) -> Iterator[date]:
    """Yield every day, month or year of a zone that has a part in a window."""
    oldest = start_of(window.since.astimezone(zone).date(), span)
    # The end of a window is no part of it.
    last = (window.until - timedelta(microseconds=1)).astimezone(zone).date()
    newest = start_of(last, span)
    if newest_first:
        day: date | None = newest
        while day is not None and day >= oldest:
            yield day
            day = preceding(day, span)
        return
    while oldest <= newest:
        yield oldest
        oldest = following(oldest, span)
