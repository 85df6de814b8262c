"""Which sources a run passes over: those that are retired, and those that are not due yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from newsbot.values.dates import format_rfc3339

if TYPE_CHECKING:
    from newsbot.source import Source

EARLY: Final = timedelta(minutes=1)
"""How much too early a run may begin, at the most: cron is not on the second, and `every: 15m` with
a run every 15 minutes would otherwise be every 30."""

RETIRED: Final = "retired since "


def passed_over(
    sources: Sequence[Source],
    starts: Mapping[str, datetime],
    now: datetime,
    *,
    at_once: bool = False,
) -> dict[str, str]:
    """Return source → why it is not crawled now.

    *starts*: source → when its last run began. *at_once*: whether they are due does not matter.
    """
    reasons = {source.name: _reason(source, starts.get(source.name), now) for source in sources}
    return {
        name: reason
        for name, reason in reasons.items()
        if reason and (not at_once or reason.startswith(RETIRED))
    }


def _reason(source: Source, start: datetime | None, now: datetime) -> str:
    if source.retired is not None and source.retired <= now.astimezone(source.timezone).date():
        return f"{RETIRED}{source.retired.isoformat()}"
    if source.every is None or start is None or start > now:  # a clock that was set back
        return ""
    due = start + source.every
    return f"not due before {format_rfc3339(due)}" if now < due - _slack(source.every) else ""


def _slack(every: timedelta) -> timedelta:
    return min(EARLY, every / 10)
