from __future__ import annotations

from pathlib import Path

import pytest
from scrapy.settings import default_settings

from newsbot.cli.runner import IDLE, crawl_settings
from newsbot.source import Project

BASES = ("DOWNLOADER_MIDDLEWARES_BASE", "SPIDER_MIDDLEWARES_BASE")


def test_middlewares_that_are_left_out_are_some_of_scrapys() -> None:
    known = {path for name in BASES for path in getattr(default_settings, name)}
    assert known >= IDLE


def test_no_other_middleware_is_left_out(tmp_path: Path) -> None:
    settings = crawl_settings(Project(root=tmp_path), "WARNING")
    for name in BASES:
        known = getattr(default_settings, name).keys()
        assert settings.getdict(name).keys() == known - IDLE


@pytest.mark.parametrize(("level", "is_counted"), [("INFO", True), ("WARNING", False)])
def test_bytes_are_counted_where_the_log_tells_them(
    tmp_path: Path, level: str, *, is_counted: bool
) -> None:
    settings = crawl_settings(Project(root=tmp_path), level)
    assert settings.getbool("DOWNLOADER_STATS") is is_counted
