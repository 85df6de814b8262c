"""`newsbot try`: what a page or a source's listings would give; nothing is written."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsbot.cli.exits import Exit
from newsbot.cli.options import JsonOption, LogLevel, LogOption, ProjectOption, open_project
from newsbot.errors import ProjectError
from newsbot.values.redact import redactor
from newsbot.values.urls import is_http_url

if TYPE_CHECKING:
    from newsbot.article import Draft
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
    project: ProjectOption = None,
    as_json: JsonOption = False,
    log_level: LogOption = LogLevel.WARNING,
) -> int:
    """Show the post of a page and the rule behind each field, or what a source's listings hold."""
    from newsbot.cli.choosing import source_chosen, source_for, source_named

    opened = open_project(project)
    if "://" not in what:
        if source is not None:
            raise typer.BadParameter(f"{what} names a source already; --source is for a page")
        chosen = source_named(opened, what)
        return _try_source(opened, chosen, as_json=as_json, log_level=log_level)
    if not is_http_url(what):
        raise ProjectError(f"{what}: not an http or https address")
    chosen = source_chosen(opened, source, what) if source else source_for(opened, what)
    return _try_page(opened, chosen, what, as_json=as_json, log_level=log_level)


def _try_page(project: Project, source: Source, url: str, *, as_json: bool, log_level: str) -> int:
    from newsbot.cli.runner import try_run
    from newsbot.cli.try_page import page_result, page_text

    drafts: list[Draft] = []
    answers: list[Answer] = []
    problems = try_run(
        project,
        source,
        log_level=log_level,
        only_url=url,
        on_draft=drafts.append,
        on_answer=answers.append,
    )
    now = datetime.now(UTC)
    shown = [page_result(project, source, draft, answers, now) for draft in drafts]
    if as_json:
        result = {**(shown[0] if shown else {}), **_notes(source, problems)}
        text = json.dumps(result, ensure_ascii=False)
    else:
        lines = (line for result in shown for line in page_text(result))
        text = "\n".join([*lines, *_note_lines(source, problems)])
    typer.echo(redactor(source.secrets)(text))
    return Exit.DONE if shown and not shown[0]["missing"] else Exit.FAILED


def _try_source(project: Project, source: Source, *, as_json: bool, log_level: str) -> int:
    from newsbot.cli.runner import try_run
    from newsbot.cli.try_listings import entry_result, entry_text

    seen: list[PageSeen] = []
    problems = try_run(project, source, log_level=log_level, on_page=seen.append)
    entries = [entry_result(source, index, seen) for index in range(len(source.discover))]
    if as_json:
        result = {"source": source.name, "entries": entries, **_notes(source, problems)}
        text = json.dumps(result, ensure_ascii=False)
    else:
        lines = (line for entry in entries for line in entry_text(entry))
        text = "\n".join([*lines, *_note_lines(source, problems)])
    typer.echo(redactor(source.secrets)(text))
    return Exit.DONE if any(entry["links"] for entry in entries) else Exit.FAILED


def _notes(source: Source, problems: Sequence[Problem]) -> dict[str, Any]:
    return {
        "problems": [problem.as_json() for problem in problems],
        "warnings": [warning.as_json() for warning in source.warnings],
    }


def _note_lines(source: Source, problems: Sequence[Problem]) -> Iterator[str]:
    yield from map(str, problems)
    yield from (f"warning: {warning}" for warning in source.warnings)
