"""The ledger is lost, broken or of another name: what is known stays known."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsbot.demo import NewsroomServer, demo_source_yaml
from tests.e2e.conftest import (
    Archive,
    article_requests,
    make_archive,
    newsroom,
    newsroom_source,
    wait_until,
)


@pytest.fixture(scope="module")
def serving() -> Iterator[NewsroomServer]:
    with NewsroomServer(newsroom(12)) as server:
        yield server


@pytest.fixture
def server(serving: NewsroomServer) -> NewsroomServer:
    """A newsroom of 12 stories, as it was when the archive was crawled."""
    serving.newsroom = newsroom(12)
    serving.requests.clear()
    return serving


@pytest.fixture(scope="module")
def first(serving: NewsroomServer, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An archive of both of the demo's sources, crawled once; to be copied."""
    archive = make_archive(tmp_path_factory.mktemp("first") / "archive")
    archive.add_source("newsroom", newsroom_source(serving.url))
    archive.add_source("wire", demo_source_yaml(serving.url)["wire.yaml"])
    ended = archive.crawl()
    assert len(archive.posts()) == posts_of(serving), ended.out + ended.err
    assert len(index_lines(archive)) == posts_of(serving), ended.out + ended.err
    return archive


@pytest.fixture
def crawled(first: Archive, server: NewsroomServer, tmp_path: Path) -> Archive:
    """A copy of it."""
    return Archive(shutil.copytree(first.root, tmp_path / "archive"))


def posts_of(server: NewsroomServer) -> int:
    return server.newsroom.stories + len(server.newsroom.wire)


def index_lines(archive: Archive) -> list[str]:
    files = (archive.root / "index").rglob("*.tsv")
    return [line for file in files for line in file.read_text("utf-8").splitlines()]


def test_every_post_has_a_line_in_the_index(crawled: Archive, server: NewsroomServer) -> None:
    assert len(index_lines(crawled)) == len(crawled.posts()) == posts_of(server)
    story = server.newsroom.story(0)
    file = crawled.root / "index" / "newsroom" / f"{story.date_published:%Y/%m-%d}.tsv"
    assert f"\t_posts/{crawled.post_of(story.identifier).name}\t" in file.read_text("utf-8")


def test_after_a_kill_every_article_has_one_line(archive: Archive) -> None:
    with NewsroomServer(newsroom(400)) as many:
        total = len(many.newsroom.wire)
        archive.add_source("wire", demo_source_yaml(many.url)["wire.yaml"])
        process = archive.start("crawl")
        wait_until(lambda: bool(index_lines(archive)), "the first lines of the index")
        process.kill()
        process.communicate()
        assert 0 < len(index_lines(archive)) < total
        assert archive.crawl().code == 0
    whole = [line for line in index_lines(archive) if line.count("\t") == 4]
    identities = [line.partition("\t")[0] for line in whole]
    assert len(set(identities)) == len(identities) == len(archive.posts()) == total


def test_unchanged_news_change_no_byte(crawled: Archive) -> None:
    before = crawled.files()
    assert crawled.crawl("--now").code == 0
    assert crawled.files() == before


def test_the_next_crawl_fetches_no_known_article(crawled: Archive, server: NewsroomServer) -> None:
    before = crawled.files()
    shutil.rmtree(crawled.root / ".newsbot")
    ended = crawled.crawl()
    assert (ended.code, ended.json["had_again"]) == (0, posts_of(server)), ended.err
    assert article_requests(server) == []
    assert [report["new"] for report in ended.json["sources"]] == [0, 0]
    assert crawled.files() == before
    assert crawled.newsbot("check").code == 0
    assert "had again" not in crawled.newsbot("crawl").out


def test_a_crawl_says_that_it_had_the_ledger_again(
    crawled: Archive, server: NewsroomServer
) -> None:
    (crawled.root / ".newsbot" / "ledger.db").unlink()
    said = f"ledger had again from index/: {posts_of(server)} articles\n"
    assert crawled.newsbot("crawl").out.startswith(said)


def test_scrapys_crawl_has_it_again_too(crawled: Archive, server: NewsroomServer) -> None:
    project = "[settings]\ndefault = newsbot.settings\n"
    (crawled.root / "scrapy.cfg").write_text(project, "utf-8")
    before = crawled.files()
    shutil.rmtree(crawled.root / ".newsbot")
    assert crawled.run("-m", "scrapy", "crawl", "newsroom").code == 0
    assert article_requests(server) == []
    assert crawled.files() == before


def test_an_edit_after_the_loss_is_a_new_version(crawled: Archive, server: NewsroomServer) -> None:
    shutil.rmtree(crawled.root / ".newsbot")
    crawled.crawl()
    story = server.newsroom.wire.story(0)
    post = crawled.post_of(story.identifier)
    server.edit(story.identifier, headline="Corrected: the gauge has two corks")
    assert crawled.crawl("wire").report("wire")["edited"] == 1
    assert "the gauge has two corks" in post.read_text("utf-8")
    # The edit has its own line, and is known after the next loss.
    before = crawled.files()
    shutil.rmtree(crawled.root / ".newsbot")
    assert crawled.crawl().report("wire")["edited"] == 0
    assert crawled.files() == before


def test_what_its_owner_did_before_the_loss_stands(
    crawled: Archive, server: NewsroomServer
) -> None:
    stories = server.newsroom.wire.pick(0, 3)
    posts = [crawled.post_of(story.identifier) for story in stories]
    for story in stories:
        server.edit(story.identifier, headline=f"Corrected: {story.identifier}")
    posts[0].unlink()
    crawled.crawl()  # the first one is withheld now
    posts[1].unlink()
    posts[2].write_text(posts[2].read_text("utf-8") + "\nMine.\n", "utf-8")
    mine = posts[2].read_bytes()
    shutil.rmtree(crawled.root / ".newsbot")
    crawled.crawl()
    for story in stories:
        server.edit(story.identifier, headline=f"Corrected again: {story.identifier}")
    report = crawled.crawl().report("wire")
    assert [path.exists() for path in posts] == [False, False, True]
    assert posts[2].read_bytes() == mine
    assert (report["kept"], report["withheld"], report["failed"]) == (1, 1, 0)


def test_check_tells_of_the_loss_and_mends_it(crawled: Archive, server: NewsroomServer) -> None:
    before = crawled.files()
    shutil.rmtree(crawled.root / ".newsbot")
    told = crawled.newsbot("check")
    assert told.code == 1
    assert f"newsroom: {server.newsroom.stories} forgotten" in told.out
    assert "newsbot check --fix" in told.out
    assert not (crawled.root / ".newsbot").exists()
    mended = crawled.newsbot("check", "--fix", "--json")
    assert (mended.code, mended.json["done"]["had_again"]) == (0, posts_of(server))
    assert mended.json["sources"] == {"newsroom": [], "wire": []}
    crawled.crawl()
    assert article_requests(server) == []
    assert crawled.files() == before


@pytest.mark.parametrize("damage", [b"not a database, and long enough to be read as one" * 99, b""])
def test_a_broken_ledger_is_set_aside_and_had_again(
    crawled: Archive, server: NewsroomServer, damage: bytes
) -> None:
    ledger = crawled.root / ".newsbot" / "ledger.db"
    ledger.write_bytes(damage)
    for name in ("ledger.db-wal", "ledger.db-shm"):
        ledger.with_name(name).unlink(missing_ok=True)
    told = crawled.newsbot("crawl") if damage else crawled.newsbot("check")
    assert told.code == (2 if damage else 1)
    assert "newsbot check --fix" in told.out + told.err
    mended = crawled.newsbot("check", "--fix")
    assert mended.code == 0, mended.out
    assert f"had again from index/: {posts_of(server)} articles" in mended.out
    aside = [path.read_bytes() for path in ledger.parent.glob("ledger.db.broken-*")]
    assert aside == ([damage] if damage else [])
    assert crawled.crawl().code == 0
    assert article_requests(server) == []


def test_a_damaged_page_in_the_ledger_is_found(crawled: Archive) -> None:
    ledger = crawled.root / ".newsbot" / "ledger.db"
    data = bytearray(ledger.read_bytes())
    for start in range(8192, len(data), 4096):
        data[start : start + 64] = b"\xff" * 64
    ledger.write_bytes(bytes(data))
    assert crawled.newsbot("check").code == 2
    assert crawled.newsbot("check", "--fix").code == 0
    assert list(ledger.parent.glob("ledger.db.broken-*"))


def test_an_index_that_is_not_there_is_written_from_the_ledger(crawled: Archive) -> None:
    def lines() -> dict[str, list[bytes]]:
        files = crawled.files().items()
        return {n: sorted(data.splitlines()) for n, data in files if n.startswith("index/")}

    before = lines()
    shutil.rmtree(crawled.root / "index")
    assert crawled.newsbot("check").code == 1
    mended = crawled.newsbot("check", "--fix")
    assert mended.code == 0, mended.out
    assert lines() == before


def test_a_source_keeps_its_articles_under_another_name(
    crawled: Archive, server: NewsroomServer
) -> None:
    before = crawled.posts()
    (crawled.root / "sources" / "newsroom.yaml").unlink()
    crawled.add_source("lantern", newsroom_source(server.url, was="newsroom"))
    assert crawled.crawl("lantern").report("lantern")["new"] == 0
    shutil.rmtree(crawled.root / ".newsbot")
    ended = crawled.crawl("lantern")
    assert ended.json["had_again"] == server.newsroom.stories
    assert article_requests(server) == []
    assert crawled.posts() == before
    assert not (crawled.root / "index" / "lantern").exists()


def test_a_name_that_another_source_has_is_no_former_name(
    crawled: Archive, server: NewsroomServer
) -> None:
    crawled.add_source("wire", {**newsroom_source(server.url), "was": "newsroom"})
    crawled.crawl("newsroom")
    assert article_requests(server) == []


def test_a_retired_source_is_passed_over(archive: Archive, server: NewsroomServer) -> None:
    archive.add_source("newsroom", newsroom_source(server.url, retired="2024-03-01"))
    unnamed = archive.newsbot("crawl", "--now")
    named = archive.newsbot("crawl", "newsroom")
    assert (unnamed.code, named.code) == (0, 0)
    assert "newsroom" not in unnamed.out
    assert "nothing is due" in unnamed.out
    assert named.out == "newsroom: retired since 2024-03-01, not crawled\n"
    assert server.requests == []


def test_a_source_is_crawled_when_it_is_due(archive: Archive, server: NewsroomServer) -> None:
    archive.add_source("newsroom", newsroom_source(server.url, every="6h"))

    def asked(*arguments: str) -> bool:
        server.requests.clear()
        ended = archive.crawl(*arguments)
        assert ended.code == 0
        assert bool(ended.json["sources"]) == bool(server.requests)
        assert list(ended.json["passed_over"]) == ([] if server.requests else ["newsroom"])
        return bool(server.requests)

    assert asked()
    assert not asked()
    assert asked("newsroom")
    assert asked("--now")
    assert not asked()


def test_the_index_is_made_in_a_project_without_one(tmp_path: Path) -> None:
    project = Archive(tmp_path)
    assert project.newsbot("init", ".").code == 0
    assert project.newsbot("check").code == 0
    assert not (tmp_path / "index").exists()
