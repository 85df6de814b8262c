"""Runs that end before their time."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from newsbot.demo import NewsroomServer, demo_source_yaml
from tests.e2e.conftest import (
    TIMEOUT,
    Archive,
    article_requests,
    make_archive,
    newsroom,
    newsroom_source,
    wait_until,
)
from tests.warcs import warc_files


def has_post(archive: Archive, pattern: str) -> bool:
    """Tell whether there is a post, or what is about to become one."""
    folder = archive.root / "site" / "_posts"
    return folder.is_dir() and next(folder.glob(pattern), None) is not None


def add_sources(archive: Archive, server: NewsroomServer) -> None:
    """Add both of the demo's sources."""
    archive.add_source("newsroom", newsroom_source(server.url))
    archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])


def in_any_order(files: dict[str, bytes]) -> dict[str, bytes | list[bytes]]:
    """Return files with the lines of the index sorted: they stand in the order of the answers."""
    return {
        name: sorted(data.splitlines()) if name.startswith("index/") else data
        for name, data in files.items()
    }


@dataclass(frozen=True, slots=True)
class Undisturbed:
    """A newsroom, and the archive that an undisturbed run makes of it."""

    server: NewsroomServer
    archive: Archive


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Undisturbed]:
    archive = make_archive(tmp_path_factory.mktemp("undisturbed") / "archive")
    with NewsroomServer(newsroom(12)) as server:
        add_sources(archive, server)
        assert archive.newsbot("crawl").code == 0
        yield Undisturbed(server, archive)


def crawl_until(archive: Archive, has_come: Callable[[], bool]) -> None:
    """Kill a crawl at a moment; one that was faster is over."""
    process = archive.start("crawl")
    with process:
        wait_until(lambda: has_come() or process.poll() is not None, "the moment to kill")
        process.kill()
        process.communicate()


def assert_whole(archive: Archive, undisturbed: Undisturbed) -> None:
    """Check that every post is there, once, and as an undisturbed run writes it."""
    stories = [undisturbed.server.newsroom.story(index) for index in range(12)]
    stories += undisturbed.server.newsroom.wire.pick(0, 12)
    names = [f"{story.date_published:%Y-%m-%d}-{story.identifier}.md" for story in stories]
    assert list(archive.posts()) == sorted(names)
    assert not [name for name in archive.files() if name.endswith(".tmp")]
    assert len(warc_files(archive.root)) >= 2
    assert in_any_order(archive.files()) == in_any_order(undisturbed.archive.files())


@pytest.mark.parametrize("requests", [5, 15, 25])
def test_the_run_after_a_kill_completes_the_archive(
    archive: Archive, undisturbed: Undisturbed, requests: int
) -> None:
    add_sources(archive, undisturbed.server)
    undisturbed.server.requests.clear()
    crawl_until(archive, lambda: len(undisturbed.server.requests) >= requests)

    ended = archive.newsbot("crawl")

    assert ended.code == 0, ended.err
    assert_whole(archive, undisturbed)


def test_a_kill_while_posts_are_written_leaves_nothing_to_fetch_again(
    archive: Archive, undisturbed: Undisturbed
) -> None:
    add_sources(archive, undisturbed.server)
    crawl_until(archive, lambda: has_post(archive, "*") or has_post(archive, ".*"))
    assert archive.newsbot("crawl").code == 0
    assert_whole(archive, undisturbed)
    undisturbed.server.requests.clear()

    again = archive.newsbot("crawl")

    assert again.code == 0
    assert article_requests(undisturbed.server) == []
    assert "wire: 0 new, 0 edited, 0 waiting, 0 failed" in again.out


def test_sigint_keeps_what_was_finished_and_says_so(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("newsroom", newsroom_source(server.url, delay="0.1s", concurrency=1))
    process = archive.start("crawl")
    with process:
        wait_until(lambda: has_post(archive, "*.md") or process.poll() is not None, "a post")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=TIMEOUT)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    finished = archive.posts()
    assert 0 < len(finished) < server.newsroom.stories
    assert f"newsroom: {len(finished)} new" in out
    assert f"{server.newsroom.stories - len(finished)} left for the next run" in out
    assert "stopped before its end: what was finished is kept" in out
    asked = len(server.requests)
    (archive.root / "sources" / "newsroom.yaml").unlink()
    archive.add_source("newsroom", newsroom_source(server.url))

    assert archive.newsbot("crawl").code == 0

    after = archive.posts()
    assert len(after) == server.newsroom.stories
    assert {name: after[name] for name in finished} == finished
    again = [request.path for request in server.requests[asked:]]
    done = [story for name in finished for story in [server.newsroom.find(name[11:-3])] if story]
    assert not [story for story in done if story.url_path in again]


def test_sigterm_ends_a_run_like_sigint(archive: Archive, server: NewsroomServer) -> None:
    archive.add_source("newsroom", newsroom_source(server.url, delay="60s"))
    process = archive.start("crawl")
    with process:
        wait_until(lambda: bool(server.requests) or process.poll() is not None, "a request")
        process.send_signal(signal.SIGTERM)
        try:
            process.communicate(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            pytest.fail("still running 15 seconds after SIGTERM")
    assert process.returncode == 130
