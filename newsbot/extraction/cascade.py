"""Rules that hold for any site, one after another until one gives something sound."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from newsbot.article import Found, Rank, Value
from newsbot.extraction.page import Page

NOTHING: Final = "nothing"
"""What a rule gave, in words, that found nothing."""


@dataclass(frozen=True, slots=True)
class GeneralRule:
    """A rule that holds for any site."""

    name: str
    """As `try` shows it and the ledger keeps it: `json-ld headline`. It has a row in the docs."""
    rank: Rank
    find: Callable[[Page], Iterable[Value]]
    """Gives candidates, the best first; at best lazily."""


@dataclass(frozen=True, slots=True)
class Cascade:
    """The rules of one field, in their order."""

    rules: tuple[GeneralRule, ...]
    doubt: Callable[[Value, Page], str]
    """Says in a few words what is wrong with a candidate; empty when it is sound."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What a rule gave that was not taken."""

    rule: str
    value: Value | None
    """None: it found nothing."""
    why: str
    """In words: `nothing`, `the site's name`."""


def first_sound(cascade: Cascade, page: Page) -> Found | None:
    """Return the first sound value, with the rule that gave it."""
    return next((found for found in _walk(cascade, page) if isinstance(found, Found)), None)


def attempts(cascade: Cascade, page: Page) -> tuple[Attempt, ...]:
    """Return what failed before a value was found, or everything when none was."""
    failed: list[Attempt] = []
    for step in _walk(cascade, page):
        if isinstance(step, Found):
            break
        failed.append(step)
    return tuple(failed)


def _walk(cascade: Cascade, page: Page) -> Iterator[Found | Attempt]:
    for rule in cascade.rules:
        found_any = False
        for value in rule.find(page):
            found_any = True
            why = cascade.doubt(value, page)
            yield Attempt(rule.name, value, why) if why else Found(value, rule.name, rule.rank)
        if not found_any:
            yield Attempt(rule.name, None, NOTHING)
