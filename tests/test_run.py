from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.statscollectors import StatsCollector

from newsbot.archive.ledger import Ledger
from newsbot.report.counts import Counter
from newsbot.run import Run, run_of
from newsbot.source import load_project


def test_a_spider_that_is_no_source_switches_the_stages_off() -> None:
    crawler = Crawler(Spider)
    with pytest.raises(NotConfigured, match="not made from a source file"):
        run_of(crawler)
    crawler.spider = Spider("other")
    crawler.spider.run = "something else"
    with pytest.raises(NotConfigured):
        run_of(crawler)


@pytest.mark.parametrize(
    ("detail", "says"),
    [
        pytest.param("", "https://x/1", id="nothing to say"),
        pytest.param("line 1", "https://x/1: line 1", id="a detail"),
        pytest.param("https://x/1: not public", "https://x/1: not public", id="it names it itself"),
    ],
)
def test_a_detail_that_is_kept_names_its_article(
    tmp_path: Path, source_from, ledger: Ledger, detail: str, says: str
) -> None:
    source = source_from()
    run = Run(
        project=load_project(tmp_path, {}),
        source=source,
        ledger=ledger,
        counter=Counter(lambda: StatsCollector(Crawler(Spider))),
        now=lambda: datetime(2022, 5, 25, tzinfo=UTC),
    )
    assert run.about("https://x/1", detail) == says
