"""Exit codes, the same for all commands."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """What a command ends with."""

    DONE = 0
    """Done; articles that wait or failed are in the summary."""
    FAILED = 1
    """Done, but a source failed as a whole or its file is broken; --strict: any article failed."""
    USAGE = 2
    """Wrong usage, no source, or newsbot.yaml, the ledger or a named source is wrong: not begun."""
    LOCKED = 3
    """Another run holds the lock."""
    STOPPED = 130
    """SIGINT or SIGTERM: stopped, all that was finished kept."""
