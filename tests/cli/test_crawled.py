from __future__ import annotations

import pytest
from sqlalchemy import Connection

from newsbot.archive.articles import wait
from newsbot.archive.ledger import Ledger
from newsbot.archive.runs import last_starts
from newsbot.cli.crawled import Crawled, record, with_ledger
from newsbot.report.counts import Count, SourceReport
from tests.archive.conftest import START, Desk


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(ledger)


def fail(desk: Desk, article_id: int, reason: str = "HTTP 500") -> None:
    desk.ledger.call(wait, article_id, reason=reason, detail="", now=desk.now)


def test_what_waits_is_counted_from_the_ledger_and_what_failed_just_now_apart(desk: Desk) -> None:
    known, earlier, just_now, _ = desk.name("id:1", "id:2", "id:3", "id:4").article_ids
    desk.publish(known)
    fail(desk, earlier)
    fail(desk, known)
    fail(desk, just_now)
    report = SourceReport(
        source="example", counts={"failed": 2}, reasons={"failed": {"HTTP 500": 2}}
    )
    counted = with_ledger(report, desk.ledger, {known, just_now})
    assert (counted[Count.WAITING], counted[Count.FAILED], counted[Count.LEFT]) == (1, 2, 1)
    assert counted.reasons == {"failed": {"HTTP 500": 2}, "waiting": {"HTTP 500": 1}}


def test_a_run_that_cannot_be_remembered_has_failed(ledger: Ledger) -> None:
    def seal(connection: Connection) -> None:
        connection.exec_driver_sql("PRAGMA query_only = ON")

    reports = (SourceReport(source="example"), SourceReport(source="other", error="no host"))
    crawled = Crawled(reports=reports, problems={}, was_stopped=False)
    assert record(crawled, ledger, START, START) is crawled
    assert set(ledger.call(last_starts)) == {"example", "other"}
    ledger.call(seal)
    one, other = record(crawled, ledger, START, START).reports
    assert "readonly" in one.error
    assert "let the user who runs newsbot write it" in one.error
    assert other.error == "no host"
