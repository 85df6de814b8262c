"""When the page of a day, month or year cannot change any more, and how far back some may."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from newsbot.discovery.periods import following
from newsbot.discovery.reach import SLACK, Reach

if TYPE_CHECKING:
    from newsbot.source.date_formats import Granularity

LONGEST: Final = timedelta(days=366 * 200)
"""How far back `first` reaches at most."""


def settles_at(start: date, span: Granularity, zone: ZoneInfo) -> datetime:
    """Return from when on the page of a day, month or year is what it stays."""
    return datetime.combine(following(start, span), time(), tzinfo=zone) + SLACK


def floor_of(reach: Reach, begun: datetime | None, ended: datetime | None) -> datetime:
    """Return how far back pages are due: as `first` says, and to where all was settled.

    Until all was settled once, `first` counts from where the first crawl began, so that what failed
    then is not given up.
    """
    floors = [] if ended is None else [ended - SLACK]
    if isinstance(reach.first, timedelta):
        begun = reach.now if begun is None or ended is not None else begun
        floors.append(begun - min(reach.first, LONGEST))
    return min(floors)
