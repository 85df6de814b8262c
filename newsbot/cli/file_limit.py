"""How many files a process may have open."""

from __future__ import annotations

import resource
from typing import Final

BASE: Final = 256
EACH: Final = 16
"""Files for a process, and for a source: connections, lock files, pages as they came."""


def allow_open_files(sources: int) -> None:
    """Raise the soft limit to what a crawl of so many sources needs, where the hard one lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = BASE + EACH * sources
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
