from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from newsbot.archive.runs import RunOutcome, RunRecord, last_starts, record_runs
from newsbot.archive.schema import runs

START = datetime(2022, 5, 25, 12, tzinfo=UTC)


def run(source: str = "example", *, hours: int = 0, outcome: str = "done") -> RunRecord:
    started = START + timedelta(hours=hours)
    ended = started + timedelta(minutes=3)
    report = {"new": hours}
    return RunRecord(
        source=source, started=started, ended=ended, outcome=RunOutcome(outcome), report=report
    )


def rows(ledger) -> list:
    return ledger.call(
        lambda connection: connection.execute(select(runs).order_by(runs.c.id)).all()
    )


def test_a_run_is_remembered_with_its_report(ledger) -> None:
    ledger.call(record_runs, [run(hours=1), run("other", outcome="failed")])
    one, two = rows(ledger)
    assert (one.source, one.outcome, json.loads(one.report)) == ("example", "done", {"new": 1})
    assert (one.started_at, one.ended_at) == (
        "2022-05-25T13:00:00+00:00",
        "2022-05-25T13:03:00+00:00",
    )
    assert (two.source, two.outcome) == ("other", "failed")


def test_no_run_is_nothing(ledger) -> None:
    ledger.call(record_runs, [])
    assert ledger.call(last_starts) == {}


def test_a_run_that_was_stopped_does_not_count(ledger) -> None:
    records = [run(hours=1), run(hours=2, outcome="failed"), run(hours=3, outcome="stopped")]
    ledger.call(record_runs, [*records, run("other", outcome="stopped")])
    assert ledger.call(last_starts) == {"example": START + timedelta(hours=2)}


def test_runs_that_are_long_past_are_forgotten(ledger) -> None:
    ledger.call(record_runs, [run("other")])
    for hours in range(5):
        ledger.call(record_runs, [run(hours=hours)], kept=3)
    assert [json.loads(row.report)["new"] for row in rows(ledger)] == [0, 2, 3, 4]
