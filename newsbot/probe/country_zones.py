"""The time zone of a site whose pages name none, where its language leaves one clock only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from newsbot.probe.place import (
    are_without_zone,
    country_of_host,
    dates_of,
    likely_zone,
    offsets_of,
    region_of,
    zone_of,
    zones_of_country,
)
from newsbot.values.urls import host_of

if TYPE_CHECKING:
    from newsbot.probe.found import Probed

COUNTRIES: Final[Mapping[str, tuple[str, ...]]] = {
    "zh": ("CN", "HK", "TW", "MO", "SG"),
    "ja": ("JP",),
    "ko": ("KR", "KP"),
    "th": ("TH",),
    "vi": ("VN",),
    "tr": ("TR",),
    "he": ("IL",),
    "hi": ("IN",),
    "ka": ("GE",),
    "hy": ("AM",),
    "is": ("IS",),
    "de": ("DE", "AT", "CH", "LI", "LU"),
    "it": ("IT", "CH", "SM", "VA"),
    "nl": ("NL", "BE"),
    "fr": ("FR", "BE", "CH", "LU", "MC", "CA", "SN", "CI", "MA", "TN", "DZ", "CM", "CD"),
    "en": ("US", "GB", "IE", "CA", "AU", "NZ", "ZA", "IN", "SG", "HK", "NG", "KE", "PH"),
    "es": ("ES", "MX", "AR", "CO", "CL", "PE", "VE", "UY", "BO", "CR", "GT", "DO"),
    "pl": ("PL",),
    "cs": ("CZ",),
    "sk": ("SK",),
    "sl": ("SI",),
    "hr": ("HR", "BA"),
    "hu": ("HU",),
    "da": ("DK",),
    "no": ("NO",),
    "nb": ("NO",),
    "nn": ("NO",),
    "fi": ("FI",),
    "et": ("EE",),
    "lv": ("LV",),
    "lt": ("LT",),
    "bg": ("BG",),
    "ro": ("RO", "MD"),
    "el": ("GR", "CY"),
    "uk": ("UA",),
}
"""Language → the countries that nearly all of its sites are in, the largest first."""

NOT_THE_COUNTRYS: Final = frozenset({"Asia/Urumqi", "Europe/Simferopol"})
"""Zones of a part of a country, whose news sites use the capital's time nevertheless."""


def with_zone(found: Probed, language: str, now: datetime) -> Probed:
    """Add the zone of the site's dates, as far as they, its language and its host tell it."""
    dates, host = dates_of(found.pages), host_of(found.url)
    of_dates = zone_of(dates, language, host)
    of_language = zone_by_language(dates, language, host, now)
    return replace(
        found,
        offsets=offsets_of(dates),
        timezone=of_dates or of_language,
        timezone_why="" if of_dates else "that of its language; of dates without a zone",
        likely_zone=likely_zone(dates, language, host),
        is_without_zone=are_without_zone(found.pages, now),
    )


def zone_by_language(dates: Sequence[datetime], language: str, host: str, now: datetime) -> str:
    """Return the zone of a site's language; empty where its countries' clocks differ.

    *dates*, which name their offset, must have it in that zone; those in UTC say nothing. A region
    in the language's tag does not choose between clocks: it is that of the software as often as
    the site's.
    """
    countries = COUNTRIES.get(language.split("-", maxsplit=1)[0].lower(), ())
    top, region = country_of_host(host), region_of(language)
    said = top or region
    if not countries or (said and said not in countries):
        return ""
    zones = list(_zones((top,) if top else countries))
    if not zones or len({_clock(name, now) for name in zones}) > 1:
        return ""
    zone = next(_zones((said,)), "") if said else zones[0]
    return zone if all(_agrees(date, zone) for date in dates if date.utcoffset()) else ""


def _zones(countries: Iterable[str]) -> Iterator[str]:
    for country in countries:
        for name in zones_of_country(country):
            if name not in NOT_THE_COUNTRYS:
                yield name


def _clock(name: str, now: datetime) -> tuple[timedelta | None, ...]:
    """Return the zone's offsets of the year that lies behind."""
    zone = ZoneInfo(name)
    return tuple((now - timedelta(days=10 * n)).astimezone(zone).utcoffset() for n in range(37))


def _agrees(date: datetime, zone: str) -> bool:
    return date.astimezone(ZoneInfo(zone)).utcoffset() == date.utcoffset()
