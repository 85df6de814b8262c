"""When an article that failed is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row

from newsbot.archive.schema import State
from newsbot.values.dates import format_rfc3339, parse_rfc3339

RETRY_AFTER: Final = (timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6))
"""When an incomplete article is tried again: after the first, second and third try; then daily."""

GIVE_UP_AFTER: Final = timedelta(days=14)
"""How long an article may fail in a row before only `newsbot retry` tries it again."""


def is_early(row: Row[Any], now: datetime) -> bool:
    """Tell whether an article was tried before its time, or after it was given up."""
    is_due = row.due_at is not None and row.due_at <= format_rfc3339(now)
    return row.state == State.INCOMPLETE and not is_due


def next_try(row: Row[Any], now: datetime) -> dict[str, Any]:
    """Return what changes of an article's row when it has failed once more."""
    since = parse_rfc3339(row.failed_since) if row.failed_since else now
    due_at = None if now - since >= GIVE_UP_AFTER else now + _pause(row.attempts)
    return {
        "attempts": row.attempts + 1,
        "failed_since": format_rfc3339(since),
        "due_at": format_rfc3339(due_at) if due_at is not None else None,
    }


def _pause(attempts: int) -> timedelta:
    return RETRY_AFTER[attempts] if attempts < len(RETRY_AFTER) else timedelta(days=1)
