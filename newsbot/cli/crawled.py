"""What a run of several sources did, from what their crawlers left and what the ledger says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsbot.archive.articles import count_articles, count_waiting
from newsbot.archive.runs import RunOutcome, RunRecord, record_runs
from newsbot.archive.schema import State
from newsbot.errors import LedgerError, NewsbotError
from newsbot.report.counts import Count, SourceReport, failed_as_a_whole, read_report
from newsbot.report.problems import Problem
from newsbot.run import Run
from newsbot.values.redact import redactor

if TYPE_CHECKING:
    from collections.abc import Container

    from scrapy.crawler import Crawler
    from scrapy.statscollectors import StatsCollector

    from newsbot.archive.ledger import Ledger
    from newsbot.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What a run of several sources did."""

    reports: tuple[SourceReport, ...]
    problems: Mapping[str, tuple[Problem, ...]]
    was_stopped: bool
    """A signal ended it before its time."""
    passed_over: Mapping[str, str] = field(default_factory=dict)
    """Source → why it was not crawled."""
    had_again: int = 0
    """Articles that the ledger had lost and that the index knew."""


def collect(
    sources: Sequence[Source],
    crawlers: Mapping[str, Crawler],
    tasks: Mapping[str, asyncio.Task[None]],
    ledger: Ledger,
    *,
    was_stopped: bool,
) -> Crawled:
    """Return what the crawlers of sources did, in the *tasks* of those that began."""
    reports: list[SourceReport] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    for source in sources:
        run = run_of_crawler(crawlers[source.name])
        collector = stats_of(crawlers[source.name])
        stats = collector.get_stats() if collector is not None else {}
        raised = error_of(tasks.get(source.name), source.secrets)
        error = raised or (run.problems.error if run is not None else "")
        report = read_report(source.name, stats, error)
        reports.append(with_ledger(report, ledger, run.failed if run is not None else ()))
        problems[source.name] = run.problems.kept if run is not None else ()
    return Crawled(reports=tuple(reports), problems=problems, was_stopped=was_stopped)


def with_ledger(report: SourceReport, ledger: Ledger, failed: Container[int]) -> SourceReport:
    """Return the report with what waits, also from earlier runs, and what is left.

    *failed*: articles that are among the failed ones already.
    """
    try:
        waiting = ledger.call(count_waiting, report.source, besides=failed)
        left = ledger.call(count_articles, report.source, State.SEEN)
    except LedgerError as error:
        return _failed(report, error)
    counts = {**report.counts, Count.WAITING: sum(waiting.values()), Count.LEFT: left}
    return replace(report, counts=counts, reasons={**report.reasons, Count.WAITING: waiting})


def record(crawled: Crawled, ledger: Ledger, started: datetime, ended: datetime) -> Crawled:
    """Remember the run in the ledger; return it, failed where that cannot be."""
    try:
        ledger.call(record_runs, _runs(crawled, started, ended))
    except LedgerError as error:
        reports = tuple(_failed(report, error) for report in crawled.reports)
        return replace(crawled, reports=reports)
    return crawled


def stats_of(crawler: Crawler) -> StatsCollector | None:
    """Return a crawler's stats; None before it has begun, when Scrapy raises."""
    try:
        return crawler.stats
    except RuntimeError:
        return None


def run_of_crawler(crawler: Crawler) -> Run | None:
    """Return the run that a crawler was for; None when its spider could not be made."""
    run: Run | None = getattr(crawler.spider, "run", None)
    return run


def error_of(task: asyncio.Task[None] | None, secrets: frozenset[str]) -> str:
    """Return what a crawler raised, without secrets; empty when it raised nothing or never ran."""
    if task is None or not task.done() or task.cancelled() or task.exception() is None:
        return ""
    error: Any = task.exception()
    kind = "" if isinstance(error, NewsbotError) else f"{type(error).__name__}: "
    return redactor(secrets)(f"{kind}{error}")


def _failed(report: SourceReport, error: LedgerError) -> SourceReport:
    return replace(report, error=report.error or str(error))


def _runs(crawled: Crawled, started: datetime, ended: datetime) -> list[RunRecord]:
    return [
        RunRecord(
            source=report.source,
            started=started,
            ended=ended,
            outcome=_outcome(report, was_stopped=crawled.was_stopped),
            report=report.as_json(),
        )
        for report in crawled.reports
    ]


def _outcome(report: SourceReport, *, was_stopped: bool) -> RunOutcome:
    if was_stopped:
        return RunOutcome.STOPPED
    return RunOutcome.FAILED if failed_as_a_whole(report) else RunOutcome.DONE
