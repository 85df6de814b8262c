"""Every way in which a site lists its articles, alone: all of it is archived, and once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from newsbot.demo import NewsroomServer
from newsbot.demo.desk import Edit
from tests.e2e.conftest import Archive, newsroom, newsroom_source

NOW = datetime(2024, 3, 2, 14, tzinfo=ZoneInfo("Asia/Shanghai"))
"""Two hours after the newest story."""

LATER = datetime(2024, 3, 2, 16, tzinfo=ZoneInfo("Asia/Shanghai"))


def add_source(archive: Archive, url: str, entry: Mapping[str, Any], **changes: Any) -> None:
    filled = {name: str(value).replace("BASE", url) for name, value in entry.items()}
    archive.add_source("newsroom", newsroom_source(url, discover=[filled], **changes))


def stories_asked(server: NewsroomServer) -> set[str]:
    """Return the identifiers of the stories that anything was asked about."""
    found = (re.search(r"DN\d{18}", request.path) for request in server.requests)
    return {match[0] for match in found if match}


@pytest.mark.parametrize(
    ("entry", "changes", "listings"),
    [
        pytest.param({"kind": "feed", "url": "BASE/atom.xml"}, {}, 2, id="Atom in pages"),
        pytest.param({"kind": "feed", "url": "BASE/feed.json"}, {}, 2, id="JSON Feed in pages"),
        pytest.param({"kind": "sitemap", "url": "BASE/sitemap.xml"}, {}, 2, id="sitemap index"),
        pytest.param({"kind": "sitemap"}, {"domains": "127.0.0.1"}, 3, id="by robots.txt"),
        pytest.param({"kind": "sitemap", "url": "BASE/sitemap-1.xml.gz"}, {}, 1, id="gzip"),
    ],
)
def test_a_source_of_one_kind_archives_everything_and_once(
    archive: Archive, entry: Mapping[str, Any], changes: Mapping[str, Any], listings: int
) -> None:
    with NewsroomServer(newsroom(30)) as server:
        add_source(archive, server.url, entry, **changes)
        report = archive.crawl_at(NOW)["newsroom"]
        assert (report["new"], report["listings"]) == (30, listings)
        assert (report["failed"], report["listing_failed"], report["gaps"]) == (0, 0, 0)
        server.requests.clear()
        edited = server.newsroom.story(3).identifier
        more = server.newsroom.with_stories(32)
        server.newsroom = more.with_edit(edited, Edit(headline="Corrected headline"))
        report = archive.crawl_at(LATER)["newsroom"]
        assert (report["new"], report["edited"], report["unchanged"]) == (2, 1, 0)
        assert (report["listing_failed"], report["gaps"]) == (0, 0)
        new = {server.newsroom.story(n).identifier for n in (0, 1)}
        assert stories_asked(server) == {edited, *new}, "what is known is not fetched again"
        report = archive.crawl_at(LATER)["newsroom"]
        assert (report["fetched"], report["listed"]) == (0, 0), "nothing has changed"


def archive_pages(server: NewsroomServer) -> list[str]:
    """Return the days of the archive pages that were asked for, sorted."""
    found = (re.fullmatch(r"/archive/(.*)\.html", request.path) for request in server.requests)
    return sorted(match[1] for match in found if match)


@pytest.mark.parametrize("first", ["10d", "all"])
def test_archive_pages_by_date_are_read_as_long_as_they_may_change(
    archive: Archive, first: str
) -> None:
    entry = {"kind": "dated", "url": "BASE/archive/{date:%Y-%m-%d}.html", "articles": "h2 a"}
    with NewsroomServer(newsroom(30)) as server:
        add_source(archive, server.url, entry, first=first)
        report = archive.crawl_at(NOW)["newsroom"]
        print(report, archive_pages(server))
        server.requests.clear()
        report = archive.crawl_at(NOW)["newsroom"]
        print(report, archive_pages(server))
        server.requests.clear()
        report = archive.crawl_at(NOW)["newsroom"]
        print(report, archive_pages(server))
        assert 0
