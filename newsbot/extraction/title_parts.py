"""A title taken apart: the headline, and what stands before and after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from newsbot.extraction.likeness import letters_of
from newsbot.extraction.site_names import is_site_name

LONGEST: Final = 1_000
"""Characters of a title that are read."""

MOST_PARTS: Final = 10
"""Parts of a title that are told apart; the rest is one part."""

_CJK: Final = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff01-\uff5e\u3001-\u301f\u2018-\u201f\u2026"
_SEPARATOR: Final = re.compile(
    # Written without spaces, too.
    r" {0,2}(?:[|｜丨¦_＿»«›‹•◆■]|::|--|——|<<|>>)+ {0,2}"
    # Only between spaces, or beside letters that are written without them.
    r"| {1,2}[-–—·~/<>:：]{1,2} {1,2}"
    rf"|(?<=[{_CJK}]) {{0,2}}[-–—·] {{0,2}}| {{0,2}}[-–—·] {{0,2}}(?=[{_CJK}])"
    r"|[：]"
)
_STRONG: Final = re.compile(r"[|｜丨¦_＿»«›‹•◆■]|::|--|<<|>>|[-–—·]")
_MOMENT: Final = re.compile(r"[\d\s.,:/年月日時时分-]{4,40}(?:Uhr|h|[AaPp]\.?[Mm]\.?)?")
_WORDS: Final = re.compile(r"[^\W_]+")
_HAN: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class _Part:
    start: int
    end: int
    after: str
    """The separator that follows."""


def runs(title: str) -> Iterator[str]:
    """Yield what stands between any two separators of a title, the longest first."""
    text = title[:LONGEST].strip()
    parts = _parts(text)
    spans = {
        (first.start, last.end)
        for number, first in enumerate(parts)
        for last in parts[number:]
        if last.end > first.start
    }
    for start, end in sorted(spans, key=lambda span: (span[0] - span[1], span)):
        yield text[start:end]


def without_site(title: str, names: frozenset[str], *, guess: bool = False) -> str:
    """Return a title without the site's name, and without the sections and dates beside it.

    With *guess*, short parts at the end go too, though nothing says what they are.
    """
    text = title[:LONGEST].strip()
    parts = _parts(text)
    while len(parts) > 1 and _is_tail(text, parts, names, guess=guess):
        parts.pop()
    while len(parts) > 1 and is_site_name(text[parts[0].start : parts[0].end], names):
        parts.pop(0)
    return text[parts[0].start : parts[-1].end].strip()


def _is_tail(text: str, parts: list[_Part], names: frozenset[str], *, guess: bool) -> bool:
    last, before = parts[-1], parts[-2]
    tail, rest = text[last.start : last.end], text[parts[0].start : before.end]
    if len(letters_of(tail)) >= len(letters_of(rest)):
        return False
    if not tail.strip() or is_site_name(tail, names) or _MOMENT.fullmatch(tail.strip()):
        return True
    # `headline : section : site`: what stood before the name with the same separator.
    if last.after and last.after == before.after and _is_short(tail):
        return True
    return guess and _STRONG.search(before.after) is not None and _is_short(tail)


def _is_short(text: str) -> bool:
    return len(_HAN.findall(text)) <= 12 and len(_WORDS.findall(_HAN.sub(" ", text))) <= 4


def _parts(text: str) -> list[_Part]:
    parts: list[_Part] = []
    start = 0
    # « words » are a quotation; one of the two alone is a separator.
    is_quoting = "«" in text and "»" in text
    for separator in _SEPARATOR.finditer(text):
        if is_quoting and not separator[0].strip(" «»"):
            continue
        if separator.start() == 0:
            start = separator.end()
        elif len(parts) < MOST_PARTS - 1:
            parts.append(_Part(start, separator.start(), separator[0].strip()))
            start = separator.end()
    return [*parts, _Part(start, len(text), "")]
