"""All that a page says of when its article was published and changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from newsbot.extraction import date_metadata as metadata
from newsbot.extraction.date_names import LOOSE_META, MODIFIED_META, PUBLISHED_META
from newsbot.extraction.date_state import state
from newsbot.extraction.datelines import Dateline, in_titles, names_change, yearless
from newsbot.extraction.url_dates import dates_in_url
from newsbot.extraction.witness import Witness

if TYPE_CHECKING:
    from newsbot.extraction.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Dates:
    """What a page says of when its article was published."""

    published: Mapping[str, Sequence[Witness]]
    """Kind of rule → what it found, the best first."""
    yearless: Sequence[Witness]
    """Looked for only where nothing else is exact to the minute."""


def read_dates(page: Page) -> Dates:
    """Return all that a page says of when its article was published."""
    shown = page.datelines
    published = {
        "json-ld": _all(metadata.json_ld(page, "datePublished", "uploadDate", "dateCreated")),
        "meta": _all(metadata.meta(page, PUBLISHED_META)),
        "microdata": _all(metadata.microdata(page, "datePublished", "dateCreated", "uploadDate")),
        "time": _all(metadata.time_elements(page, modified=False)),
        "label": [d.witness for d in shown if d.is_labelled and not d.is_modified],
        "dateline": [d.witness for d in shown if not d.is_labelled and not d.is_above],
        "above": [d.witness for d in shown if not d.is_labelled and d.is_above],
        "loose": _all(metadata.meta(page, LOOSE_META)),
        "script": _all(state(page)),
        "url": [_day_witness(day, page) for day in _url_days(page)],
        "title": _all(in_titles(page)),
    }
    recent = () if _has_sure(published) else tuple(_recent(page))
    return Dates(published=published, yearless=recent)


def read_changes(page: Page) -> Mapping[str, Sequence[Witness]]:
    """Return what a page says of when its article was changed: kind of rule → what it found.

    Where the article stands is worked out only on pages that have a word for it.
    """
    return {
        "json-ld": _all(metadata.json_ld(page, "dateModified")),
        "meta": _all(metadata.meta(page, MODIFIED_META)),
        "microdata": _all(metadata.microdata(page, "dateModified")),
        "time": _all(metadata.time_elements(page, modified=True)),
        "label": _modified(page.datelines) if names_change(page) else [],
    }


def _has_sure(published: Mapping[str, Sequence[Witness]]) -> bool:
    return any(w.is_timed for kind, found in published.items() if kind != "above" for w in found)


def _recent(page: Page) -> Iterator[Witness]:
    return (dateline.witness for dateline in yearless(page) if not dateline.is_modified)


def _all(found: Iterator[Witness]) -> list[Witness]:
    return list(dict.fromkeys(found))


def _modified(shown: Iterable[Dateline]) -> list[Witness]:
    return [dateline.witness for dateline in shown if dateline.is_modified]


def _url_days(page: Page) -> tuple[date, ...]:
    urls = [page.url, *page.meta.get("og:url", ())[:1]]
    today = page.fetched_at.astimezone(page.zone).date() + timedelta(days=1)
    days = (day for url in urls for day in dates_in_url(url))
    return tuple(dict.fromkeys(day for day in days if day <= today))


def _day_witness(day: date, page: Page) -> Witness:
    moment = datetime(day.year, day.month, day.day, tzinfo=page.zone)
    return Witness(rule="url date", moment=moment, is_timed=False, has_offset=False)
