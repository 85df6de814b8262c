"""The year that a date without one means."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_clock import ClockTime
from newsbot.values.dates import localize

AHEAD: Final = timedelta(minutes=10)
"""How far a publisher's clock may be ahead of ours."""


def latest_yearless(
    month: int, day: int, clock: ClockTime, *, zone: ZoneInfo, now: datetime
) -> datetime:
    """Return the latest such day that a publisher can mean at *now*, in *zone*.

    Raises:
        ValueError: No year has such a day.
    """
    this_year = now.astimezone(zone).year
    # Ten years hold a 29 February, across the turn of a century too.
    for year in range(this_year + 1, this_year - 10, -1):
        moment = _on_day(year, month, day, clock, zone)
        if moment is not None and moment <= now + AHEAD:
            return moment
    raise ValueError(f"no year has the day {month:02}-{day:02}")


def _on_day(year: int, month: int, day: int, clock: ClockTime, zone: ZoneInfo) -> datetime | None:
    try:
        return localize(clock.on(date(year, month, day), zone), zone)
    except ValueError:
        return None
