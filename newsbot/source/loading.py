"""Load a project and its sources from their YAML files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from newsbot.errors import Mistake, ProjectError, SourceFileError
from newsbot.source.files import (
    PROJECT_FILE,
    SOURCES_FOLDER,
    SourceFile,
    is_there,
    no_project,
    source_files,
    wrong_names,
)
from newsbot.source.near import did_you_mean
from newsbot.source.project import Project
from newsbot.source.reading import read_yaml, read_yaml_text
from newsbot.source.source import Source
from newsbot.source.tree import Branch, merge
from newsbot.source.validation import validate_project, validate_source


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedSources:
    """The sources of a project, and those that cannot be used."""

    sources: tuple[Source, ...]
    """By name."""
    broken: Mapping[str, SourceFileError]
    """Name → what is wrong with its file."""


def load_project(root: Path, environ: Mapping[str, str]) -> Project:
    """Load newsbot.yaml from a folder. Raises ProjectError; SourceFileError for its mistakes."""
    file = root / PROJECT_FILE
    if not is_there(file):
        raise no_project(root)
    tree, mistakes = read_yaml(file, PROJECT_FILE)
    return validate_project(tree, environ, root=root, earlier=mistakes)


def load_source(project: Project, name: str, environ: Mapping[str, str]) -> Source:
    """Load one source. Raises ProjectError when there is none; SourceFileError for mistakes."""
    files = source_files(project.root)
    named = {file.name: file for file in files}
    if name not in named:
        known = ", ".join(sorted(named)) or "none"
        near = did_you_mean(name, named)
        raise ProjectError(f"no source {name!r} in sources/ (there are: {known}){near}")
    if (error := wrong_names(files).get(name)) is not None:
        raise error
    return _load(project, named[name], environ)


def load_sources(project: Project, environ: Mapping[str, str]) -> LoadedSources:
    """Load all sources of a project; a broken file breaks only its own source."""
    files = source_files(project.root)
    broken = dict(wrong_names(files))
    sources: list[Source] = []
    for file in files:
        if file.name in broken:
            continue
        try:
            sources.append(_load(project, file, environ))
        except SourceFileError as error:
            broken[file.name] = error
    return LoadedSources(sources=tuple(sources), broken=broken)


def source_from_text(project: Project, name: str, text: str, environ: Mapping[str, str]) -> Source:
    """Return the source that a file of this text would be. Raises SourceFileError for mistakes."""
    relative = f"{SOURCES_FOLDER}/{name}.yaml"
    return _checked(project, name, relative, read_yaml_text(text, relative), environ)


def _load(project: Project, file: SourceFile, environ: Mapping[str, str]) -> Source:
    read = read_yaml(file.path, file.relative)
    return _checked(project, file.name, file.relative, read, environ)


def _checked(
    project: Project,
    name: str,
    path: str,
    read: tuple[Branch, list[Mistake]],
    environ: Mapping[str, str],
) -> Source:
    tree, mistakes = read
    if isinstance(project.defaults, Branch):
        tree = merge(project.defaults, tree)
    return validate_source(tree, environ, name=name, path=path, earlier=mistakes)
