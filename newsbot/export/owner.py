"""What the owner did to posts: moved or deleted them, or lost so many that nobody meant it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from newsbot.export.writer import digest
from newsbot.values.digests import SHORT

FEW: Final = 5
"""Posts that may be missing in any archive."""

PART: Final = 5
"""When more than one in so many is missing, nobody deleted them: a folder is not where it was."""

_NO_POSTS: Final = frozenset({"_site", "node_modules"})
_MARKDOWN: Final = (".md", ".markdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class PutPost:
    """A post that was put in place."""

    path: str
    """Relative to the site."""
    digest: str
    """Of the bytes last written, whole or cut short."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Absent:
    """Posts of a source that are not where they were put."""

    moved: Mapping[str, str]
    """Path → where the same bytes are now."""
    missing: tuple[str, ...]
    """Paths of those whose bytes are nowhere in the site."""
    total: int
    """All posts of the source."""

    @property
    def is_believable(self) -> bool:
        """Tell whether the owner may have deleted what is missing."""
        return len(self.missing) < FEW or len(self.missing) * PART <= self.total


def find_absent(root: Path, places: Sequence[PutPost]) -> Absent:
    """Look for posts; those that are not in their places are searched for in the whole site."""
    gone = [place for place in places if not (root / place.path).exists()]
    elsewhere = posts_by_digest(root) if gone else {}
    moved = {p.path: elsewhere[p.digest[:SHORT]] for p in gone if p.digest[:SHORT] in elsewhere}
    missing = tuple(place.path for place in gone if place.path not in moved)
    return Absent(moved=moved, missing=missing, total=len(places))


def posts_by_digest(root: Path) -> dict[str, str]:
    """Return digest, cut short → path for every markdown file of a site."""
    found: dict[str, str] = {}
    for file in _markdown_files(root):
        try:
            data = file.read_bytes()
        except OSError:
            continue  # a broken link, or not ours to read: no post of newsbot's
        found.setdefault(digest(data)[:SHORT], file.relative_to(root).as_posix())
    return found


def _markdown_files(root: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(n for n in folders if n not in _NO_POSTS and not n.startswith("."))
        for name in sorted(names):
            if name.endswith(_MARKDOWN) and not name.startswith("."):
                yield Path(folder, name)
