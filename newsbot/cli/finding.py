"""One thing that `newsbot check` found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KINDS: Final = (
    "broken",
    "missing",
    "forgotten",
    "unindexed",
    "sample",
    "failed",
    "warning",
    "unreadable",
    "edited",
    "moved",
    "deleted",
    "left",
    "waiting",
    "skipped",
)
"""Of findings, in the order in which they are counted."""

FAULTS: Final = frozenset({"broken", "missing", "forgotten", "unindexed", "sample"})
"""Kinds that are neither the owner's doing nor tried again by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that `check` found."""

    kind: str
    """One of KINDS."""
    where: str
    """The post's path in the project, the article's address, or a folder."""
    detail: str = ""
    number: int = 1
    """How many articles, or listings, it is about."""
    reason: str = ""
    """What it has in common with others of its kind: `no body`."""
    shown: str = ""
    """What people know it by, where that is not `where`: an article's address."""
    note: str = ""
    """What is left to say of this one alone."""
    since: str = ""
    """RFC 3339."""
    due_at: str = ""
    """When it is tried again by itself, RFC 3339; empty: it is not."""

    @property
    def is_fault(self) -> bool:
        """Tell faults from what the owner did and from what newsbot tries again by itself."""
        return self.kind in FAULTS
