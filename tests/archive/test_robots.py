from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from newsbot.archive.ledger import Ledger
from newsbot.archive.robots import RobotsFile, load_robots, store_robots

NOW = datetime(2024, 3, 2, 12, tzinfo=UTC)
ORIGIN = "https://example.org"


def robots_file(text: str = "Disallow: /", *, at: datetime = NOW) -> RobotsFile:
    return RobotsFile(origin=ORIGIN, status=200, text=text, fetched_at=at)


def test_robots_txt_is_believed_for_a_day(ledger: Ledger) -> None:
    ledger.call(store_robots, robots_file())
    a_day = timedelta(days=1)
    almost = timedelta(days=1, seconds=-1)
    assert ledger.call(load_robots, ORIGIN, NOW + almost) == robots_file()
    assert ledger.call(load_robots, ORIGIN, NOW + a_day) is None


def test_robots_txt_of_another_origin_is_not_known(ledger: Ledger) -> None:
    ledger.call(store_robots, robots_file())
    assert ledger.call(load_robots, "http://example.org", NOW) is None


def test_the_last_answer_counts(ledger: Ledger) -> None:
    ledger.call(store_robots, robots_file("Disallow: /a"))
    later = robots_file("Disallow: /b", at=NOW + timedelta(days=2))
    ledger.call(store_robots, later)
    assert ledger.call(load_robots, ORIGIN, later.fetched_at) == later


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(days=400)], ids=str)
def test_an_answer_from_the_future_is_not_believed(ledger: Ledger, ahead: timedelta) -> None:
    ledger.call(store_robots, robots_file(at=NOW + ahead))
    assert ledger.call(load_robots, ORIGIN, NOW) is None
