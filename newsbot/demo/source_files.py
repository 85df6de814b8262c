"""The source files with which newsbot reads the demo newsroom."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from string import Template
from typing import Final

SOURCE_FILES: Final = ("newsroom.yaml", "wire.yaml")


def demo_source_yaml(base_url: str) -> Mapping[str, str]:
    """Return file name → text of the sources for a newsroom at `base_url`, no slash at its end."""
    return {name: _filled(name, base_url) for name in SOURCE_FILES}


def _filled(name: str, base_url: str) -> str:
    resource = files("newsbot.demo").joinpath("sources", name)
    return Template(resource.read_text(encoding="utf-8")).substitute(base_url=base_url)
