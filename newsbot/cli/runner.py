"""Run the spiders of several sources in one process."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from newsbot.archive.articles import count_waiting
from newsbot.archive.runs import RunOutcome, RunRecord, record_runs
from newsbot.cli.file_limit import allow_open_files
from newsbot.cli.signals import ask_on_signals
from newsbot.cli.stopping import Stopper
from newsbot.fetch.gate import HostGates
from newsbot.fetch.shared import shared_folder
from newsbot.report.counts import Count, SourceReport, failed_as_a_whole, read_report
from newsbot.report.problems import Problem
from newsbot.values.redact import redactor

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import Settings
    from scrapy.statscollectors import StatsCollector

    from newsbot.archive.ledger import Ledger
    from newsbot.cli.progress import Progress
    from newsbot.source import Project, Source


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


def crawl_sources(
    project: Project,
    sources: Sequence[Source],
    *,
    ledger: Ledger,
    progress: Progress,
    log_level: str = "WARNING",
    now: datetime | None = None,
    waiting_too: bool = False,
) -> Crawled:
    """Crawl *sources* side by side and return what was done. To be called once in a process."""
    from scrapy.crawler import AsyncCrawlerProcess

    from newsbot.spiderloader import spider_class

    started = now or datetime.now(UTC)
    allow_open_files(len(sources))
    process = AsyncCrawlerProcess(crawl_settings(project, log_level))
    secrets = frozenset[str]().union(*(source.secrets for source in sources))
    progress.install_log_handler(logging.getLogger(), log_level, secrets)
    crawlers = {s.name: process.create_crawler(spider_class(project, s)) for s in sources}
    gates = HostGates(shared_folder(project.root, os.environ))
    arguments = {"ledger": ledger, "gates": gates, "now": now, "waiting_too": waiting_too}
    tasks = {name: process.crawl(crawler, **arguments) for name, crawler in crawlers.items()}
    stopper = Stopper(crawlers.values(), gates, asyncio.get_event_loop())
    watched = {name: partial(stats_of, crawler) for name, crawler in crawlers.items()}
    with ask_on_signals(stopper.ask), progress.watch(watched):
        process.start(install_signal_handlers=False)
    crawled = _crawled(
        crawlers,
        tasks,
        ledger,
        secrets={source.name: source.secrets for source in sources},
        was_stopped=stopper.was_asked,
    )
    ledger.call(record_runs, _runs(crawled, started, now or datetime.now(UTC)))
    return crawled


def try_run(
    project: Project, source: Source, *, log_level: str, **arguments: Any
) -> tuple[Problem, ...]:
    """Run a source's spider with a ledger in memory and no posts; return what went wrong.

    *arguments* are the spider's: `only_url` and `on_draft`, or `on_page`.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    from newsbot.archive.ledger import Ledger
    from newsbot.cli.progress import Progress
    from newsbot.spiderloader import spider_class

    settings = crawl_settings(project, log_level)
    settings.set("ITEM_PIPELINES", {"newsbot.pipelines.ShowPipeline": 100}, priority="cmdline")
    ledger = Ledger(None)
    try:
        process = AsyncCrawlerProcess(settings)
        progress = Progress(is_quiet=True)
        progress.install_log_handler(logging.getLogger(), log_level, source.secrets)
        crawler = process.create_crawler(spider_class(project, source))
        task = process.crawl(crawler, ledger=ledger, **arguments)
        process.start(install_signal_handlers=False)
    finally:
        ledger.close()
    error = _error(task, source.secrets)
    run = getattr(crawler.spider, "run", None)
    kept = run.problems.kept if run is not None else ()
    return (*kept, Problem(what=source.name, reason=error)) if error else kept


def crawl_settings(project: Project, log_level: str) -> Settings:
    """Return the settings of `newsbot.settings`, for this project."""
    from scrapy.settings import Settings

    settings = Settings()
    settings.setmodule("newsbot.settings", priority="project")
    settings.set("NEWSBOT_PROJECT", str(project.root), priority="cmdline")
    settings.set("LOG_LEVEL", log_level, priority="cmdline")
    # The sources were read already; Scrapy's loader would read, and report on, all of them again.
    settings.set("SPIDER_LOADER_CLASS", "scrapy.spiderloader.SpiderLoader", priority="cmdline")
    settings.set("LOG_INSTALL_ROOT_HANDLER", value=False, priority="cmdline")
    return settings


def _crawled(
    crawlers: Mapping[str, Crawler],
    tasks: Mapping[str, asyncio.Task[None]],
    ledger: Ledger,
    *,
    secrets: Mapping[str, frozenset[str]],
    was_stopped: bool,
) -> Crawled:
    reports: list[SourceReport] = []
    problems: dict[str, tuple[Problem, ...]] = {}
    for name, crawler in crawlers.items():
        collector = stats_of(crawler)
        stats = collector.get_stats() if collector is not None else {}
        report = read_report(name, stats, _error(tasks[name], secrets[name]))
        waiting = ledger.call(count_waiting, name)
        reports.append(with_waiting(report, waiting))
        run = getattr(crawler.spider, "run", None)
        problems[name] = run.problems.kept if run is not None else ()
    return Crawled(reports=tuple(reports), problems=problems, was_stopped=was_stopped)


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


def stats_of(crawler: Crawler) -> StatsCollector | None:
    """Return a crawler's stats; None before it has begun, when Scrapy raises."""
    try:
        return crawler.stats
    except RuntimeError:
        return None


def with_waiting(report: SourceReport, waiting: Mapping[str, int]) -> SourceReport:
    """Return the report with all that waits, also from earlier runs, less what failed just now."""
    failed = report.reasons.get(Count.FAILED, {})
    rest = {reason: number - failed.get(reason, 0) for reason, number in waiting.items()}
    reasons = {reason: number for reason, number in rest.items() if number > 0}
    return replace(
        report,
        counts={**report.counts, Count.WAITING: sum(reasons.values())},
        reasons={**report.reasons, Count.WAITING: reasons},
    )


def _error(task: asyncio.Task[None], secrets: frozenset[str]) -> str:
    if not task.done() or task.cancelled() or task.exception() is None:
        return ""
    error: Any = task.exception()
    return redactor(secrets)(f"{type(error).__name__}: {error}")
