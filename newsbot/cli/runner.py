"""Run the spiders of several sources in one process."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from time import time
from typing import TYPE_CHECKING, Any, Final

from newsbot.archive.raw import raw_pages
from newsbot.cli.crawled import (
    Crawled,
    collect,
    error_of,
    record,
    run_of_crawler,
    stats_of,
)
from newsbot.cli.file_limit import allow_open_files
from newsbot.cli.garbage import collect_less
from newsbot.cli.signals import ask_on_signals
from newsbot.cli.starting import AT_ONCE, Starter
from newsbot.cli.stopping import Stopper
from newsbot.fetch.gate import HostGates
from newsbot.fetch.lock_files import shared_folder
from newsbot.report.problems import Problem

if TYPE_CHECKING:
    from scrapy.settings import Settings

    from newsbot.archive.ledger import Ledger
    from newsbot.cli.progress import Progress
    from newsbot.fetch.kept import KeptPages
    from newsbot.source import Project, Source
    from newsbot.spiders.probe_spider import AskingSpider


IDLE: Final = frozenset(
    {
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
        "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
        "scrapy.spidermiddlewares.depth.DepthMiddleware",
        "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
        "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware",
    }
)
"""Middlewares of Scrapy's that have nothing to do for a source, and are asked at each request."""


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
    # Here and now: what Scrapy does while it imports takes the longer the deeper the call.
    from scrapy.crawler import AsyncCrawlerProcess

    from newsbot.spiderloader import spider_class

    started = now or datetime.now(UTC)
    allow_open_files(min(len(sources), AT_ONCE))
    process = AsyncCrawlerProcess(crawl_settings(project, log_level))
    secrets = frozenset[str]().union(*(source.secrets for source in sources))
    progress.install_log_handler(logging.getLogger(), log_level, secrets)
    crawlers = {s.name: process.create_crawler(spider_class(project, s)) for s in sources}
    gates = HostGates(shared_folder(project.root, os.environ))
    arguments = {"ledger": ledger, "gates": gates, "now": now, "waiting_too": waiting_too}
    watched = {name: partial(stats_of, crawler) for name, crawler in crawlers.items()}
    collect_less()
    with raw_pages(project, sources, ledger, started) as raw:
        stopper = Stopper(crawlers.values(), gates, asyncio.get_event_loop())
        starter = Starter(
            crawlers,
            lambda name: process.crawl(crawlers[name], raw=raw, **arguments),
            is_over=lambda: stopper.was_asked,
        )
        starter.fill()
        with ask_on_signals(stopper.ask), progress.watch(watched, gates.waits):
            process.start(install_signal_handlers=False)
    gates.remove_files(time())
    crawled = collect(sources, crawlers, starter.tasks, ledger, was_stopped=stopper.was_asked)
    return record(crawled, ledger, started, now or datetime.now(UTC))


def try_run(
    project: Project,
    source: Source,
    *,
    log_level: str,
    pages: KeptPages | None,
    **arguments: Any,
) -> tuple[Problem, ...]:
    """Run a source's spider with a ledger in memory and no posts; return what went wrong.

    *arguments* are the spider's: `only_urls`, `on_draft` and `on_answer`, or `on_page`.
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
        task = process.crawl(crawler, ledger=ledger, pages=pages, **arguments)
        process.start(install_signal_handlers=False)
    finally:
        ledger.close()
    run = run_of_crawler(crawler)
    kept = run.problems.kept if run is not None else ()
    error = error_of(task, source.secrets) or (run.problems.error if run is not None else "")
    return (*kept, Problem(what=source.name, reason=error)) if error else kept


def ask_run(
    project: Project,
    source: Source,
    spider: type[AskingSpider],
    *,
    log_level: str,
    **arguments: Any,
) -> None:
    """Run a spider that asks and keeps nothing, with a ledger in memory. Once in a process.

    *arguments* are the spider's; it hands over what it found.
    """
    from scrapy.crawler import AsyncCrawlerProcess

    from newsbot.archive.ledger import Ledger
    from newsbot.cli.progress import Progress
    from newsbot.spiderloader import spider_attributes

    ledger = Ledger(None)
    gates = HostGates(shared_folder(project.root, os.environ))
    try:
        process = AsyncCrawlerProcess(crawl_settings(project, log_level))
        progress = Progress(is_quiet=True)
        progress.install_log_handler(logging.getLogger(), log_level, source.secrets)
        asking = type(spider.__name__, (spider,), spider_attributes(project, source))
        process.crawl(process.create_crawler(asking), ledger=ledger, gates=gates, **arguments)
        process.start(install_signal_handlers=False)
    finally:
        ledger.close()
        gates.remove_files(time())


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
    for name in ("DOWNLOADER_MIDDLEWARES_BASE", "SPIDER_MIDDLEWARES_BASE"):
        kept = {path: order for path, order in settings.getdict(name).items() if path not in IDLE}
        settings.set(name, kept, priority="cmdline")
    # Bytes and statuses, which only the log tells.
    is_told = logging.getLevelName(log_level) <= logging.INFO
    settings.set("DOWNLOADER_STATS", value=is_told, priority="cmdline")
    return settings
