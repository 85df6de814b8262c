"""Dates among words: `来源：新华网 2022年05月25日 14:36`, `Wed, May 25, 2022`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_clock import ClockTime, read_clock, without_clocks
from newsbot.values.date_months import month_of
from newsbot.values.date_order import Order, day_and_month, order_of
from newsbot.values.date_years import latest_yearless

_MONTH: Final = (
    r"(?<![^\W\d_])(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![^\W\d_])\.?"
)
# Vowel signs and points are no letters to `re`.
_NAME: Final = r"(?P<name>[^\W\d_][^\s\d,/:|()]{1,14})"
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
# `25 de mayo de 2022`, `25. května 2022`, `25 พ.ค. 2565`, `2022. május 25`, `2022 m. gegužės 25`,
# `25 tháng 5, 2022`.
_IN_ANY: Final = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|º|er|η)? ?(?:de |di |d['’])?"
        rf"{_NAME},? ?(?:del? |พ\.ศ\. )?{_YEAR}",
        re.IGNORECASE,
    ),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})\.? (?:m\. )?{_NAME} (?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<![^\W\d_]){_NAME} (?P<day>\d{{1,2}})(?!\d),? {_YEAR}"),
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}}),? tháng (?P<month>\d{{1,2}}),? (?:năm )?{_YEAR}", re.IGNORECASE
    ),
)
_ERA: Final = re.compile(
    r"(?P<era>令和|平成|昭和|民國|民国) ?(?P<year>\d{1,3}|元) ?年 ?(?P<month>\d{1,2}) ?月 ?"
    r"(?P<day>\d{1,2}) ?日"
)
_ERAS: Final = MappingProxyType(
    {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911}
)
_BUDDHA: Final = 543
"""Years by which Thailand's calendar is ahead."""
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
    days, rest = _full_days(text, languages)
    if len(days) > 1:
        raise ValueError("two dates")
    if days:
        return (read_clock(rest, zone) or ClockTime()).on(days.pop(), zone)
    clock = read_clock(text, zone)
    partial = _yearless_day(without_clocks(text), languages, timed=clock is not None)
    if partial is None:
        return None
    return latest_yearless(*partial, clock or ClockTime(), zone=zone, now=now)


def _full_days(text: str, languages: Sequence[str]) -> tuple[set[date], str]:
    days = {_era_day(match) for match in _ERA.finditer(text)}
    text = _ERA.sub(" ", text)
    order = order_of(languages)
    is_thai = any(tag.split("-")[0] == "th" for tag in languages)
    for pattern in _FULL:
        days |= {_day_of(match, order, is_thai=is_thai) for match in pattern.finditer(text)}
        text = pattern.sub(" ", text)
    for pattern in _IN_ANY:
        known = [match for match in pattern.finditer(text) if _names_a_month(match)]
        days |= {_day_of(match, order, is_thai=is_thai) for match in known}
        for match in known:
            text = text.replace(match[0], " ", 1)
    if _TWO_DIGIT_YEAR.search(text):
        raise ValueError("a year of two digits")
    return days, text


def _names_a_month(match: re.Match[str]) -> bool:
    name = match.groupdict().get("name")
    return name is None or month_of(name) is not None


def _era_day(match: re.Match[str]) -> date:
    count = 1 if match["year"] == "元" else int(match["year"])
    return date(_ERAS[match["era"]] + count, int(match["month"]), int(match["day"]))


def _day_of(match: re.Match[str], order: Order | None, *, is_thai: bool) -> date:
    parts = match.groupdict()
    year = int(parts["year"])
    if 2400 < year < 2700 and (is_thai or _is_thai(parts.get("name") or "")):
        year -= _BUDDHA
    if "first" in parts:
        known = "DMY" if parts["sep"] == "." else order
        numbers = int(parts["first"]), int(parts["second"])
        day, month = day_and_month(*numbers, known, match[0].strip())
        return date(year, month, day)
    return date(year, _month_of(parts), int(parts["day"]))


def _is_thai(name: str) -> bool:
    return "\u0e01" <= name[:1] <= "\u0e5b"


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
    number = month_of(parts["name"])
    if number is None:
        raise ValueError(f"{parts['name']} is no month")
    return number
