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

_FAR_APART: Final = ("Pacific/Honolulu", "Asia/Tokyo")

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


def likely_zone(dates: Iterable[datetime], language: str, host: str) -> str:
    """Return a zone of the site's country, to be confirmed; empty where nothing tells it.

    It has the offsets of those dates that name one other than UTC's.
    """
    said = [date for date in dates if date.utcoffset()]
    zones = zones_of_country(_country(language, host))
    return next((name for name in zones if _fits(name, said)), "")


def names_zone(text: str, now: datetime) -> bool:
    """Tell a date that is the same instant whatever the source's zone is."""
    from newsbot.values.date_reading import parse_date

    first, second = (parse_date(text, zone=ZoneInfo(name), now=now) for name in _FAR_APART)
    return first == second


def are_without_zone(pages: Iterable[PageRead], now: datetime) -> bool:
    """Tell whether the date of a page depends on the source's zone."""
    found = [page.fields["date_published"] for page in pages if "date_published" in page.fields]
    return not all(names_zone(str(one.value), now) for one in found)


def _fits(name: str, dates: Sequence[datetime]) -> bool:
    zone = ZoneInfo(name)
    return all(date.astimezone(zone).utcoffset() == date.utcoffset() for date in dates)


def region_of(language: str) -> str:
    """Return the country that a language's tag names: `AT` of `de-AT`; else nothing."""
    found = _REGION.search(language)
    return found[1] if found is not None else ""


def country_of_host(host: str) -> str:
    """Return the country that a host's top level is of, unless sites from anywhere use it."""
    top = host.rpartition(".")[2].lower()
    if len(top) == 2 and top.isalpha() and top not in GENERAL_TOP_LEVELS:
        return COUNTRIES_OF_HOSTS.get(top, top.upper())
    return ""


def zones_of_country(country: str) -> tuple[str, ...]:
    """Return a country's zones, the capital's first where the database lists it so."""
    return _zones().get(country, ())


def _country(language: str, host: str) -> str:
    if said := region_of(language) or country_of_host(host):
        return said
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
