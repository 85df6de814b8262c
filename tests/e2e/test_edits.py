"""What the publisher adds and edits, and what the owner does to posts, between two crawls."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from newsbot.demo import NewsroomServer, Story, demo_source_yaml
from tests.e2e.conftest import Archive, article_requests, make_archive, newsroom

NOTE = "\nThe owner's note.\n"


class Changed:
    """The wire, crawled, changed at both ends, and crawled again twice; its lists give headlines.

    Stories by number: 0 has a new headline; 1 too, and the owner wrote a note into its post; 2
    too, and the owner deleted its post; the owner deleted the post of 3 as well.
    """

    def __init__(self, archive: Archive, server: NewsroomServer) -> None:
        self.archive = archive
        archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])
        assert archive.crawl().code == 0
        self.stories: list[Story] = server.newsroom.wire.pick(0, 4)
        self.paths: list[Path] = [archive.post_of(story.identifier) for story in self.stories]
        self.before = archive.posts()
        self.paths[1].write_text(self.before[self.paths[1].name] + NOTE, "utf-8")
        self.paths[2].unlink()
        self.paths[3].unlink()
        server.newsroom = server.newsroom.with_stories(16)
        for story in self.stories[:3]:
            server.edit(story.identifier, headline="Corrected: the gauge has two corks")
        server.requests.clear()
        self.again = archive.crawl().report("wire")
        self.asked = article_requests(server)
        self.new: list[Story] = server.newsroom.wire.pick(0, 2)
        self.after = archive.posts()
        self.third = archive.crawl("--now").report("wire")
        self.findings = archive.newsbot("check", "--json").json["sources"]["wire"]


@pytest.fixture(scope="module")
def changed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changed]:
    archive = make_archive(tmp_path_factory.mktemp("edits") / "archive")
    with NewsroomServer(newsroom(12)) as server:
        yield Changed(archive, server)


def test_new_stories_get_their_posts(changed: Changed) -> None:
    assert changed.again["new"] == 2
    names = {f"{story.date_published:%Y-%m-%d}-{story.identifier}.md" for story in changed.new}
    assert set(changed.after) - set(changed.before) == names


def test_only_what_is_new_or_edited_is_fetched(changed: Changed) -> None:
    new = {story.content_path for story in changed.new}
    edited = {story.content_path for story in changed.stories[:3]}
    assert new <= set(changed.asked) <= new | edited
    assert len(changed.asked) == len(set(changed.asked))


def test_an_edited_headline_writes_its_post_again(changed: Changed) -> None:
    text = changed.paths[0].read_text("utf-8")
    assert yaml.safe_load(text.split("---\n")[1])["title"] == "Corrected: the gauge has two corks"
    assert changed.again["edited"] >= 1


def test_no_other_post_is_touched(changed: Changed) -> None:
    touched = {path.name for path in changed.paths}
    for name in set(changed.before) - touched:
        assert changed.after[name] == changed.before[name]


def test_a_post_that_its_owner_edited_is_kept(changed: Changed) -> None:
    name = changed.paths[1].name
    assert changed.after[name] == changed.before[name] + NOTE
    assert changed.again["kept"] == 1


def test_a_post_that_its_owner_deleted_does_not_come_back(changed: Changed) -> None:
    assert not changed.paths[2].exists()
    assert not changed.paths[3].exists()
    assert changed.again["withheld"] == 1


def test_a_third_crawl_finds_nothing_to_do(changed: Changed) -> None:
    assert [changed.third[what] for what in ("new", "edited", "waiting", "failed")] == [0] * 4
    assert changed.archive.posts() == changed.after


def test_check_lists_what_the_owner_did(changed: Changed) -> None:
    found = {(one["kind"], one["where"].rpartition("/")[2]) for one in changed.findings}
    assert found == {
        ("edited", changed.paths[1].name),
        ("deleted", changed.paths[2].name),
        ("deleted", changed.paths[3].name),
    }
