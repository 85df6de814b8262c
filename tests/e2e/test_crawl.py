"""A crawl of the newsroom as the demo does it, and the same crawl again."""

from __future__ import annotations

import html
import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsbot.demo import NewsroomServer, Story, demo_source_yaml
from tests.e2e.conftest import (
    Archive,
    Ended,
    article_requests,
    clean_environment,
    make_archive,
    newsroom,
    newsroom_source,
)

STORIES = 14
"""Enough for two stories in two pages, two without a text on their page, and shared channels."""


class Crawled:
    """A newsroom that was crawled once with both of the demo's sources."""

    def __init__(self, archive: Archive, server: NewsroomServer) -> None:
        self.archive = archive
        self.server = server
        for name, text in demo_source_yaml(server.url).items():
            archive.add_source(name.removesuffix(".yaml"), text)
        self.ended: Ended = archive.crawl()
        self.paths = [request.path for request in server.requests]

    @property
    def stories(self) -> list[Story]:
        """The stories of the site, newest first."""
        return [self.server.newsroom.story(index) for index in range(STORIES)]

    @property
    def wire(self) -> list[Story]:
        """The stories of the wire, newest first."""
        return self.server.newsroom.wire.pick(0, STORIES)

    def post(self, story: Story) -> tuple[dict[str, Any], str]:
        """Return front matter and text of a story's post."""
        text = self.archive.post_of(story.identifier).read_text("utf-8")
        _, front_matter, rest = text.split("---\n", 2)
        return yaml.safe_load(front_matter), rest


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Crawled]:
    archive = make_archive(tmp_path_factory.mktemp("crawl") / "archive")
    with NewsroomServer(newsroom(STORIES)) as server:
        yield Crawled(archive, server)


def expected_text(story: Story, base_url: str) -> str:
    """Return what follows the front matter: header, body and footer of the demo's sources."""
    body = re.sub(r'(href|src)="/', rf'\1="{base_url}/', story.body_html)
    return unescaped(f"> {story.digest}\n\n{body}\n\n<{base_url}{story.share_path}>\n")


def unescaped(text: str) -> str:
    """Return a text as its readers see it: braces are entities in posts, for Liquid's sake."""
    return html.unescape(text)


def words(text: str) -> str:
    """Return letters and digits only; link targets of markdown are no words."""
    visible = re.sub(r"\]\([^)]*\)", "]", unescaped(text))
    return re.sub(r"\W+|_", "", re.sub(r"\{% (end)?raw %\}", "", visible))


def test_every_story_has_one_post(crawled: Crawled) -> None:
    assert crawled.ended.code == 0, crawled.ended.err
    posts = crawled.archive.posts()
    assert len(posts) == len(crawled.stories) + len(crawled.wire)
    for story in [*crawled.stories, *crawled.wire]:
        assert f"{story.date_published:%Y-%m-%d}-{story.identifier}.md" in posts
    assert crawled.ended.report("newsroom")["new"] == len(crawled.stories)
    assert crawled.ended.report("wire")["new"] == len(crawled.wire)


def test_a_post_says_what_is_true_of_its_story(crawled: Crawled) -> None:
    for story in crawled.stories:
        front_matter, _ = crawled.post(story)
        assert front_matter["title"] == story.headline
        assert front_matter["date"] == f"{story.date_published:%Y-%m-%d %H:%M:%S %z}"
        assert front_matter["publisher"] == story.publisher
        assert front_matter["categories"] == story.publisher_slug
        assert front_matter["authors"] == list(story.authors)
        assert front_matter["description"] == story.digest
        assert front_matter["lang"] == story.language
        assert front_matter["id"] == story.identifier


@pytest.mark.parametrize("index", range(STORIES))
def test_the_text_of_a_site_story_is_whole(crawled: Crawled, index: int) -> None:
    story = crawled.stories[index]
    _, text = crawled.post(story)
    assert unescaped(text) == expected_text(story, crawled.server.url)


def test_the_text_of_a_wire_story_is_whole(crawled: Crawled) -> None:
    for story in crawled.wire:
        _, text = crawled.post(story)
        assert unescaped(text) == expected_text(story, crawled.server.url)


def test_nothing_in_a_post_is_run_by_liquid(crawled: Crawled) -> None:
    texts = crawled.archive.posts().values()
    assert any("&#123;" in text for text in texts)
    assert [text for text in texts if re.search(r"\{[{%]", text.split("---\n", 2)[2])] == []


def test_no_address_is_asked_for_twice(crawled: Crawled) -> None:
    pages = [path for path in crawled.paths if path != "/robots.txt"]
    assert [path for path, times in Counter(pages).items() if times > 1] == []


def test_robots_txt_is_asked_for_before_anything_else(crawled: Crawled) -> None:
    assert crawled.paths[0] == "/robots.txt"


def test_a_story_in_several_listings_is_fetched_once(crawled: Crawled) -> None:
    twice = [
        story
        for story in crawled.wire
        if crawled.ended.report("wire")["listed"] > len(crawled.wire)
        and crawled.paths.count(story.content_path) == 1
    ]
    assert twice == crawled.wire


def test_an_article_in_two_pages_is_joined_from_both(
    archive: Archive, server: NewsroomServer
) -> None:
    source = newsroom_source(server.url, share=None, post={"footer": None, "header": None})
    archive.add_source("newsroom", source)
    archive.crawl()
    stories = [server.newsroom.story(index) for index in range(12)]
    joined = [story for story in stories if story.page_count == 2]
    assert joined
    for story in joined:
        text = archive.post_of(story.identifier).read_text("utf-8").split("---\n", 2)[2]
        without_frame = re.sub(r"</?div[^>]*>", "", text)
        body = re.sub(r'(href|src)="/', rf'\1="{server.url}/', story.body_html)
        assert unescaped(without_frame) == unescaped(body) + "\n"


def test_a_text_that_only_the_share_content_has_comes_from_json(crawled: Crawled) -> None:
    stories = [story for story in crawled.stories if not story.has_body_on_page]
    assert stories
    for story in stories:
        assert story.content_path in crawled.paths
        assert story.share_path not in crawled.paths


def test_every_category_of_a_post_has_its_page(crawled: Crawled) -> None:
    pages = crawled.archive.root / "site" / "category"
    for story in [*crawled.stories, *crawled.wire]:
        text = (pages / f"{story.publisher_slug}.html").read_text("utf-8")
        assert yaml.safe_load(text.split("---\n")[1])["title"] == story.publisher


def git(archive: Archive, *arguments: str) -> str:
    """Run git in the archive, whatever the machine's own git is set to."""
    me = {f"GIT_{who}_{what}": "e" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**clean_environment(), **me, "GIT_CONFIG_GLOBAL": "/dev/null"}
    done = subprocess.run(
        ["git", *arguments], cwd=archive.root, env=environment, capture_output=True, check=True
    )
    return done.stdout.decode()


def test_the_same_crawl_again_asks_for_listings_only_and_changes_no_byte(
    tmp_path: Path, server: NewsroomServer
) -> None:
    archive = Archive(tmp_path / "mirror")
    assert Archive(tmp_path).newsbot("init", "mirror").code == 0
    for name, text in demo_source_yaml(server.url).items():
        archive.add_source(name.removesuffix(".yaml"), text)
    assert archive.crawl().code == 0
    git(archive, "init", "--quiet")
    git(archive, "add", "--all")
    git(archive, "commit", "--quiet", "--message", "Archive")
    assert_markdown_holds_every_word(archive, server)
    tracked = git(archive, "ls-files")
    assert "site/_posts/" in tracked
    assert ".newsbot/" not in tracked
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in _files(archive)}
    server.requests.clear()

    again = archive.crawl()

    assert article_requests(server) == []
    assert again.code == 0
    assert [again.report(name)["new"] for name in ("newsroom", "wire")] == [0, 0]
    assert {p: (p.stat().st_mtime_ns, p.read_bytes()) for p in _files(archive)} == before
    assert git(archive, "status", "--porcelain") == ""


def assert_markdown_holds_every_word(archive: Archive, server: NewsroomServer) -> None:
    """Compare posts as a new project writes them, in markdown, with the newsroom's texts."""
    for index in range(server.newsroom.stories):
        story = server.newsroom.story(index)
        text = words(archive.post_of(story.identifier).read_text("utf-8"))
        parts = re.split(r"<[^>]*>", story.body_html)
        assert [part for part in parts if words(part) not in text] == []


def _files(archive: Archive) -> list[Path]:
    return [archive.root / name for name in archive.files() if not name.startswith(".git/")]
