from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.statscollectors import StatsCollector

from newsbot.archive.ledger import Ledger
from newsbot.report.counts import Counter, SourceReport, read_report
from newsbot.run import Run
from newsbot.source import Source, load_project

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)

RunFrom = Callable[..., Run]


@pytest.fixture
def stats() -> StatsCollector:
    return StatsCollector(Crawler(Spider))


@pytest.fixture
def report(stats: StatsCollector) -> Callable[[], SourceReport]:
    """Read what the runs so far have counted."""
    return lambda: read_report("example", stats.get_stats())


@pytest.fixture
def run_from(
    source_from: Callable[..., Source], ledger: Ledger, stats: StatsCollector, tmp_path: Path
) -> RunFrom:
    """Make a run of a source, of its YAML text; all runs of a test share the ledger."""

    def make(text: str, **options: Any) -> Run:
        source = source_from(text)
        return Run(
            project=load_project(tmp_path, {}),
            source=source,
            ledger=ledger,
            counter=Counter(lambda: stats),
            now=lambda: NOW,
            **options,
        )

    return make
