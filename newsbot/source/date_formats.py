"""Formats of dates in addresses: `https://example.org/{date:%Y-%m-%d}.html`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter
from typing import Final, Literal, TypeAlias

from newsbot.source.addresses import placeholders
from newsbot.source.checks import expected
from newsbot.source.near import did_you_mean

Granularity: TypeAlias = Literal["day", "month", "year"]

_YEAR: Final = frozenset({"%Y", "%y"})
_MONTH: Final = frozenset({"%m", "%-m", "%b", "%B"})
_DAY: Final = frozenset({"%d", "%-d"})
_DAY_OF_YEAR: Final = frozenset({"%j", "%-j"})
_KNOWN: Final = (*sorted(_YEAR | _MONTH | _DAY | _DAY_OF_YEAR), "%%")
_DIRECTIVE: Final = re.compile(r"%-?.?", re.DOTALL)


def date_formats(url: str) -> list[str]:
    """Return the formats in which an address holds the date."""
    return [spec or "" for _, name, spec, _ in Formatter().parse(url) if name == "date"]


def granularity(formats: Iterable[str]) -> Granularity:
    """Return of which stretch of time there is one page. Raises ValueError when it is not told."""
    used = {directive for text in formats for directive in _DIRECTIVE.findall(text)}
    if unknown := sorted(used - set(_KNOWN)):
        raise ValueError(f"{unknown[0]} is none of {' '.join(_KNOWN)}")
    if not used & _YEAR:
        raise ValueError("there is no year, %Y")
    if used & _DAY_OF_YEAR:
        return "day"
    if used & _DAY and not used & _MONTH:
        raise ValueError("there is a day without a month")
    return "day" if used & _DAY else "month" if used & _MONTH else "year"


def with_date(url: str) -> str:
    """Check that an address holds the date, and nothing else, in a format that tells it."""
    if unknown := sorted(placeholders(url) - {"date"}):
        near = did_you_mean(unknown[0], {"date"})
        raise expected(f"only {{date:…}} as a placeholder, not {{{unknown[0]}}}{near}")
    try:
        granularity(date_formats(url))
    except ValueError as error:
        raise expected(f"a URL with a date such as {{date:%Y-%m-%d}}; {error}") from None
    return url
