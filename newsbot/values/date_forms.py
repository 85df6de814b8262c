"""Dates that a program wrote: ISO 8601, epoch, digits in a row, JSON.NET, RFC 850.

A reader returns None when the text is of another form, and raises ValueError or OverflowError when
it is of this form and no date. A naive result is a wall clock in the source's zone.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_clock import ClockTime
from newsbot.values.date_years import latest_yearless

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS: Final = re.compile(r"[1-9]\d{9}(?:\.\d+)?", re.ASCII)
_MILLISECONDS: Final = re.compile(r"[1-9]\d{12}", re.ASCII)
_DIGITS: Final = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_ISO: Final = re.compile(r"\d{4}-?\d\d-?\d\d(?:[Tt ]\d.*)?", re.ASCII)
# What `format` makes of a pattern without %Y; ISO 8601:2000 has the form, 2004 dropped it.
_YEARLESS: Final = re.compile(r"--(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?)?", re.ASCII)
_JSON_NET: Final = re.compile(r"\\?/Date\((-?\d{1,14})(?:[+-]\d{4})?\)\\?/", re.ASCII)
# The second form of HTTP dates: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
_RFC850: Final = re.compile(
    r"[A-Z][a-z]{5,8}, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT", re.ASCII
)


def read_form(text: str, zone: ZoneInfo, now: datetime) -> datetime | None:
    """Return the moment that *text* is, when it is nothing but a date in a program's form.

    Raises:
        ValueError, OverflowError: It has such a form and is no date.
    """
    if text.isdecimal() or _SECONDS.fullmatch(text):
        return _read_digits(text, zone)
    if match := _JSON_NET.fullmatch(text):
        return _EPOCH + timedelta(milliseconds=int(match[1]))
    if match := _YEARLESS.fullmatch(text):
        month, day, hour, minute, second = (int(part or 0) for part in match.groups())
        clock = ClockTime(hour=hour, minute=minute, second=second)
        return latest_yearless(month, day, clock, zone=zone, now=now)
    if _RFC850.fullmatch(text):
        return parsedate_to_datetime(text)
    return _read_iso(text)


def _read_digits(text: str, zone: ZoneInfo) -> datetime:
    if _SECONDS.fullmatch(text):
        return _EPOCH + timedelta(seconds=float(text))
    if _MILLISECONDS.fullmatch(text):
        return _EPOCH + timedelta(milliseconds=int(text))
    if len(text) not in _DIGITS:
        raise ValueError(f"{text} is a number")
    return datetime.strptime(text, _DIGITS[len(text)]).replace(tzinfo=zone)


def _read_iso(text: str) -> datetime | None:
    if _ISO.fullmatch(text) is None:
        return None
    try:
        return datetime.fromisoformat(text.upper())
    except ValueError:
        # `2022-05-25 14:36:45 +0800 (CST)` and the like are read word by word.
        return None
