"""`newsbot check`: sources, posts, ledger and index agree; `--fix` mends."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsbot.cli.exits import Exit
from newsbot.cli.options import (
    JsonOption,
    NamesArgument,
    ProjectOption,
    open_project,
    open_sources,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsbot.cli.finding import Finding
    from newsbot.cli.mending import Mended
    from newsbot.errors import SourceFileError
    from newsbot.source import Project, Source


def check(
    names: NamesArgument = None,
    *,
    fix: Annotated[
        bool, typer.Option("--fix", help="Make ledger and index agree; mend a broken ledger.")
    ] = False,
    accept_deleted: Annotated[
        bool, typer.Option("--accept-deleted", help="Missing posts were deleted by you.")
    ] = False,
    restore: Annotated[
        bool, typer.Option("--restore", help="Write missing posts again from the archive.")
    ] = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
) -> int:
    """Check source files, posts, ledger and index, and list what waits and why."""
    from newsbot.cli.check_text import check_text
    from newsbot.cli.findings import find_all, was_crawled

    if accept_deleted and restore:
        raise typer.BadParameter("--accept-deleted and --restore are opposites; give one of them")
    opened = open_project(project)
    sources, broken = open_sources(opened, names or [])
    done = None
    if fix or accept_deleted or restore:
        done = _mend(opened, sources, fix=fix, accept=accept_deleted, restore=restore)
    found = find_all(opened, sources)
    now, zone = datetime.now(UTC), opened.site.timezone
    text = check_text(found, broken, zone=zone, now=now, was_crawled=was_crawled(opened))
    lines = [*_done(done), *text]
    typer.echo(_as_json(found, broken, done) if as_json else "\n".join(lines))
    has_fault = any(finding.is_fault for findings in found.values() for finding in findings)
    return Exit.FAILED if broken or has_fault else Exit.DONE


def _mend(
    project: Project, sources: Sequence[Source], *, fix: bool, accept: bool, restore: bool
) -> Mended:
    """Do what was asked for, under the project's lock."""
    from newsbot.cli import mending
    from newsbot.cli.lock import project_lock
    from newsbot.cli.samples import accept_samples

    now = datetime.now(UTC)
    done = mending.Mended()
    with project_lock(project.root, now=now):
        if fix:
            mending.fix(project, sources, now, done)
            done.samples = sum(accept_samples(project, source) for source in sources)
        if accept:
            mending.accept_deleted(project, sources, done)
        if restore:
            mending.restore(project, sources, done)
    return done


def _done(done: Mended | None) -> Iterator[str]:
    if done is None:
        return
    if done.set_aside:
        yield f"broken ledger set aside: .newsbot/{done.set_aside}"
    for number, words in (
        (done.had_again, "ledger had again from index/: {:,} articles"),
        (done.indexed, "written to index/: {:,} lines"),
        (done.samples, "written anew: the posts of {:,} saved pages"),
        (done.accepted, "taken for deleted: {:,} posts"),
        (done.restored, "written again: {:,} posts"),
        (done.lost, "not written again, their text was lost with a ledger: {:,} posts"),
    ):
        if number:
            yield words.format(number)


def _as_json(
    found: dict[str, list[Finding]], broken: dict[str, SourceFileError], done: Mended | None
) -> str:
    return json.dumps(
        {
            "sources": {name: [_as_row(f) for f in findings] for name, findings in found.items()},
            "broken": {name: [m.as_json() for m in e.mistakes] for name, e in broken.items()},
            "done": asdict(done) if done is not None else None,
        },
        ensure_ascii=False,
    )


def _as_row(finding: Finding) -> dict[str, Any]:
    return {
        "kind": finding.kind,
        "where": finding.where,
        "detail": finding.detail,
        "number": finding.number,
    }
