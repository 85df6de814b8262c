from __future__ import annotations

import json

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from newsbot.report.counts import (
    REASONED,
    Count,
    Counter,
    SourceReport,
    failed_as_a_whole,
    read_report,
)


@pytest.fixture
def stats() -> StatsCollector:
    return StatsCollector(Crawler(Spider))


def test_what_is_counted_is_in_scrapys_stats_and_read_back(stats: StatsCollector) -> None:
    counter = Counter(lambda: stats)
    counter.add(Count.NEW)
    counter.add(Count.NEW, 2)
    counter.add(Count.EDITED, 0)
    counter.add_reason(Count.FAILED, "HTTP 404", 3)
    counter.add_reason(Count.FAILED, "text/html; a/b")
    stats.set_value("item_scraped_count", 7)
    stats.set_value("newsbotany/new", 7)

    report = read_report("example", stats.get_stats())
    assert stats.get_value("newsbot/new") == 3
    assert (report[Count.NEW], report[Count.EDITED], report[Count.FAILED]) == (3, 0, 4)
    assert report.reasons == {"failed": {"HTTP 404": 3, "text/html; a/b": 1}}


def test_the_stats_are_asked_for_only_when_something_is_counted() -> None:
    def stats_of() -> StatsCollector:
        raise AssertionError("asked too early")

    Counter(stats_of)
    Counter(stats_of).add(Count.NEW, 0)


def test_for_machines_every_count_is_there() -> None:
    report = SourceReport(source="example", counts={"new": 1}, reasons={"failed": {"HTTP 500": 1}})
    said = json.loads(json.dumps(report.as_json()))
    assert {count.value for count in Count} < set(said)
    assert (said["new"], said["edited"], said["error"]) == (1, 0, "")
    assert said["reasons"] == {"failed": {"HTTP 500": 1}}


@pytest.mark.parametrize(
    ("report", "has_failed"),
    [
        pytest.param(SourceReport(source="x"), False, id="nothing to read"),
        pytest.param(SourceReport(source="x", error="no host"), True, id="an error"),
        pytest.param(
            SourceReport(source="x", counts={"listing_failed": 2}), True, id="every listing"
        ),
        pytest.param(
            SourceReport(source="x", counts={"listing_failed": 2, "listings": 1}),
            False,
            id="one of them",
        ),
        pytest.param(
            SourceReport(source="x", counts={"listings": 1, "failed": 9}), False, id="every article"
        ),
    ],
)
def test_a_source_fails_as_a_whole_when_no_listing_can_be_read(report, has_failed) -> None:
    assert failed_as_a_whole(report) is has_failed


def test_counts_with_reasons_are_counts() -> None:
    assert set(Count) >= REASONED
