"""What a run did, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from newsbot.report.counts import Count, SourceReport
from newsbot.report.problems import Problem
from newsbot.scrapy_errors import MissingBody, MissingDate, MissingHeadline

SHOWN: Final = 10
"""Problems named under a source; the rest is counted."""

TOLD_BY_CHECK: Final = (Count.WAITING, Count.FAILED, Count.SKIPPED, Count.MISSING)
"""What `newsbot check` says more about."""

NOT_FOUND: Final = frozenset({MissingHeadline.reason, MissingDate.reason, MissingBody.reason})
"""Reasons that lie with the rules of a source."""


def summary_line(report: SourceReport) -> str:
    """Return one line: `finews: 12 new, 1 edited, 2 waiting (1 no date, 1 no body), 0 failed`."""
    if report.error and not _did_anything(report):
        return f"{report.source}: failed as a whole: {report.error}"
    parts = [
        f"{report[Count.NEW]} new",
        f"{report[Count.EDITED]} edited",
        _with_reasons(report, Count.WAITING, "waiting"),
        _with_reasons(report, Count.FAILED, "failed"),
        *_where_any(report),
    ]
    return f"{report.source}: {', '.join(parts)}"


def summary(
    reports: Sequence[SourceReport],
    problems: Mapping[str, Sequence[Problem]],
    *,
    was_stopped: bool = False,
) -> Iterator[str]:
    """Yield the lines of a summary: one a source, what went wrong, and where to read on."""
    for report in reports:
        yield summary_line(report)
        if report.error and _did_anything(report):
            yield f"  failed: {report.error}"
        found = problems.get(report.source, ())
        for problem in found[:SHOWN]:
            yield f"  {problem}"
        if len(found) > SHOWN:
            yield f"  … and {len(found) - SHOWN} more"
        yield from _hints(report)
    if was_stopped:
        yield "stopped before its end: what was finished is kept, and the next run goes on"


def _did_anything(report: SourceReport) -> bool:
    return any(n for what, n in report.counts.items() if what not in {Count.WAITING, Count.LEFT})


def _where_any(report: SourceReport) -> Iterator[str]:
    """Yield what is worth a word only when there is some of it."""
    for what, words in (
        (Count.LEFT, "left for the next run"),
        (Count.COMPLETED, "completed from an earlier run"),
        (Count.KEPT, "kept as edited by hand"),
        (Count.WITHHELD, "deleted by hand, not written again"),
        (Count.MOVED, "moved by hand, not written again"),
        (Count.MISSING, "not written: many posts are missing"),
        (Count.DAMAGED, "with damaged characters"),
    ):
        if report[what]:
            yield f"{report[what]} {words}"
    if report[Count.SKIPPED]:
        yield _with_reasons(report, Count.SKIPPED, "skipped")
    if unasked := _unasked(report):
        yield f"{sum(unasked.values())} refused ({_counted(unasked)})"
    if report[Count.LISTING_FAILED]:
        yield _with_reasons(report, Count.LISTING_FAILED, _plural(report, "listing") + " failed")
    if report[Count.GAPS]:
        yield f"{report[Count.GAPS]} possible {'gap' if report[Count.GAPS] == 1 else 'gaps'}"


def _hints(report: SourceReport) -> Iterator[str]:
    if any(report[what] for what in TOLD_BY_CHECK):
        yield f"  more: newsbot check {report.source}"
    if NOT_FOUND & report.reasons.get(Count.WAITING, {}).keys():
        yield "  what each rule finds on a page: newsbot try URL"
    if report[Count.MORE]:
        yield "  older articles are listed than `first` reaches back; a larger `first` fetches them"


def _unasked(report: SourceReport) -> dict[str, int]:
    """Return links that were refused although neither `match` nor `exclude` asked for it."""
    refused = report.reasons.get(Count.REFUSED, {})
    return {reason: n for reason, n in refused.items() if reason not in {"no match", "excluded"}}


def _counted(reasons: Mapping[str, int]) -> str:
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{number} {reason}" for reason, number in ordered if number)


def _with_reasons(report: SourceReport, what: Count, words: str) -> str:
    counted = _counted(report.reasons.get(what, {}))
    return f"{report[what]} {words}" + (f" ({counted})" if counted else "")


def _plural(report: SourceReport, noun: str) -> str:
    return noun if report[Count.LISTING_FAILED] == 1 else f"{noun}s"
