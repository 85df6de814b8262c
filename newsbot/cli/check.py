"""`newsbot check`: sources, posts and what waits."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

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

    from newsbot.archive.review import Exported, Waits
    from newsbot.errors import SourceFileError
    from newsbot.source import Project, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that `check` found."""

    kind: str
    """broken, edited, deleted or waiting."""
    where: str
    """The post's path in the project, or the article's address."""
    detail: str = ""

    @property
    def is_fault(self) -> bool:
        """Tell faults from what the owner did and from what newsbot tries again by itself."""
        return self.kind == "broken"

    def __str__(self) -> str:
        return f"  {self.kind}: {self.where}" + (f": {self.detail}" if self.detail else "")


def check(
    names: NamesArgument = None, *, project: ProjectOption = None, as_json: JsonOption = False
) -> int:
    """Check source files and posts, and list what waits and why."""
    opened = open_project(project)
    sources, broken = open_sources(opened, names or [])
    found = find_all(opened, sources)
    typer.echo(_as_json(found, broken) if as_json else "\n".join(_as_text(found, broken)))
    has_fault = any(finding.is_fault for findings in found.values() for finding in findings)
    return Exit.FAILED if broken or has_fault else Exit.DONE


def find_all(project: Project, sources: Sequence[Source]) -> dict[str, list[Finding]]:
    """Return what there is to say of each source's articles; nothing is changed."""
    from newsbot.archive.ledger import Ledger, ledger_path
    from newsbot.archive.review import exported_posts, waiting_articles

    path = ledger_path(project.root)
    if not path.exists():
        return {source.name: [] for source in sources}
    ledger = Ledger(path)
    site = project.root / project.site.dir
    try:
        return {
            source.name: [
                *_posts(site, project.site.dir, ledger.call(exported_posts, source.name)),
                *_waiting(ledger.call(waiting_articles, source.name)),
            ]
            for source in sources
        }
    finally:
        ledger.close()


def _posts(site: Path, shown_as: str, exported: Sequence[Exported]) -> Iterator[Finding]:
    from newsbot.errors import PostError
    from newsbot.export.front_matter import read_front_matter
    from newsbot.export.writer import digest

    for post in exported:
        where = f"{shown_as}/{post.path}"
        try:
            data = (site / post.path).read_bytes()
            read_front_matter(data.decode())
        except FileNotFoundError:
            yield Finding(kind="deleted", where=where, detail="it does not come back")
        except (OSError, UnicodeDecodeError, PostError) as error:
            yield Finding(kind="broken", where=where, detail=str(error))
        else:
            if digest(data) != post.digest:
                yield Finding(kind="edited", where=where, detail="it stays as it is")


def _waiting(articles: Sequence[Waits]) -> Iterator[Finding]:
    for article in articles:
        again = f"tried again after {article.due_at}" if article.due_at else "given up"
        about = f" ({article.detail})" if article.detail else ""
        detail = f"{article.reason}{about} since {article.since}, {again}"
        yield Finding(kind="waiting", where=article.where, detail=detail)


def _as_text(found: dict[str, list[Finding]], broken: dict[str, SourceFileError]) -> Iterator[str]:
    for name, findings in found.items():
        yield f"{name}: {_counted(findings)}"
        yield from map(str, findings)
    for name, error in broken.items():
        yield f"{name}: its file is broken"
        yield from (f"  {line}" for line in str(error).splitlines())
    if not found and not broken:
        yield "no sources: put one into sources/, or see `newsbot demo`"


def _counted(findings: Sequence[Finding]) -> str:
    kinds = ("broken", "edited", "deleted", "waiting")
    numbers = {kind: sum(finding.kind == kind for finding in findings) for kind in kinds}
    return ", ".join(f"{number} {kind}" for kind, number in numbers.items() if number) or "ok"


def _as_json(found: dict[str, list[Finding]], broken: dict[str, SourceFileError]) -> str:
    def one(finding: Finding) -> dict[str, Any]:
        return {"kind": finding.kind, "where": finding.where, "detail": finding.detail}

    return json.dumps(
        {
            "sources": {name: [one(f) for f in findings] for name, findings in found.items()},
            "broken": {name: [m.as_json() for m in e.mistakes] for name, e in broken.items()},
        },
        ensure_ascii=False,
    )
