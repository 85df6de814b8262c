"""Answers that are not what they had to be: named, kept, tried again, and never a broken post."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest
import yaml

from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.demo import Behaviour, NewsroomServer, Story, demo_source_yaml
from tests.e2e.conftest import (
    Archive,
    Ended,
    article_requests,
    make_archive,
    newsroom,
    newsroom_source,
)

FAULTS = {
    "a page without a text": ("no_body", "no body"),
    "a page without a title": ("no_title", "no headline"),
    "malformed JSON": ("malformed_json", "JSON"),
    "an HTML page where JSON was due": ("html_instead_of_json", "JSON"),
    "not found": (404, "HTTP 404"),
    "a server error": (500, "HTTP 500"),
    "a closed connection": ("close_connection", "connection closed"),
}
"""What is wrong → the fault, and what the reason has to say."""

LIST_FAULTS = {"no_title": "no headline", "no_date": "no date"}
"""Fault of an entry in a JSON list → reason."""


class Faulty:
    """A newsroom with one fault a story, crawled twice: a summary in words, then one in JSON."""

    def __init__(self, archive: Archive, server: NewsroomServer) -> None:
        self.archive = archive
        self.server = server
        archive.add_source("newsroom", newsroom_source(server.url))
        archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])
        stories = [server.newsroom.story(index) for index in range(20)]
        apart = [story for story in stories if not story.has_body_on_page]
        whole = [story for story in stories if story.has_body_on_page and story.page_count == 1]
        self.stories = {name: (apart if "JSON" in name else whole).pop(0) for name in FAULTS}
        self.entries = dict(zip(LIST_FAULTS, server.newsroom.wire.pick(0, 2), strict=True))
        for name, story in self.stories.items():
            server.faults[story.identifier] = FAULTS[name][0]
        for behaviour, story in self.entries.items():
            server.faults[story.identifier] = behaviour
        self.text = archive.newsbot("crawl")
        self.first_posts = archive.posts()
        self.again = archive.crawl("--now")
        self.second_posts = archive.posts()
        self.checked = archive.newsbot("check", "--json")
        server.faults.clear()
        self.mended = archive.crawl("--now")

    def reasons(self) -> list[tuple[Story, str]]:
        """Return every faulty story and what the reason has to say."""
        return [
            *((story, FAULTS[name][1]) for name, story in self.stories.items()),
            *((story, LIST_FAULTS[name]) for name, story in self.entries.items()),
        ]

    def problems(self, ended: Ended, story: Story) -> list[str]:
        """Return the reasons that a summary for machines gives for a story."""
        return [
            problem["reason"]
            for report in ended.json["sources"]
            for problem in report["problems"]
            if story.identifier in problem["what"]
        ]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    archive = make_archive(tmp_path_factory.mktemp("faults") / "archive")
    with NewsroomServer(newsroom(20)) as server:
        yield Faulty(archive, server)


def test_a_fault_does_not_fail_the_run(faulty: Faulty) -> None:
    assert [faulty.text.code, faulty.again.code] == [0, 0], faulty.text.err


def test_the_summary_names_the_article_and_what_is_wrong(faulty: Faulty) -> None:
    for story, reason in faulty.reasons():
        (line,) = [line for line in faulty.text.out.splitlines() if story.identifier in line]
        assert reason in line


def test_the_summary_for_machines_names_it_too(faulty: Faulty) -> None:
    for story, reason in faulty.reasons():
        (named,) = faulty.problems(faulty.again, story)
        assert reason in named


def test_the_summary_line_counts_every_fault(faulty: Faulty) -> None:
    report = faulty.again.report("newsroom")
    assert report["waiting"] + report["failed"] == len(FAULTS)
    counted = {**report["reasons"]["waiting"], **report["reasons"]["failed"]}
    assert sum(counted.values()) == len(FAULTS)
    (line,) = [line for line in faulty.text.out.splitlines() if line.startswith("newsroom: ")]
    assert all(f"1 {reason}" in line or f"2 {reason}" in line for reason in counted)


def test_no_faulty_article_has_a_post(faulty: Faulty) -> None:
    without = [*faulty.stories.values(), *faulty.entries.values()]
    for posts in (faulty.first_posts, faulty.second_posts):
        assert len(posts) == 20 + 10 - len(without)
        assert not [name for name in posts if any(story.identifier in name for story in without)]
        assert not [text for text in posts.values() if 'title: ""' in text or "\ndate: \n" in text]


def test_check_lists_what_waits(faulty: Faulty) -> None:
    findings = [one for found in faulty.checked.json["sources"].values() for one in found]
    for story, reason in faulty.reasons():
        (found,) = [one for one in findings if story.identifier in one["where"] + one["detail"]]
        assert found["kind"] == "waiting"
        assert reason in found["detail"]
        assert "tried again after" in found["detail"]


def test_every_mended_article_gets_its_post(faulty: Faulty) -> None:
    for story, _ in faulty.reasons():
        text = faulty.archive.post_of(story.identifier).read_text("utf-8")
        assert yaml.safe_load(text.split("---\n")[1])["title"] == story.headline


def test_all_is_well_once_everything_is_mended(faulty: Faulty) -> None:
    assert len(faulty.archive.posts()) == 20 + 10
    for name in ("newsroom", "wire"):
        report = faulty.mended.report(name)
        assert (report["waiting"], report["failed"], report["problems"]) == (0, 0, [])


def test_the_text_on_the_page_is_no_substitute_for_the_text_that_could_not_be_fetched(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("newsroom", newsroom_source(server.url))
    story = server.newsroom.story(1)
    server.faults[story.content_path] = 500
    for arguments in ([], ["--now"]):
        report = archive.crawl(*arguments).report("newsroom")
        assert report["reasons"]["failed"] == {"HTTP 500": 1}
        assert not [name for name in archive.posts() if story.identifier in name]


def test_a_list_entry_that_becomes_whole_needs_no_request(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])
    story = server.newsroom.wire.story(0)
    server.faults[story.identifier] = Behaviour.NO_TITLE
    now = datetime.now(UTC)
    assert archive.crawl_at(now)["wire"]["reasons"]["waiting"] == {"no headline": 1}
    server.faults.clear()
    server.requests.clear()

    later = archive.crawl_at(now + timedelta(minutes=6))

    assert later["wire"]["new"] == 1
    assert article_requests(server) == []
    assert story.headline in archive.post_of(story.identifier).read_text("utf-8")


def test_an_article_that_fails_is_tried_again_after_5_minutes_and_then_after_an_hour(
    archive: Archive,
) -> None:
    with NewsroomServer(newsroom(1)) as server:
        archive.add_source("newsroom", newsroom_source(server.url))
        page = server.newsroom.story(0).url_path
        server.faults[page] = 404
        now = datetime.now(UTC).replace(microsecond=0)
        archive.crawl_at(now)
        for pause in (timedelta(minutes=5), timedelta(hours=1)):
            server.requests.clear()
            archive.crawl_at(now + pause - timedelta(seconds=1))
            assert article_requests(server) == []
            now += pause
            archive.crawl_at(now)
            assert article_requests(server) == [page]


def break_ledger(archive: Archive, origin: str) -> None:
    """Make the ledger refuse what answers of one kind say, as a full disk would."""
    path = ledger_path(archive.root)
    Ledger(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            f"CREATE TRIGGER full BEFORE INSERT ON contributions WHEN NEW.origin = '{origin}'"
            " BEGIN SELECT RAISE(ABORT, 'the disk is full'); END"
        )


def test_an_error_of_our_own_in_a_listing_is_not_swallowed(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("newsroom", newsroom_source(server.url))
    break_ledger(archive, "listing")
    ended = archive.crawl()
    report = ended.report("newsroom")
    assert ended.code == 1
    assert report["reasons"]["listing_failed"] == {"internal error": 1}
    assert "the disk is full" in report["problems"][0]["detail"]


def test_an_error_of_our_own_in_an_article_is_not_swallowed(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("newsroom", newsroom_source(server.url))
    break_ledger(archive, "page")
    report = archive.crawl().report("newsroom")
    assert report["reasons"]["failed"] == {"internal error": 12}
    assert all("the disk is full" in problem["detail"] for problem in report["problems"])
    assert archive.posts() == {}
