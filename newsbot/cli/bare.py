"""A source that says nothing but where it is: general rules alone read its pages."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from newsbot.errors import ProjectError

if TYPE_CHECKING:
    from newsbot.source import Project, Source


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


def bare_source(project: Project, *urls: str, name: str = "") -> Source:
    """Return a source of these addresses, with the project's defaults. Raises ProjectError."""
    from newsbot.probe.domains import name_for
    from newsbot.source import source_from_text

    entries = [f"{{kind: category, url: {json.dumps(_without_braces(url))}}}" for url in urls]
    text = f"discover: [{', '.join(entries)}]\n"
    return source_from_text(project, name or name_for(urls[0]), text, os.environ)


def _without_braces(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D")
