"""Listings that have not changed, and listings that were not read to their end."""

from __future__ import annotations

from typing import Any

import pytest

from newsbot.demo import NewsroomServer, demo_source_yaml
from tests.e2e.conftest import Archive, newsroom


@pytest.fixture
def wire(archive: Archive) -> Any:
    """A newsroom of 50 wire stories, in lists of several pages, and the archive that reads it."""
    with NewsroomServer(newsroom(100)) as server:
        archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])
        yield server, archive


def _lists(server: NewsroomServer) -> list[str]:
    return [request.path for request in server.requests if request.path.startswith("/web/list")]


def test_a_listing_that_has_not_changed_loses_no_story(wire) -> None:
    server, archive = wire
    broken = server.newsroom.wire.story(1)
    server.faults[broken.content_path] = 500
    assert archive.crawl().report("wire")["failed"] == 1
    del server.faults[broken.content_path]
    server.requests.clear()
    assert archive.crawl("--now").report("wire")["new"] == 1
    assert archive.post_of(broken.identifier).is_file()
    assert len(_lists(server)) == 3, "the first page of each channel, unchanged"


def test_a_listing_that_was_not_read_to_its_end_is_read_anew(wire) -> None:
    server, archive = wire
    second = "/web/list?channel=1&page=2&count=20"
    server.faults[second] = 500
    assert archive.crawl().report("wire")["listing_failed"] == 1
    del server.faults[second]
    assert archive.crawl().report("wire")["listing_failed"] == 0
    assert len(archive.posts()) == len(server.newsroom.wire)
