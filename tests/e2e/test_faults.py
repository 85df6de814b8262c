"""Answers that are not what they had to be: named, kept, tried again, and never a broken post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

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
    "a page without a date": ("no_date", "no date"),
    "a page without a title": ("no_title", "no headline"),
    "malformed JSON": ("malformed_json", "JSON"),
    "an HTML page where JSON was due": ("html_instead_of_json", "JSON"),
    "not found": (404, "HTTP 404"),
    "a server error": (500, "HTTP 500"),
    "a closed connection": ("close_connection", "connection failed"),
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
        # Stories in two pages have no content of their own fault: one page each.
        whole = [story for story in map(server.newsroom.story, range(20)) if story.page_count == 1]
        self.stories = dict(zip(FAULTS, whole, strict=False))
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
        server.requests.clear()
        self.patient = archive.crawl()
        self.patient_requests = article_requests(server)
        self.mended = archive.crawl("--now")

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


@pytest.mark.parametrize("fault", FAULTS)
def test_the_summary_names_the_article_and_what_is_wrong(faulty: Faulty, fault: str) -> None:
    identifier = faulty.stories[fault].identifier
    (line,) = [line for line in faulty.text.out.splitlines() if identifier in line]
    assert FAULTS[fault][1] in line


@pytest.mark.parametrize("fault", FAULTS)
def test_the_summary_for_machines_names_it_too(faulty: Faulty, fault: str) -> None:
    (reason,) = faulty.problems(faulty.again, faulty.stories[fault])
    assert FAULTS[fault][1] in reason


@pytest.mark.parametrize("fault", LIST_FAULTS)
def test_an_entry_that_lacks_a_field_is_named(faulty: Faulty, fault: str) -> None:
    story = faulty.entries[fault]
    assert faulty.problems(faulty.again, story) == [LIST_FAULTS[fault]]
    assert any(
        story.identifier in line and LIST_FAULTS[fault] in line
        for line in faulty.text.out.splitlines()
    )


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


@pytest.mark.parametrize("fault", FAULTS)
def test_check_lists_what_waits(faulty: Faulty, fault: str) -> None:
    findings = [one for found in faulty.checked.json["sources"].values() for one in found]
    identifier = faulty.stories[fault].identifier
    (found,) = [one for one in findings if identifier in one["where"] + one["detail"]]
    assert found["kind"] == "waiting"
    assert FAULTS[fault][1] in found["detail"]
    assert "tried again after" in found["detail"]


def test_nothing_that_waits_is_asked_for_before_its_time(faulty: Faulty) -> None:
    assert faulty.patient_requests == []
    assert faulty.patient.report("newsroom")["waiting"] == len(FAULTS)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mended_article_gets_its_post(faulty: Faulty, fault: str) -> None:
    assert faulty.stories[fault].headline.split()[0] in faulty.archive.post_of(
        faulty.stories[fault].identifier
    ).read_text("utf-8")


def test_all_is_well_once_everything_is_mended(faulty: Faulty) -> None:
    assert len(faulty.archive.posts()) == 20 + 10
    for name in ("newsroom", "wire"):
        report = faulty.mended.report(name)
        assert (report["waiting"], report["failed"], report["problems"]) == (0, 0, [])


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


def test_an_article_that_fails_is_tried_after_5_minutes_1_hour_6_hours_and_then_daily(
    archive: Archive,
) -> None:
    with NewsroomServer(newsroom(1)) as server:
        archive.add_source("newsroom", newsroom_source(server.url))
        story = server.newsroom.story(0)
        server.faults[story.identifier] = 404
        now = datetime.now(UTC).replace(microsecond=0)
        archive.crawl_at(now)
        for pause in (
            timedelta(minutes=5),
            timedelta(hours=1),
            timedelta(hours=6),
            timedelta(days=1),
        ):
            server.requests.clear()
            archive.crawl_at(now + pause - timedelta(seconds=1))
            assert article_requests(server) == []
            now += pause
            archive.crawl_at(now)
            assert article_requests(server) == [story.url_path]
        server.requests.clear()
        given_up = archive.crawl_at(now + timedelta(days=14))  # the last try
        assert given_up["newsroom"]["failed"] == 1
        server.requests.clear()
        archive.crawl_at(now + timedelta(days=30))
        assert article_requests(server) == []
