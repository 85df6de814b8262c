"""`newsbot demo`: a whole archive from the bundled newsroom, offline."""

from __future__ import annotations

import json
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from newsbot.cli.build import INSTALL_JEKYLL, build_site, find_builder
from newsbot.cli.crawl import exit_code, run_crawl
from newsbot.cli.init import create_project
from newsbot.cli.options import JsonOption, open_project, open_sources
from newsbot.cli.project_files import SiteKind, project_files
from newsbot.errors import ProjectError

if TYPE_CHECKING:
    from newsbot.demo.server import NewsroomServer
    from newsbot.source import Project

PORT: Final = 8765
"""Where the newsroom is, so that a second demo in the same folder finds the same addresses."""

TIMEZONE: Final = "Asia/Shanghai"


def demo(
    directory: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="Where the archive goes.")
    ] = Path("demo-archive"),
    *,
    stories: Annotated[int, typer.Option(min=1, help="Size of the newsroom.")] = 60,
    as_json: JsonOption = False,
) -> int:
    """Crawl a bundled newsroom on loopback: posts, category pages and, with Jekyll, the site."""
    from newsbot.report.summary import summary

    started = monotonic()
    _refuse_another_project(directory)
    with _newsroom(directory, stories) as server:
        _create(directory, server.url)
        project = open_project(directory)
        sources, broken = open_sources(project, [])
        crawled = run_crawl(project, sources, is_quiet=as_json)
    site = project.root / project.site.dir
    built = not crawled.was_stopped and _build(site)
    result = {
        "project": str(project.root),
        "posts": sum(1 for _ in (site / "_posts").glob("*.md")),
        "categories": sum(1 for _ in (site / "category").glob("*.html")),
        "sources": [report.as_json() for report in crawled.reports],
        "site": str(site / "_site" / "index.html") if built else None,
        "seconds": round(monotonic() - started, 1),
    }
    said = summary(crawled.reports, crawled.problems, was_stopped=crawled.was_stopped)
    why_not = "the crawl was stopped" if crawled.was_stopped else INSTALL_JEKYLL
    lines = [*said, *_where(project, result, why_not)]
    typer.echo(json.dumps(result, ensure_ascii=False) if as_json else "\n".join(lines))
    return exit_code(crawled, broken)


def _refuse_another_project(directory: Path) -> None:
    """Leave alone what the demo did not make. Raises ProjectError."""
    is_project = (directory / "newsbot.yaml").exists()
    if is_project and not (directory / "sources" / "newsroom.yaml").exists():
        raise ProjectError(f"{directory} is a project of yours; name another folder for the demo")


@contextmanager
def _newsroom(directory: Path, stories: int) -> Iterator[NewsroomServer]:
    """Serve the newsroom where the folder's sources expect it, else at a port that is free."""
    from newsbot.demo.newsroom import Newsroom
    from newsbot.demo.server import NewsroomServer

    wanted = _port_of(directory)
    newsroom = Newsroom(stories=stories)
    try:
        server = NewsroomServer(newsroom, port=wanted or PORT, record=False)
    except OSError as error:
        if wanted is not None:
            raise ProjectError(
                f"port {wanted}, which the sources in {directory} name, is taken; "
                "free it, or name another folder"
            ) from error
        server = NewsroomServer(newsroom, record=False)
    with server:
        yield server


def _port_of(directory: Path) -> int | None:
    try:
        text = (directory / "sources" / "wire.yaml").read_text(encoding="utf-8")
    except OSError:
        return None
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", text)
    return int(found.group(1)) if found else None


def _create(directory: Path, base_url: str) -> None:
    from newsbot.demo.source_files import demo_source_yaml

    sources = {f"sources/{name}": text for name, text in demo_source_yaml(base_url).items()}
    files = project_files(SiteKind.JEKYLL, "Lantern Bay", TIMEZONE)
    create_project(directory, {**files, **sources})


def _build(site: Path) -> bool:
    if find_builder("jekyll") is None:
        return False
    result = build_site(site, destination=site / "_site")
    if not result.ok:
        typer.echo(result.output, err=True)
    return result.ok


def _where(project: Project, result: dict[str, Any], why_not: str) -> Iterator[str]:
    """Yield where it all lies; *why_not* there is no site, if there is none."""
    from newsbot.archive.ledger import ledger_path

    site = project.root / project.site.dir
    yield f"{result['posts']} posts, {result['categories']} category pages, {result['seconds']} s"
    yield f"  sources  {_shown(project.root / 'sources')}"
    yield f"  posts    {_shown(site / '_posts')}"
    yield f"  ledger   {_shown(ledger_path(project.root))}"
    built = result["site"]
    yield f"  site     {_shown(Path(built)) if built else f'not built: {why_not}'}"
    if built:
        folder = shlex.quote(_shown(Path(built).parent))
        server = f"python3 -m http.server 4000 -b 127.0.0.1 -d {folder}"
        yield f"see it on http://127.0.0.1:4000/ with: {server}"


def _shown(path: Path) -> str:
    relative = os.path.relpath(path)
    return str(path) if relative.startswith("..") else relative
