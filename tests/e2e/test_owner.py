"""Posts that their owner moved or deleted, and posts that are missing though nobody meant it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsbot.demo import NewsroomServer, demo_source_yaml
from tests.e2e.conftest import Archive, make_archive, newsroom


@pytest.fixture(scope="module")
def serving() -> Iterator[NewsroomServer]:
    with NewsroomServer(newsroom(12)) as server:
        yield server


@pytest.fixture
def server(serving: NewsroomServer) -> NewsroomServer:
    """A newsroom of 12 stories, as it was when the archive was crawled."""
    serving.newsroom = newsroom(12)
    return serving


@pytest.fixture(scope="module")
def first(serving: NewsroomServer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of the wire, crawled once; its lists give headlines. To be copied."""
    archive = make_archive(tmp_path_factory.mktemp("first") / "archive")
    archive.add_source("wire", demo_source_yaml(serving.url)["wire.yaml"])
    ended = archive.crawl()
    assert len(archive.posts()) == len(serving.newsroom.wire), ended.out + ended.err
    return archive


@pytest.fixture
def wire(first: Archive, server: NewsroomServer, tmp_path: Path) -> Archive:
    """A copy of it."""
    return Archive(shutil.copytree(first.root, tmp_path / "archive"))


def edit_all(server: NewsroomServer, how: str = "Corrected") -> None:
    wire = server.newsroom.wire
    for story in wire.pick(0, len(wire)):
        server.edit(story.identifier, headline=f"{how}: {story.identifier}")


def kinds(archive: Archive, *arguments: str) -> list[str]:
    found = archive.newsbot("check", "--json", *arguments).json["sources"]["wire"]
    return [finding["kind"] for finding in found]


def index_lines(archive: Archive) -> list[str]:
    files = (archive.root / "index").rglob("*.tsv")
    return [line for file in files for line in file.read_text("utf-8").splitlines()]


def test_a_post_that_was_moved_stays_where_it_is(wire: Archive, server: NewsroomServer) -> None:
    story = server.newsroom.wire.story(0)
    post = wire.post_of(story.identifier)
    mine = wire.root / "site" / "kept" / "mine.md"
    mine.parent.mkdir()
    post.rename(mine)
    before = mine.read_bytes()
    server.edit(story.identifier, headline="Corrected: it was a cork")

    ended = wire.newsbot("crawl")

    assert "1 moved by hand, not written again" in ended.out
    assert not post.exists()
    assert mine.read_bytes() == before
    told = wire.newsbot("check")
    assert told.code == 0
    assert f"site/_posts/{post.name}: it stays in site/kept/mine.md" in told.out


def test_a_deleted_post_is_withheld_in_the_index_once(
    wire: Archive, server: NewsroomServer
) -> None:
    story = server.newsroom.wire.story(0)
    wire.post_of(story.identifier).unlink()
    before = index_lines(wire)
    for how in ("Corrected", "Corrected again"):
        server.edit(story.identifier, headline=how)
        assert wire.crawl("--now").code == 0
    (new,) = set(index_lines(wire)) - set(before)
    assert new.split("\t")[2] == "withheld"
    assert len(index_lines(wire)) == len(before) + 1


@pytest.fixture
def emptied(wire: Archive, server: NewsroomServer) -> Archive:
    """The same, all posts gone, all stories edited, and crawled again."""
    (wire.root / "site" / "_posts").rename(wire.root / "elsewhere")
    edit_all(server)
    return wire


def test_when_too_many_are_missing_nothing_is_believed(emptied: Archive) -> None:
    number = len(list((emptied.root / "elsewhere").iterdir()))
    assert number > 5
    before = index_lines(emptied)
    report = emptied.crawl().report("wire")
    assert (report["missing"], report["withheld"], report["failed"]) == (number, 0, 0)
    assert emptied.posts() == {}
    assert index_lines(emptied) == before
    told = emptied.newsbot("check", "wire")
    assert told.code == 1
    assert f"wire: {number} missing" in told.out
    assert "--restore" in told.out
    assert "--accept-deleted" in told.out


def test_posts_that_are_back_are_written_as_if_they_had_never_been_missing(
    emptied: Archive,
) -> None:
    emptied.crawl()
    (emptied.root / "elsewhere").rename(emptied.root / "site" / "_posts")
    report = emptied.crawl().report("wire")
    assert (report["missing"], report["withheld"]) == (0, 0)
    assert all("Corrected: " in text for text in emptied.posts().values())
    assert kinds(emptied) == []


def test_missing_posts_are_restored_on_demand(emptied: Archive) -> None:
    number = len(list((emptied.root / "elsewhere").iterdir()))
    emptied.crawl()
    ended = emptied.newsbot("check", "--restore")
    assert ended.code == 0, ended.out
    assert f"written again: {number} posts" in ended.out
    posts = emptied.posts()
    assert len(posts) == number
    assert all("Corrected: " in text for text in posts.values())
    report = emptied.crawl("--now").report("wire")
    assert (report["missing"], report["new"], report["edited"]) == (0, 0, 0)
    assert emptied.posts() == posts
    assert kinds(emptied) == []


def test_missing_posts_are_taken_for_deleted_on_demand(
    emptied: Archive, server: NewsroomServer
) -> None:
    number = len(list((emptied.root / "elsewhere").iterdir()))
    emptied.crawl()
    ended = emptied.newsbot("check", "--accept-deleted")
    assert ended.code == 0, ended.out
    assert f"taken for deleted: {number} posts" in ended.out
    assert kinds(emptied) == ["deleted"] * number
    edit_all(server, "Corrected again")
    report = emptied.crawl("--now").report("wire")
    assert (report["missing"], report["failed"]) == (0, 0)
    assert emptied.posts() == {}
    (emptied.root / ".newsbot" / "ledger.db").unlink()
    assert emptied.crawl().json["had_again"] == number
    assert emptied.posts() == {}


def test_what_was_lost_with_a_ledger_cannot_be_restored_and_says_so(wire: Archive) -> None:
    number = len(wire.posts())
    (wire.root / ".newsbot" / "ledger.db").unlink()
    wire.newsbot("check", "--fix")
    (wire.root / "site" / "_posts").rename(wire.root / "elsewhere")
    ended = wire.newsbot("check", "--restore")
    assert ended.code == 1
    assert f"their text was lost with a ledger: {number} posts" in ended.out


def test_opposites_are_refused(wire: Archive) -> None:
    assert wire.newsbot("check", "--restore", "--accept-deleted").code == 2
