"""`newsbot crawl`: a scheduled run."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from newsbot.cli.due import passed_over
from newsbot.cli.exits import Exit
from newsbot.cli.lock import project_lock
from newsbot.cli.options import (
    JsonOption,
    LogLevel,
    LogOption,
    NamesArgument,
    ProjectOption,
    open_project,
    open_sources,
)
from newsbot.errors import ProjectError
from newsbot.report.counts import Count, SourceReport, failed_as_a_whole

if TYPE_CHECKING:
    from newsbot.cli.crawled import Crawled
    from newsbot.errors import SourceFileError
    from newsbot.source import Project, Source

MAKE_ONE: Final = (
    "copy sources/example.yaml.txt, which `newsbot init` writes, to sources/NAME.yaml and make it"
    " fit a site (docs/add-a-source.md), or see `newsbot demo`"
)


def crawl(
    names: NamesArgument = None,
    *,
    project: ProjectOption = None,
    now: Annotated[
        bool,
        typer.Option("--now", help="All sources, and articles that wait, before their time."),
    ] = False,
    strict: Annotated[bool, typer.Option(help="Exit with 1 when any article failed.")] = False,
    as_json: JsonOption = False,
    log_level: LogOption = LogLevel.WARNING,
) -> int:
    """Fetch what is new: listings, then the articles that they name, then their posts."""
    opened = open_project(project)
    sources, broken = open_sources(opened, names or [])
    if not sources and not broken:
        raise ProjectError(f"{opened.root}/sources: no source is there; {MAKE_ONE}")
    crawled = run_crawl(
        opened,
        sources,
        at_once=now or bool(names),
        waiting_too=now,
        is_quiet=as_json,
        log_level=log_level,
    )
    shown = _as_json(crawled, broken) if as_json else _as_text(crawled, broken, names or ())
    typer.echo(shown)
    return exit_code(crawled, broken, is_strict=strict)


def run_crawl(
    project: Project,
    sources: list[Source],
    *,
    at_once: bool = False,
    waiting_too: bool = False,
    is_quiet: bool = False,
    log_level: str = LogLevel.WARNING,
    now: datetime | None = None,
) -> Crawled:
    """Crawl those of *sources* that are due, or *at_once* all, under the project's lock.

    What the ledger lost and the index knows is had again before.

    Raises:
        LockedError: Another run holds the project.
    """
    from newsbot.archive.ledger import Ledger, ledger_path
    from newsbot.archive.runs import last_starts
    from newsbot.cli.crawled import Crawled
    from newsbot.cli.progress import Progress
    from newsbot.cli.runner import crawl_sources
    from newsbot.recovery import prepare

    if not sources:
        return Crawled(reports=(), problems={}, was_stopped=False)
    with project_lock(project.root, now=datetime.now(UTC)):
        ledger = Ledger(ledger_path(project.root))
        began = now or datetime.now(UTC)
        try:
            had_again = prepare(project, sources, ledger, began)
            not_now = passed_over(sources, ledger.call(last_starts), began, at_once=at_once)
            due = [source for source in sources if source.name not in not_now]
            crawled = Crawled(reports=(), problems={}, was_stopped=False)
            if due:
                crawled = crawl_sources(
                    project,
                    due,
                    ledger=ledger,
                    progress=Progress(is_quiet=is_quiet),
                    log_level=log_level,
                    now=now,
                    waiting_too=waiting_too,
                )
            return replace(crawled, passed_over=not_now, had_again=had_again)
        finally:
            ledger.close()


def exit_code(
    crawled: Crawled, broken: Mapping[str, SourceFileError], *, is_strict: bool = False
) -> Exit:
    """Return what a crawl ends with."""
    if crawled.was_stopped:
        return Exit.STOPPED
    if broken or any(failed_as_a_whole(report) for report in crawled.reports):
        return Exit.FAILED
    has_failed = any(report[Count.FAILED] for report in crawled.reports)
    return Exit.FAILED if is_strict and has_failed else Exit.DONE


def _as_text(
    crawled: Crawled, broken: Mapping[str, SourceFileError], named: Collection[str]
) -> str:
    from newsbot.report.summary import summary

    said = summary(crawled.reports, crawled.problems, was_stopped=crawled.was_stopped)
    lines = [*_had_again(crawled), *said]
    lines += [f"{n}: {why}, not crawled" for n, why in crawled.passed_over.items() if n in named]
    for name, error in broken.items():
        lines += [f"{name}: its file is broken", *(f"  {line}" for line in str(error).splitlines())]
    if not lines and crawled.passed_over:
        return "nothing is due: `newsbot crawl --now` crawls all sources that are not retired"
    return "\n".join(lines)


def _had_again(crawled: Crawled) -> Iterator[str]:
    if crawled.had_again:
        yield f"ledger had again from index/: {crawled.had_again:,} articles"


def _as_json(crawled: Crawled, broken: Mapping[str, SourceFileError]) -> str:
    def one(report: SourceReport) -> dict[str, Any]:
        found = crawled.problems.get(report.source, ())
        return {**report.as_json(), "problems": [problem.as_json() for problem in found]}

    mistakes = {name: [m.as_json() for m in error.mistakes] for name, error in broken.items()}
    return json.dumps(
        {
            "sources": [one(report) for report in crawled.reports],
            "broken": mistakes,
            "passed_over": dict(crawled.passed_over),
            "had_again": crawled.had_again,
            "stopped": crawled.was_stopped,
        },
        ensure_ascii=False,
    )
