"""Instants as text, and wall clocks as instants."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from typing import Final
from zoneinfo import ZoneInfo

_RFC3339: Final = re.compile(
    r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)", re.ASCII
)


def localize(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return *moment* in *zone*, whole seconds; without a zone it is a wall clock there.

    Of an hour that comes twice the first is meant; a time that the clock skips moves forward.

    Raises:
        OverflowError: The instant is outside the years 1 to 9999, in *zone* or in UTC.
    """
    aware = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
    return aware.astimezone(UTC).astimezone(zone).replace(microsecond=0)


def format_offset_date(moment: datetime) -> str:
    """Return *moment* as site builders write it: `2022-05-25 14:36:45 +0800`.

    Raises:
        ValueError: *moment* has no zone.
    """
    text = _with_whole_minutes(moment).isoformat(" ", "seconds")
    return f"{text[:19]} {text[19:].replace(':', '')}"


def format_rfc3339(moment: datetime) -> str:
    """Return *moment* as RFC 3339, whole seconds: `2022-05-25T14:36:45+08:00`.

    Raises:
        ValueError: *moment* has no zone.
    """
    return _with_whole_minutes(moment).isoformat("T", "seconds")


def parse_rfc3339(text: str) -> datetime:
    """Return the instant that *text*, RFC 3339 with an offset, names.

    Raises:
        ValueError: *text* is something else, or has no offset.
    """
    if _RFC3339.fullmatch(text) is None:
        raise ValueError(f"{text!r} is not RFC 3339; write it as 2022-05-25T14:36:45+08:00")
    return datetime.fromisoformat(text.upper())


def _with_whole_minutes(moment: datetime) -> datetime:
    # Offsets from before standard time have seconds (Shanghai until 1901: +08:05:43), which
    # RFC 3339 cannot write. The wall clock stays, or midnight would become the day before.
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment.isoformat()} has no zone; give it one")
    return moment.replace(tzinfo=timezone(offset - offset % timedelta(minutes=1)))
