"""Dates that the source's rules gave, as they are meant on the day of the fetch."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from newsbot.article import DATE_FIELDS, Found
from newsbot.extraction.witness import Witness, read_either
from newsbot.values.date_reading import doubt_about, written_out

if TYPE_CHECKING:
    from newsbot.extraction.page import Page


def settle_dates(fields: Mapping[str, Found], page: Page) -> dict[str, Found]:
    """Return *fields* with what counts back from now, or may be two days, written out.

    Of `05/06/2022` the reading stays that another date of the page confirms; where none does, the
    text stays as it is.
    """
    return {
        name: replace(found, value=_settled(found.value, page))
        if name in DATE_FIELDS and isinstance(found.value, str)
        else found
        for name, found in fields.items()
    }


def _settled(text: str, page: Page) -> str:
    languages = (page.language,) if page.language else ()
    zone, now = page.zone, page.fetched_at
    if not doubt_about(text, zone=zone, now=now, languages=languages):
        return written_out(text, zone=zone, now=now, languages=languages)
    readings = [one for one in read_either(text, "", page) if one.readings]
    confirmed = [one for one in readings if any(one.agrees(other) for other in _others(page))]
    days = {one.day for one in confirmed}
    return confirmed[0].value if len(days) == 1 else text


def _others(page: Page) -> Iterator[Witness]:
    for found in page.dates.published.values():
        yield from (witness for witness in found if not witness.readings)
