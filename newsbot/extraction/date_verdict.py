"""Which of the dates that a page names are its article's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from newsbot.extraction.witness import Witness
from newsbot.values.date_reading import OLDEST, is_future, is_old

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_EPOCH: Final = (date(1969, 12, 31), date(1970, 1, 1))
_ANY_ZONE: Final = timedelta(hours=14)
"""How far a wall clock may be ahead of one in UTC."""
_NEAR_UTC: Final = frozenset({"en", "pt", "is", "ga", "gd", "cy", "fr", "ar", "es", "fo", ""})
"""Languages of places where clocks show UTC, or a time near it, or that are read everywhere."""


KINDS: Final = (
    "json-ld",
    "meta",
    "microdata",
    "time",
    "label",
    "dateline",
    "above",
    "loose",
    "script",
    "url",
    "title",
)
"""Kinds of witnesses to the date of publication, the better first."""

_WEIGHTS: Final = MappingProxyType(
    {
        "metadata": 5.0,
        "shown": 4.0,
        "url": 3.5,
        "above": 2.5,
        "loose": 2.0,
        "script": 2.0,
        "title": 1.5,
    }
)
_FAMILY: Final = MappingProxyType(
    {
        "json-ld": "metadata",
        "meta": "metadata",
        "microdata": "shown",
        "time": "shown",
        "label": "shown",
        "dateline": "shown",
        "loose": "loose",
        "script": "script",
        "above": "above",
        "url": "url",
        "title": "title",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The date of publication, and the witness to it."""

    kind: str
    """Of KINDS; `changed` when nothing told when it was published, `yearless`."""
    witness: Witness
    value: str


def choose_published(page: Page) -> Verdict | None:
    """Return the best date of publication, None when none is sound."""
    everything = [
        (kind, witness)
        for kind in KINDS
        for witness in page.dates.published[kind]
        if not unsound(witness, page)
    ]
    if all(kind == "url" for kind, _ in everything):
        changed = _choose_changed(page, everything)
        if changed is not None:
            return changed
    if not everything:
        return _choose_yearless(page)
    best = max(everything, key=lambda one: _support(one[1], everything))[1]
    group = [(kind, witness) for kind, witness in everything if witness.agrees(best)]
    if all(witness.readings for _, witness in group):
        return None  # it may be the other way round
    timed = [one for one in [*group, *_with_year(page, best.day)] if one[1].is_timed]
    kind, chosen = timed[0] if timed else group[0]
    mended = _with_true_offset(chosen, [witness for _, witness in group], page)
    return Verdict(kind=kind, witness=chosen, value=mended.value)


def _with_year(page: Page, day: date) -> Iterator[tuple[str, Witness]]:
    """Yield dates without a year that are those of *day*."""
    for witness in page.dates.yearless:
        if witness.is_timed and (witness.day.month, witness.day.day) == (day.month, day.day):
            yield "yearless", replace(witness, moment=witness.moment.replace(year=day.year))


def _choose_yearless(page: Page) -> Verdict | None:
    for witness in page.dates.yearless:
        if str(witness.day.year) in page.answer.text and not unsound(witness, page):
            return Verdict(kind="yearless", witness=witness, value=witness.value)
    return None


def choose_modified(page: Page) -> Witness | None:
    """Return the best date of the last change, None when there was none after publication."""
    named = [witness for kind in page.changes.values() for witness in kind]
    if not named:
        return None
    verdict = page.published
    found = [witness for witness in named if not unsound(witness, page)]
    if verdict is None:
        return next(iter(found), None)
    if verdict.kind == "changed":
        return None
    return next((w for w in found if _is_after(w, verdict.witness)), None)


def _choose_changed(page: Page, by_url: Sequence[tuple[str, Witness]]) -> Verdict | None:
    for found in page.changes.values():
        for witness in found:
            agrees = all(witness.agrees(day) for _, day in by_url)
            if not unsound(witness, page) and agrees:
                return Verdict(kind="changed", witness=witness, value=witness.value)
    return None


def _is_after(changed: Witness, published: Witness) -> bool:
    if not (changed.is_timed and published.is_timed):
        return changed.day > published.day
    return changed.moment.replace(second=0) > published.moment.replace(second=0)


def unsound(witness: Witness, page: Page) -> str:
    """Say what is wrong with a date by itself; empty when nothing is."""
    ahead = timedelta(0) if witness.has_offset else _ANY_ZONE
    if is_future(witness.moment - ahead, page.fetched_at):
        return "in the future"
    if witness.day in _EPOCH:
        return "the zero of computers' clocks"
    if is_old(witness.moment) and not witness.rule.startswith("dateline"):
        return f"before {OLDEST}"
    if not witness.is_timed and not _is_seconded(witness, page):
        if (witness.day.month, witness.day.day) == (1, 1):
            return "1 January, which stands for a year"
        above = {other.day for other in page.dates.published["above"]}
        if witness.day in above and witness.day == _today(page):
            return "the day of the reader"
    return ""


def _is_seconded(witness: Witness, page: Page) -> bool:
    """Tell whether two rules found the day."""
    found = [other for kind in page.dates.published.values() for other in kind]
    return len({other.rule for other in found if other.agrees(witness)}) > 1


def _today(page: Page) -> date:
    return page.fetched_at.astimezone(page.zone).date()


def _support(witness: Witness, everything: Iterable[tuple[str, Witness]]) -> float:
    families = {
        _FAMILY.get(kind, kind)
        for kind, other in everything
        if witness.agrees(other) and _same(witness, other)
    }
    return sum(_WEIGHTS[family] for family in families)


def _same(witness: Witness, other: Witness) -> bool:
    return witness.day == other.day or witness.has_offset or other.has_offset


def _with_true_offset(chosen: Witness, group: Sequence[Witness], page: Page) -> Witness:
    """Mend a wall clock that a program wrote as UTC."""
    if not chosen.has_offset or chosen.moment.utcoffset() != timedelta(0) or not chosen.is_timed:
        return chosen
    clock = chosen.moment.replace(tzinfo=None, second=0)
    same = [w for w in group if w.is_timed and w.moment.replace(tzinfo=None, second=0) == clock]
    stated = next((w for w in same if w.has_offset and w.moment.utcoffset()), None)
    if stated is not None:
        return stated
    bare = any(not w.has_offset for w in same)
    local = page.languages and page.languages[0].split("-")[0] not in _NEAR_UTC
    return (
        replace(chosen, has_offset=False, moment=chosen.moment.replace(tzinfo=page.zone))
        if bare and local
        else chosen
    )
