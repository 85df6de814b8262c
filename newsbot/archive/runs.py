"""What runs there were: one row a source and run."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select

from newsbot.archive.schema import runs
from newsbot.values.dates import format_rfc3339, parse_rfc3339

KEPT: Final = 1_000
"""Runs of a source that are remembered: some days of one every five minutes."""


class RunOutcome(StrEnum):
    """How a run of a source ended."""

    DONE = "done"
    FAILED = "failed"
    """As a whole: not one listing could be read."""
    STOPPED = "stopped"
    """By a signal, before its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRecord:
    """A run of a source."""

    source: str
    started: datetime
    ended: datetime
    outcome: RunOutcome
    report: Mapping[str, Any]
    """As `--json` shows it."""


def record_runs(connection: Connection, records: Sequence[RunRecord], *, kept: int = KEPT) -> None:
    """Remember runs, of each source the last *kept*."""
    rows = [
        {
            "source": record.source,
            "started_at": format_rfc3339(record.started),
            "ended_at": format_rfc3339(record.ended),
            "outcome": record.outcome,
            "report": json.dumps(record.report, ensure_ascii=False),
        }
        for record in records
    ]
    if rows:
        connection.execute(insert(runs), rows)
    for record in records:
        oldest = (
            select(runs.c.id)
            .where(runs.c.source == record.source)
            .order_by(runs.c.id.desc())
            .offset(kept - 1)
            .limit(1)
        )
        past = runs.c.id < oldest.scalar_subquery()
        connection.execute(delete(runs).where(runs.c.source == record.source, past))


def last_starts(connection: Connection) -> dict[str, datetime]:
    """Return source → when its last run began that came to its own end."""
    query = (
        select(runs.c.source, func.max(runs.c.started_at))
        .where(runs.c.outcome != RunOutcome.STOPPED)
        .group_by(runs.c.source)
    )
    return {source: parse_rfc3339(started) for source, started in connection.execute(query)}


def last_reports(connection: Connection) -> dict[str, tuple[datetime, Mapping[str, Any]]]:
    """Return source → when its last run ended that a signal did not, and its report."""
    latest = (
        select(func.max(runs.c.id))
        .where(runs.c.outcome != RunOutcome.STOPPED)
        .group_by(runs.c.source)
    )
    query = select(runs.c.source, runs.c.ended_at, runs.c.report).where(runs.c.id.in_(latest))
    return {
        source: (parse_rfc3339(ended), json.loads(report))
        for source, ended, report in connection.execute(query)
    }
