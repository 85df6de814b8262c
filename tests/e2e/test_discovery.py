"""Every way in which a site lists its articles, alone: all of it is archived, and once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
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


def days_asked(server: NewsroomServer) -> list[str]:
    """Return the days of the archive pages that were asked for, sorted; forget them."""
    found = (re.fullmatch(r"/archive/(.*)\.html", request.path) for request in server.requests)
    days = sorted(match[1] for match in found if match)
    server.requests.clear()
    return days


def test_archive_pages_by_date_are_read_as_long_as_they_may_change(archive: Archive) -> None:
    url = "BASE/archive/{date:%Y-%m-%d}.html"
    entry = {"kind": "dated", "url": url, "articles": "ul.latest a, ul.list a"}
    with NewsroomServer(newsroom(32), faults={"/archive/2024-03-01.html": 404}) as server:
        add_source(archive, server.url, entry, first="5d")
        tried = archive.newsbot("try", "newsroom")
        assert f"read     {server.url}/archive/" in tried.out, tried.err
        server.requests.clear()

        report = archive.crawl_at(NOW)["newsroom"]
        assert (report["new"], report["listings"], report["listing_failed"]) == (20, 6, 0)
        assert report["reasons"]["refused"] == {"no page": 5}, "days without articles are none"
        assert days_asked(server) == [f"2024-02-{day}" for day in range(26, 30)] + [
            "2024-03-01",
            "2024-03-02",
        ]

        del server.faults["/archive/2024-03-01.html"]
        report = archive.crawl_at(LATER)["newsroom"]
        assert (report["new"], report["known"], report["gaps"]) == (12, 0, 0)
        assert days_asked(server) == ["2024-03-01", "2024-03-02"]
        report = archive.crawl_at(LATER)["newsroom"]
        assert (report["fetched"], report["listed"]) == (0, 0), "neither page has changed"
        assert days_asked(server) == ["2024-03-01", "2024-03-02"]

        report = archive.crawl_at(NOW + timedelta(days=2))["newsroom"]
        assert (report["fetched"], report["listed"]) == (0, 32), "read once more as a whole"
        assert days_asked(server) == [f"2024-03-0{day}" for day in (1, 2, 3, 4)]
        archive.crawl_at(NOW + timedelta(days=2))
        assert days_asked(server) == ["2024-03-03", "2024-03-04"]
