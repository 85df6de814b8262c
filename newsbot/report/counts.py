"""The numbers of a run, kept in Scrapy's stats under `newsbot/`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from scrapy.statscollectors import StatsCollector

PREFIX: Final = "newsbot"


class Count(StrEnum):
    """What is counted. Those in REASONED are counted by reason."""

    LISTINGS = "listings"
    """Pages of listings read."""
    LISTED = "listed"
    """Links to articles that listings named."""
    FETCHED = "fetched"
    """Article pages and contents fetched."""
    NEW = "new"
    EDITED = "edited"
    UNCHANGED = "unchanged"
    KNOWN = "known"
    """Links to articles that are in the archive already."""
    COMPLETED = "completed"
    """Articles that an earlier run left archived, and whose posts are in place now."""
    KEPT = "kept"
    """Posts that were not written again because the owner edited them."""
    WITHHELD = "withheld"
    """Posts that were not written again because the owner deleted them."""
    MOVED = "moved"
    """Posts that were not written again because the owner moved them."""
    MISSING = "missing"
    """Posts that were not written again because too many are missing to believe it."""
    DAMAGED = "damaged"
    """Articles in whose text U+FFFD stands for what no encoding could read."""
    GAPS = "gaps"
    WAITING = "waiting"
    LEFT = "left"
    """Articles that listings named and that the run did not come to."""
    FAILED = "failed"
    SKIPPED = "skipped"
    REFUSED = "refused"
    LISTING_FAILED = "listing_failed"
    MORE = "more"
    """Listings that go further back than `first` reaches."""


REASONED: Final = frozenset(
    {Count.WAITING, Count.FAILED, Count.SKIPPED, Count.REFUSED, Count.LISTING_FAILED}
)


class Counter:
    """Counts into a crawler's stats, which Scrapy makes after the spider: hence a function."""

    def __init__(self, stats_of: Callable[[], StatsCollector]) -> None:
        self._stats_of = stats_of

    def add(self, what: Count, number: int = 1) -> None:
        """Count *number* more."""
        if number:
            self._stats_of().inc_value(f"{PREFIX}/{what}", number)

    def add_reason(self, what: Count, reason: str, number: int = 1) -> None:
        """Count *number* more, in total and for the reason."""
        self.add(what, number)
        self._stats_of().inc_value(f"{PREFIX}/{what}/{reason}", number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What a run did for one source."""

    source: str
    counts: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    error: str = ""
    """Why the source failed as a whole; empty when it did not."""

    def __getitem__(self, what: Count) -> int:
        return self.counts.get(what, 0)

    def as_json(self) -> dict[str, Any]:
        """Return the report for `--json`."""
        counts = {what.value: self[what] for what in Count}
        reasons = {name: dict(by_reason) for name, by_reason in self.reasons.items()}
        return {"source": self.source, **counts, "reasons": reasons, "error": self.error}


def read_report(source: str, stats: Mapping[str, Any], error: str = "") -> SourceReport:
    """Return the report that a crawler's stats hold."""
    counts: dict[str, int] = {}
    reasons: dict[str, dict[str, int]] = {}
    for key, number in stats.items():
        parts = key.split("/", 2)
        if parts[0] != PREFIX:
            continue
        if len(parts) == 2:
            counts[parts[1]] = number
        else:
            reasons.setdefault(parts[1], {})[parts[2]] = number
    return SourceReport(source=source, counts=counts, reasons=reasons, error=error)


def failed_as_a_whole(report: SourceReport) -> bool:
    """Tell whether not one listing of the source could be read."""
    return bool(report.error) or (report[Count.LISTING_FAILED] > 0 and report[Count.LISTINGS] == 0)
