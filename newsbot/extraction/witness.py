"""What one place of a page says of a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from newsbot.values.date_reading import parse_date

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_FAR: Final = ZoneInfo("Pacific/Kiritimati")
"""Fourteen hours from UTC: a date that is another instant there stated no offset."""

_ORDERS: Final = ("en-GB", "en-US")
# Names of several zones, hours apart: the day is in no doubt, the instant is.
_SHARED_ZONE: Final = re.compile(r"(?<=[\dmM.]) ?\(?\b(?:CST|IST|BST|AST|GST)\b\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A date as one rule found it."""

    rule: str
    moment: datetime
    """Aware: in its own offset where one is stated, else in the source's zone."""
    is_timed: bool
    """False: it names a day. Midnight is a day too: it is what programs write for one."""
    has_offset: bool
    readings: tuple[date, ...] = ()
    """The days that it may mean, where day and month may be either way round; else empty."""

    @property
    def day(self) -> date:
        """The calendar day where it was written."""
        return self.moment.date()

    @property
    def value(self) -> str:
        """ISO 8601: with the offset that was stated, a wall clock, or a day."""
        if not self.is_timed and (not self.has_offset or not self.moment.utcoffset()):
            return self.day.isoformat()
        naive = self.moment if self.has_offset else self.moment.replace(tzinfo=None)
        return naive.isoformat(timespec="seconds")

    def agrees(self, other: Witness) -> bool:
        """Tell whether both can be the same day, whatever the zone."""
        if self.day == other.day:
            return True
        if not (self.is_timed and other.is_timed):
            return abs((self.day - other.day).days) <= 1 and (self.has_offset or other.has_offset)
        return abs(self.moment - other.moment) <= timedelta(hours=14)


def read_witness(text: str, rule: str, page: Page) -> Witness | None:
    """Return the date in *text*, None when it names none."""
    moment = _parse(text, page, page.zone, page.languages)
    if moment is None:
        return None
    return _witness(text, rule, page, moment, page.languages)


def read_either(text: str, rule: str, page: Page) -> Iterator[Witness]:
    """Yield the date in *text*; where day and month may be either way round, both of them.

    Of a wall clock in a zone whose name is that of several, the day alone.
    """
    for plain in dict.fromkeys((text, _SHARED_ZONE.sub("", text))):
        sure = read_witness(plain, rule, page)
        if sure is not None:
            yield sure if plain == text else replace(sure, is_timed=False)
            return
    for order in _ORDERS:
        languages = (order, *page.languages)
        moment = _parse(text, page, page.zone, languages)
        if moment is not None:
            found = _witness(text, rule, page, moment, languages)
            yield Witness(
                rule=rule,
                moment=found.moment,
                is_timed=found.is_timed,
                has_offset=found.has_offset,
                readings=(found.day,),
            )


def _parse(text: str, page: Page, zone: ZoneInfo, languages: tuple[str, ...]) -> datetime | None:
    return parse_date(text, zone=zone, now=page.fetched_at, languages=languages)


def _witness(
    text: str, rule: str, page: Page, moment: datetime, languages: tuple[str, ...]
) -> Witness:
    stated = _stated(text)
    has_offset = stated is not None or _parse(text, page, _FAR, languages) == moment
    moment = stated or moment
    is_timed = (moment.hour, moment.minute, moment.second) != (0, 0, 0)
    if has_offset and not is_timed and stated is None:
        moment = moment.astimezone(UTC)
        is_timed = (moment.hour, moment.minute) != (0, 0)
    return Witness(rule=rule, moment=moment, is_timed=is_timed, has_offset=has_offset)


_ISO_OFFSET: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?([+-]\d\d:?\d\d|Z)$"
)


def _stated(text: str) -> datetime | None:
    """Return an ISO 8601 date in the offset that it states."""
    match = _ISO_OFFSET.match(text.strip())
    if match is None:
        return None
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3]}")
    except ValueError:
        return None
