"""Where a project's YAML files are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from newsbot.errors import Mistake, ProjectError, SourceFileError
from newsbot.source.names import NAME_RULE, is_source_name

PROJECT_FILE: Final = "newsbot.yaml"
SOURCES_FOLDER: Final = "sources"
_SUFFIXES: Final = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file in `sources/`."""

    path: Path
    name: str
    """The source's name: the file's stem."""

    @property
    def relative(self) -> str:
        """POSIX path, relative to the project's root."""
        return f"{SOURCES_FOLDER}/{self.path.name}"


def find_project(start: Path) -> Path:
    """Return the nearest folder with newsbot.yaml, at or above *start*."""
    folder = start.absolute()
    for candidate in (folder, *folder.parents):
        if is_there(candidate / PROJECT_FILE):
            return candidate
    raise no_project(start)


def no_project(folder: Path) -> ProjectError:
    """Return the error that says how a project is made."""
    return ProjectError(
        f"no {PROJECT_FILE} in {folder} or above: "
        "run this in a project, or make one with `newsbot init DIR`"
    )


def is_there(path: Path) -> bool:
    """Tell whether there is anything with this name, a broken link too."""
    try:
        path.lstat()
    except OSError:
        return False
    return True


def source_files(root: Path) -> list[SourceFile]:
    """Return the source files of a project by name. Hidden files are none."""
    folder = root / SOURCES_FOLDER
    try:
        paths = sorted(folder.iterdir()) if folder.exists() else []
    except OSError as error:
        raise ProjectError(f"{folder} cannot be read: {error.strerror}") from error
    return [
        SourceFile(path=path, name=path.stem)
        for path in paths
        if path.suffix.lower() in _SUFFIXES and not path.name.startswith(".")
    ]


def wrong_names(files: list[SourceFile]) -> Mapping[str, SourceFileError]:
    """Return, by name, what is wrong with the names of files: not allowed, or there twice.

    Capitals do not tell two sources apart, since file systems may not either.
    """
    by_folded: dict[str, list[SourceFile]] = defaultdict(list)
    for file in files:
        by_folded[file.name.casefold()].append(file)
    mistakes: dict[str, list[Mistake]] = defaultdict(list)
    for file in files:
        if not is_source_name(file.name):
            mistakes[file.name].append(_mistake(file, repr(file.name), NAME_RULE))
        for other in by_folded[file.name.casefold()]:
            if other is not file:
                found = f"the name of {other.path.name} too"
                mistakes[file.name].append(_mistake(file, found, "one file for each source"))
    return {name: SourceFileError(found) for name, found in mistakes.items()}


def _mistake(file: SourceFile, found: str, expected: str) -> Mistake:
    # A file's name may hold line breaks and control characters.
    shown = file.relative if file.relative.isprintable() else repr(file.relative)
    return Mistake(file=shown, line=1, found=found, expected=expected)
