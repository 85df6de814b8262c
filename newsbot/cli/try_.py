"""`newsbot try`: what a page or a source's listings would give; neither posts nor ledger change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsbot.cli.bare import bare_source, no_project, project_or_none
from newsbot.cli.exits import Exit
from newsbot.cli.options import JsonOption, LogLevel, LogOption, ProjectOption, open_project
from newsbot.cli.page_text import ago, page_text, terminal_columns
from newsbot.cli.try_sample import sample_size
from newsbot.errors import ProjectError
from newsbot.values.dates import format_rfc3339
from newsbot.values.redact import redactor
from newsbot.values.urls import is_http_url

if TYPE_CHECKING:
    from newsbot.article import Draft
    from newsbot.fetch.kept import KeptPages
    from newsbot.probe.sample import YearRead
    from newsbot.report.problems import Problem
    from newsbot.source import Project, Source
    from newsbot.spiders.listings import PageSeen
    from newsbot.values.answer import Answer


def try_(
    what: Annotated[str, typer.Argument(metavar="URL|NAME", help="A page, or a source.")],
    *,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Whose rules read the page.")
    ] = None,
    sample: Annotated[
        str,
        typer.Option(
            "--sample", metavar="N/year", help="How N articles of each year read, for a source."
        ),
    ] = "",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Ask for pages again that came in the last ten minutes.")
    ] = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
    log_level: LogOption = LogLevel.WARNING,
) -> int:
    """Show the post of a page and the rule behind each field, or what a source's listings hold."""
    from newsbot.cli.choosing import source_named

    if "://" not in what:
        if source is not None:
            raise typer.BadParameter(f"{what} names a source already; --source is for a page")
        opened = open_project(project)
        chosen = source_named(opened, what)
        pages = _kept_pages(opened, is_fresh=fresh)
        if sample:
            number = sample_size(sample)
            return _try_sample(opened, chosen, pages, number, as_json=as_json, log_level=log_level)
        return _try_source(opened, chosen, pages, as_json=as_json, log_level=log_level)
    if sample:
        raise typer.BadParameter("--sample is for a source: newsbot try NAME --sample 3/year")
    if not is_http_url(what):
        raise ProjectError(f"{what}: not an http or https address")
    opened, chosen, is_bare = _reader_of(what, project, source)
    pages = _kept_pages(opened, is_fresh=fresh)
    shown, problems = try_page(opened, chosen, what, pages, log_level=log_level)
    if is_bare and shown is not None:
        shown["source"] = None
    now = datetime.now(UTC)
    if as_json:
        text = json.dumps({**(shown or {}), **_notes(chosen, problems, pages)}, ensure_ascii=False)
    else:
        lines = page_text(shown, terminal_columns()) if shown is not None else ()
        text = "\n".join([*lines, *_note_lines(chosen, problems, pages, now)])
    typer.echo(redactor(chosen.secrets)(text))
    return Exit.DONE if shown is not None and not shown["missing"] else Exit.FAILED


def try_page(
    project: Project, source: Source, url: str, pages: KeptPages | None, *, log_level: str
) -> tuple[dict[str, Any] | None, tuple[Problem, ...]]:
    """Return what there is to show of a page, and what went wrong. To be called once a process."""
    from newsbot.cli.runner import try_run
    from newsbot.cli.try_page import page_result

    drafts: list[Draft] = []
    answers: list[Answer] = []
    problems = try_run(
        project,
        source,
        log_level=log_level,
        pages=pages,
        only_urls=(url,),
        on_draft=drafts.append,
        on_answer=answers.append,
    )
    now = datetime.now(UTC)
    shown = page_result(project, source, drafts[0], answers, now) if drafts else None
    return shown, problems


def _reader_of(url: str, directory: Path | None, name: str | None) -> tuple[Project, Source, bool]:
    """Return whose rules read a page, and whether there are only general ones."""
    from newsbot.cli.choosing import source_chosen, source_for

    opened = project_or_none(directory) if name is None else open_project(directory)
    if opened is None:
        opened = no_project()
        return opened, bare_source(opened, url), True
    chosen = source_chosen(opened, name, url) if name else source_for(opened, url)
    return opened, chosen or bare_source(opened, url), chosen is None


def _kept_pages(project: Project, *, is_fresh: bool) -> KeptPages | None:
    from newsbot.fetch.kept import KeptPages

    has_files = (project.root / "newsbot.yaml").is_file()
    return KeptPages(project.root, is_fresh=is_fresh) if has_files else None


def _try_source(
    project: Project, source: Source, pages: KeptPages | None, *, as_json: bool, log_level: str
) -> int:
    from newsbot.cli.runner import try_run
    from newsbot.cli.try_listings import entry_result, entry_text

    seen: list[PageSeen] = []
    problems = try_run(project, source, log_level=log_level, pages=pages, on_page=seen.append)
    entries = [entry_result(source, index, seen) for index in range(len(source.discover))]
    if as_json:
        notes = _notes(source, problems, pages)
        text = json.dumps({"source": source.name, "entries": entries, **notes}, ensure_ascii=False)
    else:
        lines = (line for entry in entries for line in entry_text(entry))
        notes_of = _note_lines(source, problems, pages, datetime.now(UTC))
        text = "\n".join([*lines, *notes_of])
    typer.echo(redactor(source.secrets)(text))
    return Exit.DONE if any(entry["links"] for entry in entries) else Exit.FAILED


def _try_sample(
    project: Project,
    source: Source,
    pages: KeptPages | None,
    number: int,
    *,
    as_json: bool,
    log_level: str,
) -> int:
    from newsbot.cli.runner import ask_run
    from newsbot.cli.try_sample import known_articles, sample_result, sample_text
    from newsbot.spiders.sample_spider import SampleSpider

    candidates, kept = known_articles(project, source)
    done: list[list[YearRead]] = []
    ask_run(
        project,
        source,
        SampleSpider,
        log_level=log_level,
        candidates=candidates,
        kept=kept,
        number=number,
        on_done=done.append,
        pages=pages,
    )
    result = sample_result(source, done[0] if done else [])
    text = json.dumps(result, ensure_ascii=False) if as_json else "\n".join(sample_text(result))
    typer.echo(redactor(source.secrets)(text))
    return Exit.DONE if any(page["missing"] is None for page in result["pages"]) else Exit.FAILED


def _notes(source: Source, problems: Sequence[Problem], pages: KeptPages | None) -> dict[str, Any]:
    oldest = _oldest(pages)
    return {
        "problems": [problem.as_json() for problem in problems],
        "warnings": [warning.as_json() for warning in source.warnings],
        "pages_of": format_rfc3339(oldest) if oldest is not None else None,
    }


def _note_lines(
    source: Source, problems: Sequence[Problem], pages: KeptPages | None, now: datetime
) -> Iterator[str]:
    yield from map(str, problems)
    yield from (f"warning: {warning}" for warning in source.warnings)
    oldest = _oldest(pages)
    if oldest is not None and pages is not None:
        many = "page" if len(pages.used) == 1 else "pages"
        yield f"{many} of {ago(oldest, now)}; --fresh asks for them again"


def _oldest(pages: KeptPages | None) -> datetime | None:
    return min(pages.used.values(), default=None) if pages is not None else None
