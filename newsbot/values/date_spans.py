"""Where in a line a date stands: `| 14:36, 25 May 2022 |`, `来源:新华网 2022-05-25 14:36 (52)`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from newsbot.values.date_digits import with_western_digits

_YEAR: Final = r"(?:19\d\d|20\d\d|25[4-9]\d)"
_WORD: Final = r"[^\W\d_][^\s\d,/:|()]{1,14}"
_DATE: Final = (
    rf"(?:(?<!\d){_YEAR} ?[-/.年년] ?\d{{1,2}} ?[-/.月월] ?\d{{1,2}}(?!\d)\.? ?[日일]?"
    rf"|(?:令和|平成|昭和|民國|民国) ?(?:\d{{1,3}}|元) ?年 ?\d{{1,2}} ?月 ?\d{{1,2}} ?日"
    rf"|(?<![\d.:/])\d{{1,2}} ?(?P<sep>[-/.]) ?\d{{1,2}} ?(?P=sep) ?{_YEAR}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}(?:\.|st|nd|rd|th|º|er)? ?(?:de |di |of |tháng )?"
    rf"(?:{_WORD}|\d{{1,2}}),? ?(?:del? |năm |พ\.ศ\. )?{_YEAR}(?!\d)"
    rf"|{_WORD} \d{{1,2}}(?:st|nd|rd|th)?,? {_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}\.? (?:m\. )?{_WORD} \d{{1,2}}(?!\d))"
)
_ZONE: Final = r"(?: ?\(?(?:UTC|GMT|[A-Z]{2,4}\b|Z\b)?\)? ?(?:\(?[+-]\d\d?:?\d{0,2}\)?)?)?"
_CLOCK: Final = (
    r"(?:上午|下午|午前|午後|早上|晚上|凌晨|中午|오전|오후|π\.μ\.|μ\.μ\.)? ?"
    r"\d{1,2}(?:(?:[:.h]| h )\d\d(?!\d)|[时時点點시] ?(?:\d{1,2} ?[分분]?)?)"
    r"(?::\d\d(?:\.\d{1,6})?)?"
    r"(?: ?(?:[ap]\.? ?m\b\.?|Uhr\b|[πμ]\. ?μ\.|น\.|"
    r"(?:SA|CH|sáng|chiều|tối|صباحا|مساء|ص|م)(?!\w)))?"
)
_SPAN: Final = re.compile(
    rf"(?:(?<![\d:]){_CLOCK}{_ZONE}[,\s|·-]{{1,4}}(?:on )?(?:[^\W\d_]{{2,9}}\.?,? )?)?"
    rf"(?P<date>{_DATE})"
    rf"(?:T?[^\d:]{{0,16}}?(?<!\d){_CLOCK}{_ZONE})?",
    re.IGNORECASE,
)
_BARE_CLOCK: Final = re.compile(rf"\W{{0,3}}{_CLOCK}\W{{0,3}}", re.IGNORECASE)


def date_spans(line: str) -> Iterator[str]:
    """Yield the stretches of *line* that look like dates with a year, with their times."""
    for match in _SPAN.finditer(with_western_digits(line)):
        yield match[0].strip(" ,|·-")


def is_clock(line: str) -> bool:
    """Tell whether *line* is a time of day and nothing else."""
    return len(line) < 20 and _BARE_CLOCK.fullmatch(with_western_digits(line)) is not None
