"""Names of time zones as they stand behind a time."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_order import Doubt

_NAMED: Final = MappingProxyType(
    {
        name: key
        for key, names in {
            "America/New_York": "ET EST EDT",
            "America/Chicago": "CT CDT",
            "America/Denver": "MT MST MDT",
            "America/Los_Angeles": "PT PST PDT",
            "America/Anchorage": "AKT AKST AKDT",
            "Pacific/Honolulu": "HST",
            "Europe/Paris": "CET CEST",
            "Europe/Helsinki": "EET EEST",
            "Europe/Lisbon": "WET WEST",
            "Europe/Moscow": "MSK",
            "Asia/Tokyo": "JST",
            "Asia/Seoul": "KST",
            "Asia/Hong_Kong": "HKT",
            "Asia/Singapore": "SGT",
            "Asia/Jakarta": "WIB",
            "Asia/Shanghai": "BJT",
            "Australia/Sydney": "AET AEST AEDT",
            "Pacific/Auckland": "NZT NZST NZDT",
        }.items()
        for name in names.split()
    }
)
"""Abbreviation → zone. A zone, not an offset: `ET` and a careless `EST` in May are summer time."""

_SHARED: Final = MappingProxyType(
    {
        "CST": "China, North America and Cuba",
        "IST": "India, Ireland and Israel",
        "BST": "Britain, Bangladesh and Bougainville",
        "AST": "the Atlantic and Arabia",
        "GST": "the Gulf and South Georgia",
    }
)
"""Abbreviations that several zones have, hours apart."""

_ON_CHINAS_CLOCK: Final = frozenset({"Asia/Hong_Kong", "Asia/Singapore", "Asia/Kuala_Lumpur"})
"""Zones in which CST can only be China's, and is their own time."""

_OFFSET: Final = re.compile(r"([+-])(\d{1,2})(?::?(\d\d))?", re.ASCII)


def read_zone(name: str, zone: ZoneInfo) -> tzinfo | None:
    """Return the time zone that *name*, an abbreviation, means to a source in *zone*.

    None when it is not the name of a zone: a publisher may stand there as well.

    Raises:
        Doubt: Several zones have the name, and the source's is none of them.
    """
    if name in {"UTC", "GMT", "Z"}:
        return UTC
    if name in _own_names(zone):
        return zone
    if name == "CST" and zone.key in _ON_CHINAS_CLOCK:
        return zone
    if name in _SHARED:
        raise Doubt(f"{name} is a zone of {_SHARED[name]}: set the source's `timezone`")
    return ZoneInfo(_NAMED[name]) if name in _NAMED else None


def read_offset(text: str) -> timezone:
    """Return the zone of an offset: `+0800`, `+08:00`, `+8`.

    Raises:
        ValueError: No place on Earth has it.
    """
    match = _OFFSET.fullmatch(text.replace(" ", ""))
    if match is None:
        raise ValueError(f"{text} is no offset")
    size = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    if size > timedelta(hours=14) or int(match[3] or 0) > 59:
        raise ValueError(f"no place is {text} from UTC")
    return timezone(-size if match[1] == "-" else size)


def _own_names(zone: ZoneInfo) -> set[str | None]:
    # IST is Dublin's, Jerusalem's and Kolkata's name: a source means its own.
    return {datetime(2022, month, 1, tzinfo=zone).tzname() for month in (1, 7)}
