"""When an article was published and last changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.date_verdict import choose_modified, unsound
from newsbot.extraction.datelines import is_shown
from newsbot.extraction.url_dates import dates_in_url
from newsbot.extraction.witness import read_witness

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_NAMES: Final = (
    ("json-ld", "json-ld date", Rank.METADATA),
    ("meta", "meta date", Rank.METADATA),
    ("microdata", "microdata date", Rank.METADATA),
    ("time", "time element", Rank.GENERIC),
    ("label", "dateline with label", Rank.GENERIC),
    ("dateline", "dateline", Rank.GENERIC),
    ("above", "dateline above the headline", Rank.GENERIC),
    ("loose", "meta loose date", Rank.GENERIC),
    ("script", "script date", Rank.GENERIC),
    ("url", "url date", Rank.GENERIC),
    ("title", "title date", Rank.GENERIC),
    ("yearless", "dateline without year", Rank.GENERIC),
    ("changed", "date of the last change", Rank.GENERIC),
)


def _published(kind: str) -> Callable[[Page], Iterator[Value]]:
    def find(page: Page) -> Iterator[Value]:
        verdict = page.published
        if verdict is not None and verdict.kind == kind:
            yield verdict.value
        yield from (witness.value for witness in page.dates.published.get(kind, ()))

    return find


def _modified(kind: str) -> Callable[[Page], Iterator[Value]]:
    def find(page: Page) -> Iterator[Value]:
        for witness in page.changes.get(kind, ()):
            yield witness.value

    return find


def _library(page: Page) -> Iterator[Value]:
    from newsbot.extraction.library_date import find_date

    found = find_date(page)
    if found and _is_confirmed(date.fromisoformat(found), page):
        yield found


def _is_confirmed(day: date, page: Page) -> bool:
    """Tell whether the page shows a day that a library found, or its picture is of that day."""
    pictures = page.meta.get("og:image", ())[:1]
    return is_shown(day, page) or any(day in dates_in_url(url) for url in pictures)


def _doubt_published(value: Value, page: Page) -> str:
    verdict = page.published
    if verdict is None:
        return _doubt_alone(value, page)
    if value == verdict.value:
        return ""
    witness = read_witness(str(value), "", page)
    if witness is None:
        return "no date"
    if verdict.witness.agrees(witness):
        return f"less exact than {verdict.value}"
    return unsound(witness, page) or f"the page as a whole says {verdict.value}"


def _doubt_alone(value: Value, page: Page) -> str:
    witness = read_witness(str(value), "", page)
    if witness is None:
        return "no date"
    either = {day for found in page.dates.published.values() for w in found for day in w.readings}
    return "day or month first?" if witness.day in either else unsound(witness, page)


def _doubt_modified(value: Value, page: Page) -> str:
    chosen = choose_modified(page)
    if chosen is not None and chosen.value == value:
        return ""
    return "not after the date of publication"


DATE_PUBLISHED: Final = Cascade(
    rules=(
        *(GeneralRule(name, rank, _published(kind)) for kind, name, rank in _NAMES),
        GeneralRule("htmldate", Rank.GENERIC, _library),
    ),
    doubt=_doubt_published,
)

DATE_MODIFIED: Final = Cascade(
    rules=tuple(GeneralRule(name, rank, _modified(kind)) for kind, name, rank in _NAMES[:5]),
    doubt=_doubt_modified,
)
