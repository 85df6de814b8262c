"""A source that says nothing but where it is: general rules alone read its pages."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsbot.errors import ProjectError
from newsbot.values.urls import host_of

if TYPE_CHECKING:
    from newsbot.source import Project, Source

# Second levels under which names are given out, and what stands before a site's own name.
_SECOND: Final = frozenset({"co", "com", "net", "org", "gov", "edu", "ac", "or", "ne", "go", "gob"})
_BEFORE: Final = frozenset({"www", "www2", "m", "mobile", "amp", "web"})
_UNSAFE: Final = re.compile(r"[^a-z0-9_-]+")


def project_or_none(directory: Path | None) -> Project | None:
    """Return the project that a command is for; None outside of any. Raises ProjectError."""
    from newsbot.cli.options import open_project
    from newsbot.source import find_project

    if directory is None:
        try:
            find_project(Path.cwd())
        except ProjectError:
            return None
    return open_project(directory)


def no_project() -> Project:
    """Return what counts outside of any project."""
    from newsbot.source import Project

    return Project(root=Path.cwd())


def bare_source(project: Project, url: str, name: str = "") -> Source:
    """Return a source of the address's host, with the project's defaults. Raises ProjectError."""
    from newsbot.source import source_from_text

    text = f"discover: [{{kind: category, url: {json.dumps(_without_braces(url))}}}]\n"
    return source_from_text(project, name or name_for(url), text, os.environ)


def name_for(url: str) -> str:
    """Return what a source of this address may be called: `example` for https://www.example.org/."""
    from newsbot.source import is_source_name

    host = host_of(url).strip("[]")
    labels = [label for label in host.split(".") if label]
    while len(labels) > 2 and labels[0] in _BEFORE:
        labels = labels[1:]
    if not re.fullmatch(r"[0-9.]+", host):
        labels = labels[:-1] or labels
        labels = labels[:-1] if len(labels) > 1 and labels[-1] in _SECOND else labels
    name = _UNSAFE.sub("-", "-".join(reversed(labels)) if len(labels) == 2 else "-".join(labels))
    name = name.strip("-_")[:64]
    return name if is_source_name(name) else f"site-{name}"[:64].rstrip("-")


def _without_braces(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D")
