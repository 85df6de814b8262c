"""Scrapy's own commands in a project."""

from __future__ import annotations

import json

import pytest

from newsbot.demo import NewsroomServer
from tests.e2e.conftest import Archive, article_requests, newsroom_source

SCRAPY_CFG = "[settings]\ndefault = newsbot.settings\n"


@pytest.fixture
def project(archive: Archive, server: NewsroomServer) -> Archive:
    """An archive in which Scrapy finds newsbot's settings, as `newsbot init` makes it."""
    (archive.root / "scrapy.cfg").write_text(SCRAPY_CFG)
    archive.add_source("newsroom", newsroom_source(server.url))
    return archive


def test_scrapy_list_names_the_sources_and_a_broken_file_takes_out_only_itself(
    project: Archive,
) -> None:
    project.add_source("bad", "discover: nothing\n")
    ended = project.run("-m", "scrapy", "list")
    assert ended.code == 0, ended.err
    assert ended.out == "newsroom\n"
    assert "sources/bad.yaml:1" in ended.err


def test_scrapy_crawl_writes_the_posts_that_newsbot_crawl_would(
    project: Archive, server: NewsroomServer
) -> None:
    feed = project.root / "items.jsonl"

    ended = project.run_cold("-m", "scrapy", "crawl", "newsroom", "-o", str(feed))

    assert ended.code == 0, ended.err
    assert "ERROR" not in ended.err
    assert len(project.posts()) == server.newsroom.stories
    items = [json.loads(line) for line in feed.read_text("utf-8").splitlines()]
    stories = [server.newsroom.story(index) for index in range(server.newsroom.stories)]
    assert {item["identifier"]: item["headline"] for item in items} == {
        story.identifier: story.headline for story in stories
    }
    assert len(items) == len(stories)
    before = project.files()
    server.requests.clear()
    assert project.newsbot("crawl").code == 0
    assert article_requests(server) == []
    assert project.files() == before


def test_scrapy_crawl_refuses_an_argument_that_no_source_takes(
    project: Archive, server: NewsroomServer
) -> None:
    ended = project.run("-m", "scrapy", "crawl", "newsroom", "-a", "foo=1")
    assert "foo" in ended.err
    assert server.requests == []
    assert project.posts() == {}
    assert ended.code != 0


def test_scrapy_parse_shows_the_article_and_writes_nothing(
    project: Archive, server: NewsroomServer
) -> None:
    before = project.files()
    story = server.newsroom.story(1)
    url = server.url + story.url_path
    ended = project.run("-m", "scrapy", "parse", "--nocolour", "--depth", "3", url)
    assert ended.code == 0, ended.err
    assert "ERROR" not in ended.err
    assert story.headline in ended.out
    assert story.identifier in ended.out
    assert project.files() == before


def test_scrapy_outside_of_a_project_says_that_there_are_no_sources(archive: Archive) -> None:
    (archive.root / "scrapy.cfg").write_text(SCRAPY_CFG)
    (archive.root / "newsbot.yaml").unlink()
    ended = archive.run("-m", "scrapy", "list")
    assert ended.out.strip() == ""
    assert "newsbot.yaml" in ended.err
    assert "Traceback" not in ended.err
