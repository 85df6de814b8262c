"""Dates among words: `来源：新华网 2022年05月25日 14:36`, `Wed, May 25, 2022`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_clock import ClockTime, read_clock, without_clocks
from newsbot.values.date_order import Order, day_and_month, order_of
from newsbot.values.date_years import latest_yearless

_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)
_MONTH: Final = (
    r"(?<![^\W\d_])(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])\.?"
)
_YEAR: Final = r"(?P<year>\d{4})(?!\d)"
_DAY: Final = r"(?<!\d)(?P<day>\d{1,2})(?!\d)(?:st|nd|rd|th)?"

_YEAR_FIRST: Final = re.compile(
    r"(?<!\d)(?P<year>\d{4}) ?[-/.年년] ?(?P<month>\d{1,2}) ?[-/.月월] ?"
    r"(?P<day>\d{1,2})(?!\d) ?[日일]?"
)
_NUMBERS: Final = re.compile(
    r"(?<![\d./-])(?P<first>\d{1,2})(?P<sep>[-/.]) ?(?P<second>\d{1,2})(?P=sep) ?" + _YEAR
)
_DAY_MONTH: Final = re.compile(rf"{_DAY}(?: of)?[ -]?{_MONTH},?[ -]{_YEAR}", re.IGNORECASE)
_MONTH_DAY: Final = re.compile(rf"{_MONTH} ?{_DAY}(?:, ?| ){_YEAR}", re.IGNORECASE)
_FULL: Final = (_YEAR_FIRST, _NUMBERS, _DAY_MONTH, _MONTH_DAY)
_TWO_DIGIT_YEAR: Final = re.compile(r"(?<![\d./-])\d{1,2}([-/.])\d{1,2}\1\d\d(?![\d./-])")

_CJK_YEARLESS: Final = re.compile(
    r"(?<![\d年])(?P<month>\d{1,2}) ?[月월] ?(?P<day>\d{1,2}) ?[日일]"
)
_EN_YEARLESS: Final = (
    re.compile(rf"{_DAY} ?{_MONTH}", re.IGNORECASE),
    re.compile(rf"{_MONTH} ?{_DAY}", re.IGNORECASE),
)
_NUMBER_YEARLESS: Final = re.compile(r"(?P<month>\d\d)-(?P<day>\d\d)")

# `Wed May 25 14:36:45 CST 2022`: asctime, date(1) and java.util.Date put the year last.
_ASCTIME: Final = re.compile(
    r"\b([A-Z][a-z]{2} \d{1,2}) (\d\d:\d\d:\d\d(?: [A-Z]{3,4})?) (\d{4})\b"
)


def read_words(
    text: str, zone: ZoneInfo, now: datetime, languages: Sequence[str]
) -> datetime | None:
    """Return the date in *text*, as `write_clocks` gave it; None when it names none.

    Raises:
        ValueError: It names two, or one that no calendar has.
    """
    text = _ASCTIME.sub(r"\1 \3 \2", text)
    days, rest = _full_days(text, order_of(languages))
    if len(days) > 1:
        raise ValueError("two dates")
    if days:
        return (read_clock(rest, zone) or ClockTime()).on(days.pop(), zone)
    clock = read_clock(text, zone)
    partial = _yearless_day(without_clocks(text), languages, timed=clock is not None)
    if partial is None:
        return None
    return latest_yearless(*partial, clock or ClockTime(), zone=zone, now=now)


def _full_days(text: str, order: Order | None) -> tuple[set[date], str]:
    days: set[date] = set()
    for pattern in _FULL:
        days |= {_day_of(match, order) for match in pattern.finditer(text)}
        text = pattern.sub(" ", text)
    if _TWO_DIGIT_YEAR.search(text):
        raise ValueError("a year of two digits")
    return days, text


def _day_of(match: re.Match[str], order: Order | None) -> date:
    parts = match.groupdict()
    year = int(parts["year"])
    if "first" in parts:
        known = "DMY" if parts["sep"] == "." else order
        numbers = int(parts["first"]), int(parts["second"])
        day, month = day_and_month(*numbers, known, match[0].strip())
        return date(year, month, day)
    return date(year, _month_of(parts), int(parts["day"]))


def _yearless_day(text: str, languages: Sequence[str], *, timed: bool) -> tuple[int, int] | None:
    found = {_month_and_day(match) for match in _CJK_YEARLESS.finditer(text)}
    if not found and timed:
        # Without a time `Mar 4 comments` would be a date too.
        found = _timed_days(text, languages)
    if len(found) > 1:
        raise ValueError("two dates")
    return next(iter(found), None)


def _timed_days(text: str, languages: Sequence[str]) -> set[tuple[int, int]]:
    found = {_month_and_day(match) for pattern in _EN_YEARLESS for match in pattern.finditer(text)}
    number = _NUMBER_YEARLESS.fullmatch(text)
    if number and any(name.split("-")[0] in {"zh", "ja", "ko"} for name in languages):
        found.add(_month_and_day(number))
    return found


def _month_and_day(match: re.Match[str]) -> tuple[int, int]:
    parts = match.groupdict()
    return _month_of(parts), int(parts["day"])


def _month_of(parts: dict[str, str]) -> int:
    if "month" in parts:
        return int(parts["month"])
    return _MONTHS.index(parts["name"][:3].lower()) + 1
