from __future__ import annotations

import pytest
from scrapy import Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from newsbot.run import run_of


def test_a_spider_that_is_no_source_switches_the_stages_off() -> None:
    crawler = Crawler(Spider)
    with pytest.raises(NotConfigured, match="not made from a source file"):
        run_of(crawler)
    crawler.spider = Spider("other")
    crawler.spider.run = "something else"
    with pytest.raises(NotConfigured):
        run_of(crawler)
