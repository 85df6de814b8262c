"""How near an answer is to the truth, field by field; see extraction.py."""

from __future__ import annotations

import html
import re
import statistics
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

SHINGLE = 4
"""Tokens of a shingle."""

# These scripts put no space between words: each character is a token.
_CHARACTER = re.compile("([\u0e00-\u0e7f\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
_TOKEN = re.compile(r"\w+")
_INVISIBLE = re.compile("[\u200b-\u200f\ufeff\u00ad]")
_SAME = ((re.compile("[“”„«»″]"), '"'), (re.compile("[‘’‚`´]"), "'"), (re.compile("[‐-―]"), "-"))
_LABEL = re.compile(r"^(by|von|por|par|di|作者|记者|記者|文)[\s:：/]+")
_BETWEEN_NAMES = re.compile(r"[\s.·・]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_NORWEGIAN = {"nb": "no", "nn": "no"}

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Shares of one page's shingles: in both texts, in the answer only, in the truth only."""

    both: float
    answer_only: float
    truth_only: float

    @property
    def precision(self) -> float:
        """How much of the answer is of the truth."""
        return self.both / (self.both + self.answer_only) if self.both else 0.0

    @property
    def recall(self) -> float:
        """How much of the truth is in the answer."""
        return self.both / (self.both + self.truth_only) if self.both else 0.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        return f1(self.precision, self.recall)


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def overlap(truth: str, answer: str) -> Overlap | None:
    """Compare two texts; None when both are empty."""
    wanted, got = _shingles(truth), _shingles(answer)
    both = (wanted & got).total()
    answer_only, truth_only = got.total() - both, wanted.total() - both
    whole = both + answer_only + truth_only
    return Overlap(both / whole, answer_only / whole, truth_only / whole) if whole else None


def body_scores(overlaps: Iterable[Overlap | None]) -> tuple[float, float, float]:
    """Return F1, precision and recall of many pages, each page counting once."""
    pages = [page for page in overlaps if page is not None]
    precisions = [page.precision for page in pages if page.both + page.answer_only]
    recalls = [page.recall for page in pages if page.both + page.truth_only]
    precision = statistics.mean(precisions) if precisions else 0.0
    recall = statistics.mean(recalls) if recalls else 0.0
    return f1(precision, recall), precision, recall


def is_same_line(truth: Any, answer: Any) -> bool:
    """Compare two lines but for the shapes of quotes, dashes and spaces."""
    return _line(truth) == _line(answer)


def is_same_day(truth: Any, answer: Any) -> bool:
    """Say whether two dates share a day, in the truth's own zone or in UTC."""
    wanted, got = _moment(truth), _moment(answer)
    if wanted is None or got is None:
        return False
    return bool(_days(wanted, wanted) & _days(got, wanted))


def is_same_minute(truth: Any, answer: Any) -> bool:
    """Say whether two times are less than a minute apart."""
    wanted, got = _moment(truth), _moment(answer)
    if not isinstance(wanted, datetime) or not isinstance(got, datetime):
        return False
    if wanted.tzinfo is None or got.tzinfo is None:
        wanted, got = wanted.replace(tzinfo=None), got.replace(tzinfo=None)
    return abs((wanted - got).total_seconds()) < 60


def has_time(value: Any) -> bool:
    """Say whether a date names a time of day."""
    return "T" in str(value or "")


def name_set(names: Iterable[Any] | None) -> frozenset[str]:
    """Return names as they compare: without case, labels and the dots of initials."""
    lines = (_LABEL.sub("", _line(name).casefold()) for name in names or ())
    return frozenset(filter(None, (_BETWEEN_NAMES.sub(" ", line).strip(" ,;|/") for line in lines)))


def primary_language(code: Any) -> str:
    """Return the first part of a language code; both forms of Norwegian are one."""
    primary = re.split("[-_]", str(code or ""))[0].lower()
    return _NORWEGIAN.get(primary, primary)


def lost_characters(answer: Row) -> int:
    """Count U+FFFD in an answer."""
    texts = (answer.get("title"), answer.get("body_text"), *(answer.get("authors") or ()))
    return sum(str(text or "").count("\ufffd") for text in texts)


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    tokens = _TOKEN.findall(_CHARACTER.sub(r" \1 ", text or ""))
    starts = range(max(1, len(tokens) - SHINGLE + 1))
    return Counter(tuple(tokens[start : start + SHINGLE]) for start in starts if tokens)


def _line(text: Any) -> str:
    line = unicodedata.normalize("NFKC", html.unescape(str(text or "")))
    line = _INVISIBLE.sub("", line)
    for shapes, one in _SAME:
        line = shapes.sub(one, line)
    return " ".join(line.split())


def _moment(value: Any) -> date | datetime | None:
    text = str(value or "").strip()
    if not _DATE.match(text):
        return None
    try:
        return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)
    except ValueError:
        return None


def _days(moment: date | datetime, truth: date | datetime) -> set[date]:
    if not isinstance(moment, datetime):
        return {moment}
    days = {moment.date()}
    if moment.tzinfo is not None and isinstance(truth, datetime) and truth.tzinfo is not None:
        days.add(moment.astimezone(UTC if moment is truth else truth.tzinfo).date())
    return days


def share(hits: Sequence[bool]) -> float | None:
    """Return the share in hundred; None of nothing."""
    return 100 * sum(hits) / len(hits) if hits else None
