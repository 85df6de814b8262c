"""Options that several commands share."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from newsbot.errors import ProjectError, SourceFileError

if TYPE_CHECKING:
    from newsbot.source import Project, Source

ProjectOption = Annotated[
    Path | None,
    typer.Option(
        "--project",
        metavar="DIR",
        help="The project's folder; default: this folder or the nearest above with newsbot.yaml.",
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
NamesArgument = Annotated[
    list[str] | None,
    typer.Argument(metavar="NAME", help="Names of sources; default: all."),
]


class LogLevel(StrEnum):
    """How much is logged to standard error."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


def log_level(text: str) -> LogLevel:
    """Read a level in any case. Raises BadParameter, which names the levels."""
    from newsbot.source.near import did_you_mean

    levels = [level.lower() for level in LogLevel]
    if text.lower() in levels:
        return LogLevel(text.upper())
    near = did_you_mean(text, levels)
    raise typer.BadParameter(f"{text!r} is not one of {', '.join(levels)}{near}")


LogOption = Annotated[
    LogLevel,
    typer.Option(
        "--log-level",
        parser=log_level,
        metavar="LEVEL",
        help="How much is logged: debug, info, warning or error.",
    ),
]


def open_project(directory: Path | None) -> Project:
    """Return the project that a command is for. Raises ProjectError when there is none."""
    from newsbot.source import find_project, load_project

    if directory is not None and not (directory / "newsbot.yaml").is_file():
        raise ProjectError(
            f"{directory}: no newsbot.yaml there; `newsbot init {directory}` makes a project"
        )
    return load_project(directory or find_project(Path.cwd()), os.environ)


def open_sources(
    project: Project, names: Sequence[str]
) -> tuple[list[Source], dict[str, SourceFileError]]:
    """Return the named sources, or all that can be read and the mistakes of the others.

    A mistake in a *named* source is raised: nothing is started then.
    """
    from newsbot.source import load_source, load_sources

    if names:
        unique = dict.fromkeys(names)
        return [load_source(project, name, os.environ) for name in unique], {}
    loaded = load_sources(project, os.environ)
    return list(loaded.sources), dict(loaded.broken)
