"""Dates as publishers write them → aware instants. No date is better than a wrong one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_clock import write_clocks
from newsbot.values.date_digits import with_western_digits
from newsbot.values.date_forms import read_form
from newsbot.values.date_order import Doubt
from newsbot.values.date_prose import read_prose
from newsbot.values.date_relative import read_relative
from newsbot.values.date_words import read_words
from newsbot.values.date_years import AHEAD
from newsbot.values.dates import localize

OLDEST: Final = 1990
"""The first year in which a news site can have published; earlier dates are those of archives."""

_YEAR: Final = re.compile(r"\d{4}")
_LONGEST: Final = 200
"""Characters of a text that may be a date; a longer one is a paragraph that names some day."""


def parse_date(
    text: str, *, zone: ZoneInfo, now: datetime, languages: Sequence[str] = ()
) -> datetime | None:
    """Return the instant that *text* names, in *zone*, whole seconds; None when that is in doubt.

    A day without a time is its midnight. A text with two dates or two times, a time alone, a bare
    number, a year of two digits, and years before 1900 or after the next one give None.

    Args:
        text: The date with the words around it, at most 200 characters.
        zone: The zone of dates that name none.
        now: The present, aware, for `5分钟前` and for dates without a year.
        languages: BCP 47, most likely first. `05/06/2022` is a date only where they say whether
            the day comes first (`fr`, `en-GB`) or the month (`en-US`).
    """
    try:
        return _instant(text, zone, now, languages)
    except (ValueError, OverflowError):
        # It names a day that no calendar has, or two.
        return None


def doubt_about(text: str, *, zone: ZoneInfo, now: datetime, languages: Sequence[str] = ()) -> str:
    """Return why *text* is a date that `parse_date` does not read; empty when it is in no doubt."""
    try:
        _instant(text, zone, now, languages)
    except Doubt as doubt:
        return str(doubt)
    except (ValueError, OverflowError):
        pass
    return ""


def written_out(text: str, *, zone: ZoneInfo, now: datetime, languages: Sequence[str] = ()) -> str:
    """Return *text*, or as ISO 8601 the date that it counts from *now*: `3小时前`, `05-25 14:36`.

    Such a text names another date at every later reading. One that holds a year does not.
    """
    if _YEAR.search(text):
        return text
    found = parse_date(text, zone=zone, now=now, languages=languages)
    return text if found is None else found.isoformat(timespec="seconds")


def is_old(date: datetime) -> bool:
    """Return whether *date* is before 1990, when no news site was there to publish it."""
    return date.year < OLDEST


def is_future(date: datetime, now: datetime) -> bool:
    """Return whether *date* is more than ten minutes ahead of *now*."""
    return date > now + AHEAD


def _instant(text: str, zone: ZoneInfo, now: datetime, languages: Sequence[str]) -> datetime | None:
    line = _one_line(text)
    if not line or len(line) > _LONGEST:
        return None
    tags = tuple(name.lower().replace("_", "-") for name in languages)
    moment = _read(line, zone, now, tags)
    found = None if moment is None else localize(moment, zone)
    last_year = now.astimezone(zone).year + 1
    return found if found and 1900 <= found.year <= last_year else None


def _read(line: str, zone: ZoneInfo, now: datetime, languages: tuple[str, ...]) -> datetime | None:
    if moment := read_form(line, zone, now):
        return moment
    line = write_clocks(line)
    return (
        read_words(line, zone, now, languages)
        or read_relative(line, zone, now)
        or read_prose(line, zone, now, languages)
    )


def _one_line(text: str) -> str:
    if len(text) > 10 * _LONGEST:
        return ""
    plain = with_western_digits(" ".join(text.split()))
    shown = (char for char in plain if unicodedata.category(char) != "Cf")
    return "".join(shown).replace("\u2212", "-").strip()
