"""Build the site: find Jekyll and run it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import as_file
from importlib.resources import files as package_files
from pathlib import Path
from typing import Final

from newsbot.cli.child import run_child
from newsbot.errors import ProjectError

_BUILDERS: Final[Mapping[str, str]] = {"jekyll": "jekyll"}

INSTALL_JEKYLL: Final = (
    "jekyll is not installed: `apt-get install jekyll` (Debian, Ubuntu), or see "
    "https://jekyllrb.com/docs/installation/"
)
"""What to say where there is no Jekyll."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildResult:
    """How a build ended."""

    ok: bool
    output: str
    """What the builder said: warnings, or why it failed; empty when there is nothing to say."""


def find_builder(kind: str) -> Path | None:
    """Return the program that builds sites of this kind; None when there is none to be found."""
    name = _BUILDERS.get(kind)
    found = shutil.which(name) if name else None
    return Path(found) if found else None


def build_site(site_dir: Path, *, destination: Path) -> BuildResult:
    """Build a Jekyll site. Jekyll deletes whatever else is in `destination`.

    Raises ProjectError when Jekyll or the site is missing, and when `destination` holds something
    that does not look like a built site.
    """
    builder = find_builder("jekyll")
    if builder is None:
        raise ProjectError(INSTALL_JEKYLL)
    if not (site_dir / "_config.yml").is_file():
        raise ProjectError(f"{site_dir} is no Jekyll site: no _config.yml; `newsbot init` adds it")
    _refuse_to_delete(destination)
    source = site_dir.resolve()
    with as_file(package_files("newsbot") / "site" / "jekyll_plugins") as ours:
        folders = ["--source", str(source), "--destination", str(destination.resolve())]
        return _run(builder, *folders, *_plugin_options(source, ours), folder=source)


def _plugin_options(source: Path, ours: Path) -> tuple[str, ...]:
    """Add our plugin to the site's; not where the site names a folder: --plugins replaces it."""
    if "plugins_dir" in (source / "_config.yml").read_text("utf-8", "replace"):
        return ()
    return ("--plugins", f"_plugins,{ours}")


def _refuse_to_delete(destination: Path) -> None:
    if not destination.exists() or (destination / "index.html").is_file():
        return
    if not destination.is_dir() or any(destination.iterdir()):
        raise ProjectError(
            f"{destination} holds no built site, and a build would delete what is there; "
            "name a folder that is empty or not there yet"
        )


def _run(builder: Path, *options: str, folder: Path) -> BuildResult:
    # cron has no locale; without one Ruby fails at the first file name that is not ASCII.
    environ = {**os.environ, "JEKYLL_ENV": "production", "LC_ALL": "C.UTF-8"}
    finished = run_child(
        [str(builder), "build", *options, "--quiet"],
        cwd=folder,  # plugin folders start there; their list cannot hold a path with a comma
        env=environ,
    )
    return BuildResult(ok=finished.returncode == 0, output=_readable(finished.stdout))


def _readable(output: str) -> str:
    """Drop the colours, and the backtrace that comes after Jekyll's box of dashes."""
    plain = re.sub(r"\x1b\[[0-9;]*m", "", output)
    message, _, _ = plain.partition("----------")
    return message.strip() or plain.strip()
