"""Durations as the YAML files write them: a number and s, m, h or d."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

_DURATION: Final = re.compile(r"(\d{1,8}(?:\.\d{1,6})?)([smhd])", re.ASCII)
_UNITS: Final = {"d": 86_400, "h": 3_600, "m": 60, "s": 1}
_LONGEST: Final = timedelta(days=36_500)


def parse_duration(text: str) -> timedelta:
    """Read `7d`, `90m`, `0.5s` or a plain `0`.

    Raises ValueError for anything else, and for more than 36500 days.
    """
    if text == "0":
        return timedelta(0)
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"not a duration: {text!r}")
    duration = timedelta(seconds=float(match[1]) * _UNITS[match[2]])
    if duration > _LONGEST:
        raise ValueError(f"longer than {_LONGEST.days} days: {text!r}")
    return duration


def format_duration(duration: timedelta) -> str:
    """Write a duration in the largest unit that needs no fraction: `7d`, `90m`, `0.5s`, `0s`."""
    for unit, seconds in _UNITS.items():
        size = timedelta(seconds=seconds)
        if duration and duration % size == timedelta(0):
            return f"{duration // size}{unit}"
    return f"{duration.total_seconds():.6f}".rstrip("0").rstrip(".") + "s"
