"""Which of two numbers is the day, and what to do where nobody says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

Order: TypeAlias = Literal["DMY", "MDY"]

# https://cldr.unicode.org/: the order of the short date.
_DAY_FIRST: Final = re.compile(
    "af|ar|az|be|bg|bn|bs|ca|cs|cy|da|de|el|es|et|fa|fi|fr|ga|gl|gu|he|hi|hr|hy|id|is|it|ka|kk|kn|"
    "ky|lv|mk|ml|mr|ms|nb|nl|nn|no|pa|pl|pt|ro|ru|sk|sl|sq|sr|sw|ta|te|th|tr|uk|ur|uz|vi"
)
_MONTH_FIRST: Final = frozenset({"en-us", "en-ph", "en-pr", "en-gu", "es-us", "es-pr", "fil", "tl"})
_BOTH: Final = frozenset({"en-ca", "fr-ca", "en-001", "en-150"})

_PAIR: Final = re.compile(r"(?<![\d./:-])(\d{1,2})[/-](\d{1,2})(?![\d./:-])")


class Doubt(ValueError):
    """A text that names a date in two ways; `str()` says which part, and what would help."""


def order_of(languages: Sequence[str]) -> Order | None:
    """Return the order in which a source writes day and month; None when nothing says so.

    English alone says nothing: it is written both ways. Chinese, Japanese and Korean put the year
    first, and say nothing of a date in which it is last.
    """
    for tag in languages:
        primary, _, region = tag.partition("-")
        if tag in _BOTH:
            continue
        if tag in _MONTH_FIRST or primary in _MONTH_FIRST:
            return "MDY"
        if _DAY_FIRST.fullmatch(primary) or (primary == "en" and len(region) == 2):
            return "DMY"
    return None


def day_and_month(first: int, second: int, order: Order | None, shown: str) -> tuple[int, int]:
    """Return which of two numbers is the day and which the month.

    Raises:
        Doubt: Both may be either, and no order is known.
    """
    if order is None and first != second and max(first, second) <= 12:
        raise Doubt(f"{shown}: day or month first? give its `format`, or the source's `language`")
    is_day_first = first > 12 or (second <= 12 and order != "MDY")
    return (first, second) if is_day_first else (second, first)


def check_yearless(text: str, order: Order | None) -> None:
    """Raise Doubt for two numbers, such as `5/6`, that may be either way round."""
    for found in _PAIR.finditer(text):
        day_and_month(int(found[1]), int(found[2]), order, found[0])
