"""How articles of different years read: which of them are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from newsbot.article import Found
from newsbot.probe.found import PageRead


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An article with a date."""

    url: str
    published: datetime
    listed: Mapping[str, Found] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class YearRead:
    """An article's page, and the year that it is of."""

    year: int
    page: PageRead
    is_kept: bool
    """It was read as an earlier run kept it; else it was asked for."""


def choose_by_year(candidates: Iterable[Candidate], number: int) -> list[Candidate]:
    """Return so many articles of each year, spread over it, the newest year first."""
    years: dict[int, dict[str, Candidate]] = {}
    for one in candidates:
        years.setdefault(one.published.year, {}).setdefault(one.url, one)
    chosen: list[Candidate] = []
    for _, found in sorted(years.items(), reverse=True):
        ordered = sorted(found.values(), key=lambda one: (one.published, one.url), reverse=True)
        chosen += _spread(ordered, number)
    return chosen


def _spread(items: list[Candidate], number: int) -> list[Candidate]:
    if len(items) <= number or number < 2:
        return items[:number]
    return [items[place * (len(items) - 1) // (number - 1)] for place in range(number)]
