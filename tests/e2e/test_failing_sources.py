"""Sources that fail, files that are broken, wrong usage: the exit codes."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing

import pytest
from filelock import FileLock

from newsbot.demo import NewsroomServer, demo_source_yaml
from tests.e2e.conftest import Archive, newsroom, newsroom_source

BROKEN = "discover:\n  - kind: category\n    url: 5\ndelai: 3s\n"
"""Two mistakes: an address that is none, and a key that nobody knows."""


@pytest.fixture
def wire(archive: Archive, server: NewsroomServer) -> Archive:
    """An archive with the wire, which has three listings."""
    archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])
    return archive


def test_a_listing_that_fails_is_named_and_the_others_of_the_named_source_are_read(
    wire: Archive, server: NewsroomServer
) -> None:
    wire.add_source("newsroom", newsroom_source(server.url))
    server.faults["/web/list?channel=2&page=1&count=20"] = 404

    ended = wire.crawl("wire")

    assert ended.code == 0
    report = ended.report("wire")
    assert report["reasons"]["listing_failed"] == {"HTTP 404": 1}
    assert [problem["what"] for problem in report["problems"]] == [
        f"{server.url}/web/list?channel=2&page=1&count=20"
    ]
    assert report["new"] == len(wire.posts()) > 0
    assert "/" not in {request.path for request in server.requests}


@pytest.mark.parametrize("fault", ["html_instead_of_json", 500])
def test_a_source_without_one_listing_that_can_be_read_has_failed(
    wire: Archive, server: NewsroomServer, fault: str
) -> None:
    server.faults["/web/list"] = fault
    ended = wire.newsbot("crawl")
    assert ended.code == 1
    assert "3 listings failed" in ended.out
    assert f"{server.url}/web/list?channel=1&page=1&count=20" in ended.out
    assert wire.posts() == {}


def test_a_broken_source_file_stops_only_its_own_source(
    wire: Archive, server: NewsroomServer
) -> None:
    wire.add_source("bad", BROKEN)

    ended = wire.crawl()

    assert ended.code == 1
    assert ended.report("wire")["new"] == len(wire.posts()) > 0
    mistakes = ended.json["broken"]["bad"]
    assert {(one["file"], one["line"]) for one in mistakes} == {
        ("sources/bad.yaml", 3),
        ("sources/bad.yaml", 4),
    }
    checked = wire.newsbot("check")
    assert checked.code == 1
    assert "sources/bad.yaml:4: delai: found" in checked.out


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["crawl", "bad"], id="a named source whose file is broken"),
        pytest.param(["crawl", "wire", "bad"], id="a broken one beside a good one"),
        pytest.param(["crawl", "wier"], id="a name that no source has"),
        pytest.param(["crawl", "../sources/wire"], id="a name that is a path"),
        pytest.param(["crawl", "--fast"], id="an option that does not exist"),
        pytest.param(["crawl", "--project", "elsewhere"], id="a folder without a project"),
        pytest.param(["try", "bad"], id="trying a broken source"),
        pytest.param(["try", "https://elsewhere.example/a.html"], id="a page of no source"),
    ],
)
def test_wrong_usage_starts_nothing(
    wire: Archive, server: NewsroomServer, arguments: list[str]
) -> None:
    wire.add_source("bad", BROKEN)
    before = wire.files()

    ended = wire.newsbot(*arguments)

    assert ended.code == 2
    assert ended.out == ""
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert server.requests == []
    assert wire.files() == before


def test_a_folder_without_a_project_says_how_to_make_one(archive: Archive) -> None:
    (archive.root / "newsbot.yaml").unlink()
    ended = archive.newsbot("crawl")
    assert ended.code == 2
    assert "newsbot init" in ended.err


def test_a_broken_project_file_starts_nothing(wire: Archive, server: NewsroomServer) -> None:
    (wire.root / "newsbot.yaml").write_text("format: 1\nsite: {kind: jekil}\n")
    ended = wire.newsbot("crawl")
    assert ended.code == 2
    assert "newsbot.yaml:2: site.kind: found" in ended.err
    assert server.requests == []


def test_a_second_run_ends_at_once_and_names_the_first(
    wire: Archive, server: NewsroomServer
) -> None:
    folder = wire.root / ".newsbot"
    folder.mkdir()
    holder = {"pid": os.getpid(), "since": "2026-01-02T03:04:05Z"}
    (folder / "lock.json").write_text(json.dumps(holder))
    with FileLock(folder / "lock"):
        ended = wire.newsbot("crawl")
    assert ended.code == 3
    assert str(os.getpid()) in ended.err
    assert "2026-01-02T03:04:05Z" in ended.err
    assert server.requests == []


def test_an_error_of_its_own_ends_only_its_own_source(
    wire: Archive, server: NewsroomServer
) -> None:
    wire.add_source("newsroom", newsroom_source(server.url))
    assert wire.crawl().code == 0
    with closing(sqlite3.connect(wire.root / ".newsbot" / "ledger.db")) as ledger, ledger:
        damage = "UPDATE articles SET state = 'seen', first_seen = '?'"
        ledger.execute(f"{damage} WHERE path LIKE '%{server.newsroom.wire.story(0).identifier}%'")

    ended = wire.crawl()

    assert ended.code == 1
    assert ended.report("wire")["error"].startswith("internal error: ")
    assert ended.report("wire")["listing_failed"] == 0
    assert ended.report("newsroom")["error"] == ""


LITTLE_ROOM = """
import resource
from newsbot.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, 250_000))
main()
"""
"""Runs `newsbot` where no file may grow beyond so many bytes."""


def test_where_there_is_no_room_one_message_says_so_and_the_next_run_completes_it(
    archive: Archive,
) -> None:
    with NewsroomServer(newsroom(300)) as many:
        archive.add_source("wire", demo_source_yaml(many.url)["wire.yaml"])
        ended = archive.run("-c", LITTLE_ROOM, "crawl")
        assert ended.code == 1
        assert ended.out.count("make room") == 1
        assert "Traceback" not in ended.err
        assert archive.crawl().code == 0
        assert len(archive.posts()) == len(many.newsroom.wire)


def test_strict_makes_a_failed_article_an_exit_code(wire: Archive, server: NewsroomServer) -> None:
    server.faults[server.newsroom.wire.story(0).identifier] = 404
    assert wire.crawl("--strict").code == 1
