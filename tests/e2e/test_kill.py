"""Runs that end before their time."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Callable

import pytest

from newsbot.demo import NewsroomServer, demo_source_yaml
from tests.e2e.conftest import (
    TIMEOUT,
    Archive,
    article_requests,
    make_archive,
    newsroom_source,
    wait_until,
)

Moment = Callable[[Archive, NewsroomServer], bool]

MOMENTS: dict[str, Moment] = {
    "after 5 requests": lambda _, server: len(server.requests) >= 5,
    "after 15 requests": lambda _, server: len(server.requests) >= 15,
    "after 25 requests": lambda _, server: len(server.requests) >= 25,
    "with the first file of a post": lambda archive, _: has_post(archive),
    "with the first post in place": lambda archive, _: has_post(archive, "*.md"),
}


def has_post(archive: Archive, pattern: str = "*") -> bool:
    """Tell whether there is a post, or what is about to become one."""
    folder = archive.root / "site" / "_posts"
    return folder.is_dir() and next(folder.glob(pattern), None) is not None


def add_sources(archive: Archive, server: NewsroomServer) -> None:
    """Add both of the demo's sources."""
    archive.add_source("newsroom", newsroom_source(server.url))
    archive.add_source("wire", demo_source_yaml(server.url)["wire.yaml"])


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_run_after_a_kill_completes_the_archive(
    archive: Archive, server: NewsroomServer, moment: str
) -> None:
    add_sources(archive, server)
    process = archive.start("crawl")
    with process:
        wait_until(lambda: MOMENTS[moment](archive, server) or process.poll() is not None, moment)
        process.kill()
        process.communicate()

    ended = archive.newsbot("crawl")

    assert ended.code == 0, ended.err
    names = list(archive.posts())
    stories = [server.newsroom.story(index) for index in range(server.newsroom.stories)]
    stories += server.newsroom.wire.pick(0, server.newsroom.stories)
    assert names == sorted(f"{s.date_published:%Y-%m-%d}-{s.identifier}.md" for s in stories)
    assert not [name for name in archive.files() if name.endswith(".tmp")]
    other = make_archive(archive.root.parent / "undisturbed")
    add_sources(other, server)
    assert other.newsbot("crawl").code == 0
    assert archive.files() == other.files()
    server.requests.clear()
    assert archive.newsbot("crawl").code == 0
    assert article_requests(server) == []


def test_sigint_keeps_what_was_finished_and_says_so(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("newsroom", newsroom_source(server.url, delay="0.05s", concurrency=1))
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
