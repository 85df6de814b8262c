"""`newsbot init`: a new project."""

from __future__ import annotations

import json
import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

import typer

from newsbot.cli.options import JsonOption
from newsbot.cli.project_files import SITE_KINDS, SiteKind, project_files
from newsbot.errors import ProjectError


@dataclass(frozen=True, slots=True, kw_only=True)
class Created:
    """What `create_project` did; names are relative to the project, in POSIX form."""

    written: tuple[str, ...]
    kept: tuple[str, ...]
    """What was there before and was not touched."""


def create_project(directory: Path, files: Mapping[str, str]) -> Created:
    """Write the files that are not there yet, and make the folders that they need.

    Nothing that exists is changed, and nothing is written outside of `directory`. Raises
    ProjectError when `directory` is a file, cannot be written, or has a link that leads out.
    """
    written: list[str] = []
    kept: list[str] = []
    try:
        root = _make_root(directory)
        for name in files:
            _refuse_outside(root, name)
        for name, text in files.items():
            (written if _write_new(root / name, text) else kept).append(name)
    except (OSError, RuntimeError) as error:  # RuntimeError: pathlib's word for a loop of links
        raise ProjectError(f"cannot make a project in {directory}: {error}") from error
    return Created(written=tuple(written), kept=tuple(kept))


def system_timezone(environ: Mapping[str, str], localtime: Path = Path("/etc/localtime")) -> str:
    """Return the machine's zone by name: `TZ`, else what /etc/localtime links to, else UTC."""
    _, _, linked = os.fspath(localtime.resolve()).rpartition("/zoneinfo/")
    zones = available_timezones()
    candidates = (environ.get("TZ", "").removeprefix(":"), linked)
    return next((name for name in candidates if name in zones), "UTC")


def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The project's folder.")],
    *,
    site: Annotated[
        str, typer.Option(metavar="KIND", help=f"What the posts become: {', '.join(SITE_KINDS)}.")
    ] = SiteKind.JEKYLL,
    title: Annotated[str, typer.Option(help="The site's name; default: the folder's.")] = "",
    timezone: Annotated[str, typer.Option(help="The site's zone; default: this machine's.")] = "",
    as_json: JsonOption = False,
) -> None:
    """Make a new project; where files are already, add those that miss and overwrite none."""
    name = title or directory.resolve().name
    files = project_files(site, name, timezone or system_timezone(os.environ))
    created = create_project(directory, files)
    typer.echo(_as_json(directory, created) if as_json else _as_text(directory, created))


def _make_root(directory: Path) -> Path:
    if directory.exists() and not directory.is_dir():
        raise ProjectError(f"{directory} is a file; name a folder")
    directory.mkdir(parents=True, exist_ok=True)
    return directory.resolve()


def _refuse_outside(root: Path, name: str) -> None:
    folder = (root / name).parent
    target = folder.resolve()
    if not target.is_relative_to(root):
        raise ProjectError(f"{folder} leads to {target}, out of the project; remove that link")


def _write_new(file: Path, text: str) -> bool:
    """Write a file that is not there; exclusive creation follows no link in its place."""
    if file.is_symlink() or file.exists():
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return True


def _as_json(directory: Path, created: Created) -> str:
    result = {"directory": str(directory), "written": created.written, "kept": created.kept}
    return json.dumps(result, ensure_ascii=False)


def _as_text(directory: Path, created: Created) -> str:
    lines = [f"{directory}: {len(created.written)} files written"]
    if created.kept:
        lines.append(f"kept as they were: {', '.join(created.kept)}")
    lines += [
        "next:",
        f"  cd {shlex.quote(str(directory))}",
        "  newsbot add https://example.org   # looks at a site, and writes sources/NAME.yaml",
        "  newsbot try NAME                  # what its listings hold",
        "  newsbot crawl",
        "and say who you are: `contact` in newsbot.yaml goes out with every request",
    ]
    return "\n".join(lines)
