"""Language and time zone of a site, where its pages leave no doubt."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from email.utils import parsedate_to_datetime
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from newsbot.probe.found import PageRead

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_REGION: Final = re.compile(r"-([A-Z]{2})(?:-|$)")

COUNTRIES_OF_HOSTS: Final = {"uk": "GB"}
"""Top levels that are not the country's code in small letters."""

GENERAL_TOP_LEVELS: Final = frozenset({"tv", "io", "me", "ai", "co", "cc", "ws", "fm", "am", "to"})
"""Top levels of countries that sites from anywhere use."""

LANGUAGES_OF_ONE_COUNTRY: Final = {
    "ja": "JP",
    "ko": "KR",
    "th": "TH",
    "vi": "VN",
    "cs": "CZ",
    "hu": "HU",
    "fi": "FI",
    "da": "DK",
    "pl": "PL",
    "uk": "UA",
    "he": "IL",
    "is": "IS",
    "bg": "BG",
    "sk": "SK",
    "lt": "LT",
    "lv": "LV",
    "et": "EE",
    "sl": "SI",
    "ka": "GE",
    "hy": "AM",
    "el": "GR",
}
"""Languages whose sites are nearly all in one country."""


def language_of(said: Iterable[str]) -> str:
    """Return the language that all pages have; of several regions, the language alone."""
    tags = [tag for tag in (text.strip() for text in said) if _TAG.fullmatch(tag)]
    if not tags:
        return ""
    (tag, _), *_ = Counter(tags).most_common(1)
    if len(set(tags)) == 1:
        return tag
    languages = {tag.split("-")[0].lower() for tag in tags}
    return languages.pop() if len(languages) == 1 else ""


def dates_of(pages: Sequence[PageRead]) -> list[datetime]:
    """Return the dates of publication that name their offset."""
    texts = [
        str(page.fields["date_published"].value)
        for page in pages
        if "date_published" in page.fields
    ]
    read = (_read(text) for text in texts)
    return [date for date in read if date is not None and date.tzinfo is not None]


def offsets_of(dates: Iterable[datetime]) -> tuple[str, ...]:
    """Return the offsets of dates, as they are written."""
    return tuple(sorted({date.isoformat()[-6:] for date in dates if date.utcoffset()}))


def zone_of(dates: Sequence[datetime], language: str, host: str) -> str:
    """Return the zone of the site's country in which these dates have their offsets.

    Empty where nothing tells the country, or where the dates are in UTC.
    """
    country = _country(language, host)
    if not country or not dates or all(not date.utcoffset() for date in dates):
        return ""
    fitting = [name for name in _zones().get(country, ()) if _fits(name, dates)]
    # Zones that differ in the past only are the same to the dates: the first is the capital's.
    same = {
        tuple(date.astimezone(ZoneInfo(name)).isoformat() for date in dates) for name in fitting
    }
    return fitting[0] if len(fitting) == 1 or (fitting and len(same) == 1) else ""


def likely_zone(language: str, host: str) -> str:
    """Return a zone of the site's country, to be confirmed; empty where nothing tells it."""
    return next(iter(_zones().get(_country(language, host), ())), "")


def _fits(name: str, dates: Sequence[datetime]) -> bool:
    zone = ZoneInfo(name)
    return all(date.astimezone(zone).utcoffset() == date.utcoffset() for date in dates)


def _country(language: str, host: str) -> str:
    if region := _REGION.search(language):
        return region[1]
    top = host.rpartition(".")[2].lower()
    if len(top) == 2 and top.isalpha() and top not in GENERAL_TOP_LEVELS:
        return COUNTRIES_OF_HOSTS.get(top, top.upper())
    return LANGUAGES_OF_ONE_COUNTRY.get(language.split("-", maxsplit=1)[0].lower(), "")


@cache
def _zones() -> dict[str, tuple[str, ...]]:
    """Return country → its zones, as the database lists them."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    found: dict[str, list[str]] = {}
    for line in table.splitlines():
        columns = line.split("\t")
        if not line.startswith("#") and len(columns) >= 3:
            found.setdefault(columns[0], []).append(columns[2])
    return {country: tuple(names) for country, names in found.items()}


def _read(text: str) -> datetime | None:
    for read in (datetime.fromisoformat, parsedate_to_datetime):
        with suppress(ValueError, IndexError):
            return read(text.strip())
    return None
