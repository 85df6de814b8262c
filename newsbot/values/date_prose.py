"""Dates in the words of any language, the slow way: `25 мая 2022, 14:36`, `hace 3 horas`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from newsbot.values.date_clock import ClockTime, read_clock, without_clocks
from newsbot.values.date_order import Order, check_yearless, order_of
from newsbot.values.date_years import latest_yearless

_WORD: Final = r"(?P<word>[^\W\d_][^\s\d,/:]{2,14})"
_NAMED_DAY: Final = (
    re.compile(
        rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.|º|er)? (?:de |di )?{_WORD},? (?:del? )?"
        r"(?P<year>\d{4})(?!\d)"
    ),
    re.compile(rf"(?<!\d)(?P<year>\d{{4}})\.? {_WORD} (?P<day>\d{{1,2}})(?!\d)"),
)
_LABEL: Final = re.compile(r"[^\d:]{1,30}: ?")
# `5 min` is how long a text takes to read, or how long a film is.
_DURATION: Final = re.compile(r"(?:\d+ ?[^\W\d_]+\.?,? ?)+")
# `1e9` and `W21` are no words, 前 is one.
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_WORD_OF_ANY: Final = re.compile(r"[^\W\d_]{3}|[^\W\d_a-zA-Z]")


def read_prose(
    text: str, zone: ZoneInfo, now: datetime, languages: Sequence[str]
) -> datetime | None:
    """Return the date in *text*, as `write_clocks` gave it; None when it names none.

    Raises:
        ValueError: It names two, or a time that no clock shows.
    """
    clock = read_clock(text, zone)
    line = without_clocks(text)
    # The odd microsecond marks what dateparser counted from the base, not read from the text.
    base = now.astimezone(zone).replace(tzinfo=None, microsecond=1)
    days = _named_days(line, base, languages)
    if len(days) > 1:
        raise ValueError("two dates")
    if days:
        return (clock or ClockTime()).on(days.pop(), zone)
    if not _WORD_OF_ANY.search(line):
        return None
    check_yearless(line, order_of(languages))
    found = _whole(_LABEL.sub("", text, count=1), base, languages, timed=clock is not None)
    if found is None:
        return None
    moment, exact = found
    if exact:
        return now - (base - moment)
    if moment.microsecond or _YEAR.search(line):
        return (clock or ClockTime()).on(moment.date(), zone)
    return latest_yearless(moment.month, moment.day, clock or ClockTime(), zone=zone, now=now)


def _named_days(line: str, base: datetime, languages: Sequence[str]) -> set[date]:
    matches = [match for pattern in _NAMED_DAY for match in pattern.finditer(line)]
    days = {_named_day(match, base, languages) for match in matches}
    return {day for day in days if day is not None}


def _named_day(match: re.Match[str], base: datetime, languages: Sequence[str]) -> date | None:
    text = f"{match['day']} {match['word']} {match['year']}"
    found, _ = _parse(text, base, languages)
    if found is None or (found.day, found.year) != (int(match["day"]), int(match["year"])):
        return None
    return found.date()


def _whole(
    text: str, base: datetime, languages: Sequence[str], *, timed: bool
) -> tuple[datetime, bool] | None:
    """Return the wall clock that all of *text* names, and whether it is exact to the minute."""
    # Most languages read without the time; some want it behind their preposition (`вчера в`).
    for line in (without_clocks(text), text):
        found, period = _parse(line, base, languages)
        if found is None or found > base or period not in {"day", "time"}:
            continue
        if found.microsecond and _DURATION.fullmatch(line):
            return None
        return found, period == "time" and not timed
    return None


def _parse(text: str, base: datetime, languages: Sequence[str]) -> tuple[datetime | None, str]:
    """Return what dateparser reads at *base*, both wall clocks, and how exact it is."""
    from dateparser.date import DateDataParser

    known = _known(languages)
    parser = DateDataParser(
        languages=known,
        use_given_order=known is not None,
        settings=_settings(base, order_of(languages)),
    )
    data = parser.get_date_data(text)
    found = data.date_obj
    return (found.replace(tzinfo=None) if found else None), data.period


def _known(languages: Sequence[str]) -> list[str] | None:
    from dateparser.data.languages_info import language_order

    primary = dict.fromkeys(name.split("-")[0] for name in languages)
    known = [name for name in primary if name in language_order]
    # English templates are everywhere.
    return list(dict.fromkeys([*known, "en"])) if known else None


def _settings(base: datetime, order: Order | None) -> dict[str, object]:
    # Whatever is left out here comes from the clock and the zone of this machine.
    return {
        **({"DATE_ORDER": order} if order is not None else {}),
        "RELATIVE_BASE": base,
        "TIMEZONE": "UTC",
        "RETURN_AS_TIMEZONE_AWARE": False,
        "PREFER_DATES_FROM": "past",
        "REQUIRE_PARTS": ["day", "month"],
        "RETURN_TIME_AS_PERIOD": True,
        "PARSERS": ["relative-time", "absolute-time"],
    }
