"""`newsbot add`: a source for a site of which only the address is known."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from newsbot.cli.exits import Exit
from newsbot.cli.options import (
    JsonOption,
    LogLevel,
    LogOption,
    ProjectOption,
    open_project,
    open_sources,
)
from newsbot.errors import ProjectError
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from newsbot.probe.found import Probed
    from newsbot.source import Project, Source


def add(
    what: Annotated[str, typer.Argument(metavar="URL|FILE", help="A site, or a list of feeds.")],
    *,
    name: Annotated[
        str, typer.Option(metavar="NAME", help="What the source is called; default: the host.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show the source file and write nothing.")
    ] = False,
    project: ProjectOption = None,
    as_json: JsonOption = False,
    log_level: LogOption = LogLevel.WARNING,
) -> int:
    """Look at a site, show what it lists and how its articles read, and write its source file."""
    from newsbot.cli.opml import is_opml

    opened = open_project(project)
    if is_opml(what):
        if name:
            raise typer.BadParameter("a list of feeds gives many sources; --name is for a site")
        return _add_list(opened, Path(what), is_dry=dry_run, as_json=as_json)
    urls = addresses_of(what)
    called = _free_name(opened, urls[0], name)
    tell = _tell(as_json=as_json)
    try:
        found = probe_site(opened, called, urls, tell=tell, log_level=log_level)
    finally:
        tell("")
    return _finish(opened, called, found, is_dry=dry_run, as_json=as_json)


def addresses_of(text: str) -> tuple[str, ...]:
    """Return the addresses that a text may mean, the likeliest first. Raises ProjectError."""
    written = text.strip()
    if written.lower().endswith(".opml") and "://" not in written:
        raise ProjectError(f"{text}: there is no such file")
    whole = [written] if "://" in written else [f"https://{written}", f"http://{written}"]
    urls = [absolute_url(None, one) for one in whole]
    found = tuple(url.partition("#")[0] for url in urls if url is not None)
    host_only = written.partition("/")[0]
    if not found or ("://" not in written and "." not in host_only and "localhost" not in written):
        raise ProjectError(f"{text!r}: neither an http address nor a file that lists feeds (OPML)")
    return found


def probe_site(
    project: Project,
    name: str,
    urls: Sequence[str],
    *,
    tell: Callable[[str], None],
    log_level: str,
) -> Probed:
    """Ask a site what it offers. To be called once in a process."""
    from newsbot.cli.bare import bare_source
    from newsbot.cli.runner import ask_run
    from newsbot.probe.found import Probed
    from newsbot.spiders.probe_spider import ProbeSpider

    done: list[Probed] = []
    ask_run(
        project,
        bare_source(project, *urls, name=name),
        ProbeSpider,
        log_level=log_level,
        urls=tuple(urls),
        on_done=done.append,
        tell=tell,
    )
    return done[0] if done else Probed(url=urls[0])


def _finish(project: Project, name: str, found: Probed, *, is_dry: bool, as_json: bool) -> int:
    from newsbot.cli.add_text import probed_json, probed_text
    from newsbot.probe.choose import choose
    from newsbot.probe.write import source_text
    from newsbot.source import source_from_text

    _refuse_second(project, found.url, name)
    choice = choose(found)
    is_enough = bool(choice.discover) and bool(found.readable)
    text, written = "", []
    if is_enough:
        now = datetime.now(UTC)
        text = source_text(found, choice, day=f"{now:%Y-%m-%d}")
        source = source_from_text(project, name, text, os.environ)
        files = {f"sources/{name}.yaml": text.encode(), **_sample(project, source, found, now)}
        written = [] if is_dry else write_new(project.root, files)
    result = {
        "name": name,
        **probed_json(found, choice),
        "source": text or None,
        "written": written,
    }
    shown = json.dumps(result, ensure_ascii=False) if as_json else ""
    lines = () if as_json else probed_text(found, choice, name, text, written, is_dry=is_dry)
    typer.echo(shown or "\n".join(lines))
    return Exit.DONE if is_enough else Exit.FAILED


def _sample(project: Project, source: Source, found: Probed, now: datetime) -> dict[str, bytes]:
    """Return the files of the first page that would be a post."""
    from newsbot.cli.samples import Sample, sample_files

    for page in found.readable:
        answer = page.fetched.answer
        assert answer is not None
        sample = Sample(
            url=answer.url,
            fetched_at=now.replace(microsecond=0),
            content_type=answer.content_type,
            body=page.fetched.body,
            listed=page.listed,
        )
        if files := sample_files(project, source, sample):
            return files
    return {}


def write_new(root: Path, files: dict[str, bytes]) -> list[str]:
    """Write files that are not there, and return their names. Raises ProjectError."""
    written = []
    for name, data in files.items():
        path = root / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as stream:
                stream.write(data)
        except FileExistsError:
            if name.startswith("sources/"):
                raise ProjectError(f"{name} is there already; nothing was changed") from None
            continue
        except OSError as error:
            raise ProjectError(f"{path} cannot be written: {error.strerror}") from error
        written.append(name)
    return written


def _free_name(project: Project, url: str, wanted: str) -> str:
    """Return what a new source is called. Raises ProjectError when the site has one already."""
    from newsbot.probe.domains import name_for
    from newsbot.source import is_source_name

    name = wanted or name_for(url)
    if not is_source_name(name):
        raise ProjectError(f"{name!r}: a source is called by a-z, 0-9, - and _, up to 64 of them")
    sources, broken = open_sources(project, [])
    names = {one.casefold(): one for one in (*(s.name for s in sources), *broken)}
    if name.casefold() in names:
        raise ProjectError(
            f"there is a source {names[name.casefold()]} already; it stays as it is:"
            f" choose another name with --name"
        )
    if not wanted:
        _refuse_second(project, url, name)
    return name


def _refuse_second(project: Project, url: str, name: str) -> None:
    """Raise ProjectError when a site has a source already, and nobody named another one."""
    from newsbot.probe.domains import domain_of, name_for

    sources, _ = open_sources(project, [])
    same = [source for source in sources if _is_of(source, url)]
    if same and name == name_for(url):
        raise ProjectError(
            f"{domain_of(url)} has a source already: {same[0].path}; it stays as it is."
            " For another one beside it give it a name: --name NAME"
        )


def _is_of(source: Source, url: str) -> bool:
    from newsbot.fetch.guard import host_port

    wanted = host_port(url)
    return any(_without_www(host_port(one)) == _without_www(wanted) for one in source.addresses())


def _without_www(place: tuple[str, int] | None) -> tuple[str, int] | None:
    if place is None:
        return None
    host, port = place
    # http and https of one host are one site.
    return host.removeprefix("www."), 443 if port == 80 else port


def _add_list(project: Project, path: Path, *, is_dry: bool, as_json: bool) -> int:
    from newsbot.cli.add_list import add_feeds, list_text
    from newsbot.cli.opml import read_opml

    feeds = read_opml(path)
    sources, broken = open_sources(project, [])
    result: dict[str, Any] = add_feeds(
        project, feeds, sources, frozenset(broken), write=None if is_dry else write_new
    )
    lines = list_text(result, is_dry=is_dry)
    typer.echo(json.dumps(result, ensure_ascii=False) if as_json else "\n".join(lines))
    return Exit.DONE


def _tell(*, as_json: bool) -> Callable[[str], None]:
    """Return what shows on a terminal which page is asked for; an empty text clears it."""
    is_shown = sys.stderr.isatty() and not as_json

    def tell(url: str) -> None:
        if is_shown:
            typer.echo(f"\r\x1b[K… {url[:72]}" if url else "\r\x1b[K", err=True, nl=False)

    return tell
