"""What a host sees of newsbot: when requests arrive, and how many are in flight."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.conftest import TIMEOUT, Archive, make_archive, wait_until
from tests.e2e.counting_server import Answer, CountingServer

CLOCKS = 0.001
"""Seconds by which the wall clock, which the server has, may run slower than newsbot's."""

HELD = 0.03
"""Seconds that answers are held back, so that requests meet at the server."""

SOURCE = """
discover:
  - {{kind: category, url: "{url}/list/{name}", articles: "li a"}}
extract: {{headline: h1, date_published: time, body_html: div.content}}
first: all
delay: {delay}s
concurrency: {concurrency}
"""

PAGE = "<h1>{name}</h1><time>2024-03-02 12:00</time><div class=content><p>words</p></div>"


def site(articles: int, robots: str = "") -> Callable[[str, int], Answer]:
    """Return a site with so many articles a listing.

    The first is moved, the second is not available at first, the third ends its connection.
    """
    kinds = {0: "moved", 1: "flaky", 2: "closing"}

    def answer(target: str, number: int) -> Answer:
        _, kind, name = (*target.split("/", 2), "")[:3]
        if target == "/robots.txt":
            return Answer(200 if robots else 404, robots, hold=HELD)
        if kind == "list":
            names = [f"/{kinds.get(n, 'page')}/{name}-{n}" for n in range(articles)]
            return Answer(body="".join(f"<li><a href='{n}'>x</a>" for n in names), hold=HELD)
        if kind == "moved":
            return Answer(302, headers={"Location": f"/page/{name}"}, hold=HELD)
        if kind == "flaky" and number == 0:
            return Answer(503, hold=HELD)
        headers = {"Connection": "close"} if kind == "closing" else {}
        return Answer(body=PAGE.format(name=name), headers=headers, hold=HELD)

    return answer


def add_sources(archive: Archive, server: CountingServer, names: str, **limits: float) -> None:
    """Add sources that differ in nothing but their listing."""
    for name in names:
        archive.add_source(name, SOURCE.format(url=server.url, name=name, **limits))


def assert_all_there(archive: Archive, names: str, articles: int) -> None:
    """Check that every article of every source has its post."""
    posts = "".join(archive.posts().values())
    wanted = [f"{name}-{number}" for name in names for number in range(articles)]
    assert [name for name in wanted if f'"{name}"' not in posts] == []


FIVE = "abcde"


@pytest.mark.parametrize(
    ("names", "articles", "delay", "limit"),
    [
        *(pytest.param(FIVE, 6, 0, limit, id=f"no delay, {limit}") for limit in (1, 2, 8)),
        *(pytest.param(FIVE, 3, 0.05, limit, id=f"a short delay, {limit}") for limit in (1, 8)),
        pytest.param("a", 2, 1, 2, id="a delay of a second, 2"),
    ],
)
def test_sources_of_one_process_share_a_hosts_limits(
    archive: Archive, limit: int, names: str, articles: int, delay: float
) -> None:
    with CountingServer(site(articles)) as server:
        add_sources(archive, server, names, delay=delay, concurrency=limit)
        ended = archive.newsbot("crawl")
    assert ended.code == 0, ended.err
    assert_all_there(archive, names, articles)
    assert server.targets().count("/robots.txt") == 1
    assert server.most_in_flight() <= limit
    assert delay or server.most_in_flight() == limit
    assert min(server.gaps()) >= delay - CLOCKS


@pytest.mark.parametrize(
    ("articles", "delay", "limit"),
    [
        pytest.param(12, 0, 1, id="one at a time"),
        pytest.param(12, 0, 2, id="two at a time"),
        pytest.param(24, 0, 8, id="eight at a time"),
        pytest.param(8, 0.05, 2, id="a short delay"),
        pytest.param(1, 1, 2, id="a delay of a second"),
    ],
)
def test_processes_share_a_hosts_limits(
    tmp_path: Path, articles: int, delay: float, limit: int
) -> None:
    one, two = make_archive(tmp_path / "one"), make_archive(tmp_path / "two")
    with CountingServer(site(articles)) as server:
        for archive, name in ((one, "a"), (two, "b")):
            add_sources(archive, server, name, delay=delay, concurrency=limit)
        both = [archive.start("crawl") for archive in (one, two)]
        for process in both:
            with process:
                _, err = process.communicate(timeout=TIMEOUT)
                assert process.returncode == 0, err
    assert_all_there(one, "a", articles)
    assert_all_there(two, "b", articles)
    assert server.most_in_flight() <= limit
    assert min(server.gaps()) >= delay - CLOCKS


def test_a_crawl_delay_holds(archive: Archive) -> None:
    with CountingServer(site(3, robots="User-agent: *\nCrawl-delay: 0.2\n")) as server:
        add_sources(archive, server, "a", delay=0, concurrency=2)
        assert archive.newsbot("crawl").code == 0
    assert_all_there(archive, "a", 3)
    assert min(server.gaps()) >= 0.2 - CLOCKS


def busy(status: int, seconds: int) -> Callable[[str, int], Answer]:
    """Return a site whose second article is asked for too early once."""
    usual = site(6)

    def answer(target: str, number: int) -> Answer:
        if target.startswith("/flaky/") and number == 0:
            return Answer(status, headers={"Retry-After": str(seconds)}, hold=HELD)
        return usual(target, number)

    return answer


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_for_a_pause_gets_it(archive: Archive, status: int) -> None:
    with CountingServer(busy(status, 1)) as server:
        add_sources(archive, server, "a", delay=0, concurrency=1)
        assert archive.newsbot("crawl").code == 0
    assert_all_there(archive, "a", 6)
    after = server.targets().index("/flaky/a-1")
    assert server.gaps()[after] >= 1 - CLOCKS


def test_the_run_goes_on_without_a_host_that_asks_for_an_hour(archive: Archive) -> None:
    with CountingServer(busy(503, 3600)) as server, CountingServer(site(3)) as other:
        add_sources(archive, server, "a", delay=0, concurrency=1)
        add_sources(archive, other, "b", delay=0, concurrency=1)
        ended = archive.crawl()
        asked = server.targets()
        again = archive.crawl("--now")
    assert ended.code == 0
    assert ended.report("b")["new"] == 3
    report = ended.report("a")
    assert report["failed"] > 0
    assert report["reasons"]["failed"] == {"host busy": report["failed"]}
    assert asked[-1] == "/flaky/a-1"
    # The hour is not over.
    assert again.report("a")["reasons"]["listing_failed"] == {"host busy": 1}
    assert server.targets() == asked


def test_a_signal_ends_a_slow_crawl_and_the_next_run_goes_on(archive: Archive) -> None:
    with CountingServer(site(50)) as server:
        add_sources(archive, server, "a", delay=3, concurrency=2)
        process = archive.start("crawl", "--json")
        with process:
            wait_until(lambda: len(server.seen) >= 3, "the first article")
            process.send_signal(signal.SIGTERM)
            out, err = process.communicate(timeout=20)
        assert process.returncode == 130, err
        assert '"failed": 0' in out
        assert "Traceback" not in err
        finished = archive.posts()
        add_sources(archive, server, "a", delay=0, concurrency=8)
        again = archive.crawl()
        assert again.code == 0, again.err
    assert again.report("a")["new"] == 50 - len(finished)
    assert_all_there(archive, "a", 50)
