"""What the publisher edits and what the owner does to posts."""

from __future__ import annotations

import pytest
import yaml

from newsbot.demo import NewsroomServer, Story, demo_source_yaml
from tests.e2e.conftest import Archive, article_requests


@pytest.fixture
def wire(archive: Archive, server: NewsroomServer) -> list[Story]:
    """The stories of the wire, crawled once; its lists give the headlines."""
    archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])
    assert archive.crawl().code == 0
    server.requests.clear()
    return server.newsroom.wire.pick(0, 12)


def test_an_edited_headline_writes_its_post_again_and_no_other(
    archive: Archive, server: NewsroomServer, wire: list[Story]
) -> None:
    before = archive.posts()
    server.edit(wire[0].identifier, headline="Corrected: the gauge has two corks")

    again = archive.crawl()

    after = archive.posts()
    path = archive.post_of(wire[0].identifier)
    title = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])["title"]
    assert title == "Corrected: the gauge has two corks"
    assert again.report("wire")["edited"] == 1
    assert [name for name in after if after[name] != before.get(name)] == [path.name]
    assert set(article_requests(server)) <= {wire[0].content_path}


def test_a_post_that_its_owner_edited_is_kept(
    archive: Archive, server: NewsroomServer, wire: list[Story]
) -> None:
    path = archive.post_of(wire[1].identifier)
    path.write_text(path.read_text("utf-8") + "\nThe owner's note.\n", "utf-8")
    before = path.read_bytes()
    server.edit(wire[1].identifier, headline="Corrected: the ferry is late")

    again = archive.crawl()

    assert path.read_bytes() == before
    assert again.report("wire")["kept"] == 1
    findings = archive.newsbot("check", "--json").json["sources"]["wire"]
    assert [(one["kind"], one["where"].rpartition("/")[2]) for one in findings] == [
        ("edited", path.name)
    ]


def test_a_post_that_its_owner_deleted_does_not_come_back(
    archive: Archive, server: NewsroomServer, wire: list[Story]
) -> None:
    edited, untouched = (archive.post_of(story.identifier) for story in wire[:2])
    edited.unlink()
    untouched.unlink()
    server.edit(wire[0].identifier, headline="Corrected: the gauge has two corks")

    again = archive.crawl()
    third = archive.crawl("--now")

    assert not edited.exists()
    assert not untouched.exists()
    assert again.report("wire")["withheld"] == 1
    assert third.report("wire")["new"] == third.report("wire")["edited"] == 0
    findings = archive.newsbot("check", "--json").json["sources"]["wire"]
    assert {one["where"].rpartition("/")[2] for one in findings if one["kind"] == "deleted"} == {
        edited.name,
        untouched.name,
    }
