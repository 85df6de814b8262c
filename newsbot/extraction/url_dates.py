"""Dates in addresses: `/2022/05/25/`, `/20220525/`, `t20220525_123.html`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Final
from urllib.parse import urlsplit

_YEAR: Final = r"(?P<year>19[89]\d|20\d\d)"
_MONTH: Final = r"(?P<month>0[1-9]|1[0-2])"
_DAY: Final = r"(?P<day>0[1-9]|[12]\d|3[01])"
_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PATTERNS: Final = (
    re.compile(
        rf"(?<!\d){_YEAR}[/_-](?P<month>0?[1-9]|1[0-2])[/_-](?P<day>[12]\d|3[01]|0?[1-9])(?!\d)"
    ),
    re.compile(rf"(?<!\d){_YEAR}(?P<sep>[/_-]?){_MONTH}[/_-]?{_DAY}(?=[/_.-]|[A-Z]|$)"),
    re.compile(rf"(?<=/){_YEAR}/(?P<name>{'|'.join(_NAMES)})/(?P<day>\d{{1,2}})(?!\d)"),
    re.compile(rf"(?<=[/_tT]){_YEAR}{_MONTH}{_DAY}(?=[/_.tT-]|$)"),
)
_LONGEST: Final = 500


def dates_in_url(url: str) -> Iterator[date]:
    """Yield the days that the path of an address names, the best first."""
    path = urlsplit(url).path[:_LONGEST]
    for pattern in _PATTERNS:
        for match in pattern.finditer(path):
            day = _day_of(match)
            if day is not None:
                yield day


def _day_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    month = _NAMES.index(parts["name"]) + 1 if "name" in parts else int(parts["month"])
    try:
        return date(int(parts["year"]), month, int(parts["day"]))
    except ValueError:
        return None
