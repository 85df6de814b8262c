"""robots.txt by RFC 9309, as a host sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack

import pytest

from tests.e2e.conftest import Archive, Ended
from tests.e2e.counting_server import Answer, CountingServer

SOURCE = """
discover:
  - {{kind: category, url: "{url}/list", articles: "li a"}}
extract: {{headline: h1, date_published: time, body_html: div.content}}
first: all
delay: 0s
"""

TWO_HOSTS = """
discover:
  - {{kind: category, url: "{one}/list", articles: "li a"}}
  - {{kind: category, url: "{two}/list", articles: "li a"}}
extract: {{headline: h1, date_published: time, body_html: div.content}}
first: all
delay: 0s
"""

PAGE = "<h1>Words</h1><time>2024-03-02 12:00</time><div class=content><p>words</p></div>"

READ = ""
FORBIDDEN = "robots.txt"
UNAVAILABLE = "robots.txt unavailable"

CLOSED = "User-agent: *\nDisallow: /\n"


def moved(times: int | None) -> dict[str, Answer]:
    """Return answers that lead to rules which forbid all; None: never."""
    steps = ["/robots.txt", *(f"/step/{number}" for number in range(1, (times or 2)))]
    ends = "/rules" if times is not None else "/robots.txt"
    leads = zip(steps, [*steps[1:], ends], strict=True)
    answers = {step: Answer(302, headers={"Location": to}) for step, to in leads}
    return {**answers, "/rules": Answer(body=CLOSED)}


CASES: Mapping[str, tuple[Mapping[str, Answer], str]] = {
    "allowed": ({"/robots.txt": Answer(body="User-agent: *\nDisallow: /private\n")}, READ),
    "forbidden": ({"/robots.txt": Answer(body=CLOSED)}, FORBIDDEN),
    "forbidden-newsbot": (
        {"/robots.txt": Answer(body="User-agent: NewsBot\nDisallow: /\n")},
        FORBIDDEN,
    ),
    "own-group": (
        {"/robots.txt": Answer(body=CLOSED + "\nUser-agent: newsbot\nAllow: /\n")},
        READ,
    ),
    "none": ({"/robots.txt": Answer(404, CLOSED)}, READ),
    "no-entry": ({"/robots.txt": Answer(403, CLOSED)}, READ),
    "too-many": ({"/robots.txt": Answer(429)}, UNAVAILABLE),
    "server-error": ({"/robots.txt": Answer(500, "User-agent: *\nAllow: /\n")}, UNAVAILABLE),
    "no-answer": ({"/robots.txt": Answer(0)}, UNAVAILABLE),
    "moved-five-times": (moved(5), FORBIDDEN),
    "moved-for-ever": (moved(None), READ),
    "too-long": ({"/robots.txt": Answer(body="#" * 499 * 1024 + "\n" * 1025 + CLOSED)}, READ),
}


def serve(answers: Mapping[str, Answer]) -> Callable[[str, int], Answer]:
    """Return a site with one article and some other answers."""
    known = {"/list": Answer(body="<li><a href='/a'>Words</a></li>"), "/a": Answer(body=PAGE)}
    return lambda target, _: {**known, **answers}.get(target.partition("?")[0], Answer(404))


@pytest.fixture
def servers() -> Iterator[dict[str, CountingServer]]:
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(CountingServer(serve(answers)))
            for name, (answers, _) in CASES.items()
        }


def reasons(ended: Ended) -> dict[str, str]:
    """Return why the listing of each source could not be read."""
    failed = {name: ended.report(name)["reasons"].get("listing_failed", {}) for name in CASES}
    return {name: ", ".join(by_reason) for name, by_reason in failed.items()}


def test_what_a_host_answers_decides_what_is_fetched(
    archive: Archive, servers: Mapping[str, CountingServer]
) -> None:
    for name, server in servers.items():
        archive.add_source(name, SOURCE.format(url=server.url))

    ended = archive.crawl()

    assert reasons(ended) == {name: expected for name, (_, expected) in CASES.items()}
    assert ended.err == ""
    asked = {name: server.targets() for name, server in servers.items()}
    assert all(targets[0] == "/robots.txt" for targets in asked.values())
    read = [name for name, targets in asked.items() if {"/list", "/a"} & set(targets)]
    assert read == [name for name, (_, expected) in CASES.items() if expected == READ]
    for server in servers.values():
        server.seen.clear()

    again = archive.crawl()

    assert reasons(again) == reasons(ended)
    asked_again = [name for name, server in servers.items() if "/robots.txt" in server.targets()]
    assert asked_again == [name for name, (_, expected) in CASES.items() if expected == UNAVAILABLE]


def test_an_article_waits_until_its_host_says_what_is_allowed(archive: Archive) -> None:
    robots = {"/robots.txt": Answer(503)}
    with CountingServer(lambda target, _: serve(robots)(target, 0)) as two:
        links = "".join(f"<li><a href='{two.url}/a?id={n}'>Words</a></li>" for n in range(5))
        with CountingServer(serve({"/list": Answer(body=links)})) as one:
            archive.add_source("both", TWO_HOSTS.format(one=one.url, two=two.url))
            ended = archive.crawl("--log-level", "INFO")
            report = ended.report("both")
            assert ended.code == 0
            assert report["reasons"]["listing_failed"] == {UNAVAILABLE: 1}
            assert report["reasons"]["failed"] == {UNAVAILABLE: 5}
            assert two.targets() == ["/robots.txt"] * 3
            assert ended.err.count("INFO newsbot.middlewares.robots: ") == 1
            assert "Traceback" not in ended.err
            assert "ERROR" not in ended.err

            robots.clear()
            again = archive.crawl("--now")

    assert again.report("both")["new"] == 6
    assert two.targets().count("/robots.txt") == 4


def test_an_article_that_robots_txt_forbids_is_skipped(archive: Archive) -> None:
    rules = Answer(body="User-agent: *\nDisallow: /a\n")
    with CountingServer(serve({"/robots.txt": rules})) as server:
        archive.add_source("site", SOURCE.format(url=server.url))
        report = archive.crawl().report("site")
    assert report["reasons"]["skipped"] == {FORBIDDEN: 1}
    (problem,) = report["problems"]
    assert (problem["what"], problem["reason"]) == (f"{server.url}/a", FORBIDDEN)
    assert server.targets() == ["/robots.txt", "/list"]


LISTEN = """
import os, sys
from pathlib import Path
from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess
from newsbot.cli.options import open_project, open_sources
from newsbot.cli.runner import crawl_settings
from newsbot.spiderloader import spider_class
project = open_project(Path("."))
[source], _ = open_sources(project, [])
process = AsyncCrawlerProcess(crawl_settings(project, "WARNING"))
crawler = process.create_crawler(spider_class(project, source))
def tell(robotparser, request):
    print(robotparser.crawl_delay("newsbot"), request.url)
crawler.signals.connect(tell, signals.robots_parsed)
process.crawl(crawler)
process.start()
"""


def test_components_are_told_of_robots_txt_as_scrapy_does(archive: Archive) -> None:
    rules = Answer(body="User-agent: *\nCrawl-delay: 0.01\n")
    with CountingServer(serve({"/robots.txt": rules})) as server:
        archive.add_source("site", SOURCE.format(url=server.url))
        told = [archive.run("-c", LISTEN) for _ in range(2)]
    assert [ended.out for ended in told] == [f"0.01 {server.url}/list\n"] * 2, told[0].err
    assert server.targets().count("/robots.txt") == 1
