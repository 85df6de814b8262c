"""The day or month that an address names: of an article in its path, of a sitemap in its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

_YEAR, _MONTH, _DAY = "((?:19|20)[0-9]{2})", "(0[1-9]|1[0-2])", "(0[1-9]|[12][0-9]|3[01])"

_IN_PATH: Final = re.compile(
    rf"/{_YEAR}(?:[-_]?|/){_MONTH}(?:(?:[-_]?|/){_DAY})?(?=/|$|[-_][^/])", re.ASCII
)
"""Whole folders, or the beginning of a name: a headline may have a year in it, too."""

_IN_NAME: Final = re.compile(
    rf"(?<![0-9]){_YEAR}[-_./]?{_MONTH}(?:[-_./]?{_DAY})?(?![0-9])", re.ASCII
)
_PARAMETERS: Final = re.compile(r"&(?:mm?|month|dd?|day)=", re.ASCII)


@dataclass(frozen=True, slots=True)
class Period:
    """A day or a month, in no zone."""

    start: datetime
    end: datetime

    @property
    def latest(self) -> datetime:
        """The instant by which it is over everywhere."""
        return self.end + timedelta(hours=12)


def period_of_article(url: str) -> Period | None:
    """Return the day or month that stands in the path of an article's address."""
    match = _IN_PATH.search(_parts(url)[0])
    return _period(match) if match is not None else None


def period_of_listing(url: str) -> Period | None:
    """Return the day or month that a listing is named by: `-2026-03.xml`, `?yyyy=2026&mm=03`."""
    path, query = _parts(url)
    found = [*_IN_NAME.finditer(f"{path}?{_PARAMETERS.sub('-', query)}")]
    return _period(found[-1]) if found else None


def _parts(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.path, parts.query


def _period(match: re.Match[str]) -> Period | None:
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    assert month is not None
    try:
        start = datetime(year, month, day or 1, tzinfo=UTC)
    except ValueError:
        return None
    end = start + timedelta(days=1) if day else (start + timedelta(days=31)).replace(day=1)
    return Period(start, end)
