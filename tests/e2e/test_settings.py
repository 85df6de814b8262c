"""What Scrapy is really run with: seen from the server, and in the effective settings."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from newsbot.demo import NewsroomServer
from tests.e2e.conftest import Archive, Canned, newsroom_source

LIMIT = 10 * 1024 * 1024

PAGE = """<html><body><h1 class="headline">{title}</h1>
<time class="when">2024年03月02日 12:00:00</time>
<div class="content"><p>{body}</p></div></body></html>
"""

SOURCE = """
discover:
  - {{kind: category, url: "{url}/", articles: "li a"}}
extract:
  headline: h1.headline
  date_published: {{css: time.when, format: "%Y年%m月%d日 %H:%M:%S"}}
  body_html: div.content
first: all
delay: 0s
"""

SHOW_SETTINGS = """
import json
from newsbot.cli.options import open_project
from newsbot.cli.runner import crawl_settings
from newsbot.spiderloader import SourceSpiderLoader
from scrapy.crawler import AsyncCrawlerProcess
from pathlib import Path
project = open_project(Path("."))
settings = crawl_settings(project, "WARNING")
spider = SourceSpiderLoader.from_settings(settings).load("newsroom")
crawler = AsyncCrawlerProcess(settings).create_crawler(spider)
names = '''ROBOTSTXT_OBEY REMOTE_CONTROL_ENABLED TELNETCONSOLE_ENABLED DOWNLOAD_VERIFY_CERTIFICATES
DOWNLOAD_MAXSIZE COOKIES_ENABLED CONCURRENT_ITEMS USER_AGENT DOWNLOAD_DELAY
CONCURRENT_REQUESTS_PER_DOMAIN'''.split()
print(json.dumps({name: crawler.settings.get(name) for name in names}))
"""


def listing(*names: str) -> str:
    """Return a page with links."""
    return "".join(f'<li><a href="/{name}.html">{name}</a></li>' for name in names)


def test_the_effective_settings_are_the_careful_ones(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("newsroom", newsroom_source(server.url, delay="3s", concurrency=1))
    project = (archive.root / "newsbot.yaml").read_text()
    (archive.root / "newsbot.yaml").write_text(f"{project}contact: desk@example.org\n")
    ended = archive.run("-c", SHOW_SETTINGS)
    assert ended.code == 0, ended.err
    settings = ended.json
    assert settings["USER_AGENT"].startswith("newsbot/")
    assert settings.pop("USER_AGENT").endswith("(+desk@example.org)")
    assert settings == {
        "ROBOTSTXT_OBEY": True,
        "REMOTE_CONTROL_ENABLED": False,
        "TELNETCONSOLE_ENABLED": False,
        "DOWNLOAD_VERIFY_CERTIFICATES": True,
        "DOWNLOAD_MAXSIZE": LIMIT,
        "COOKIES_ENABLED": False,
        "CONCURRENT_ITEMS": 1,
        "DOWNLOAD_DELAY": 3.0,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    }


def test_limits_robots_and_cookies_hold_at_the_server(archive: Archive, canned: Canned) -> None:
    canned.headers["Set-Cookie"] = "reader=1; Path=/"
    canned.answers |= {
        "/robots.txt": "User-agent: *\nDisallow: /closed\n",
        "/": listing("short", "closed", "long", "longer"),
        "/short.html": PAGE.format(title="Short", body="words"),
        "/closed.html": PAGE.format(title="Closed", body="words"),
        "/long.html": PAGE.format(title="Long", body="x" * (LIMIT - 1024)),
        "/longer.html": PAGE.format(title="Longer", body="x" * LIMIT),
    }
    archive.add_source("site", SOURCE.format(url=canned.url))

    ended = archive.crawl()

    report = ended.report("site")
    assert report["reasons"]["failed"] == {"answer too large": 1}
    assert report["reasons"]["skipped"] == {"robots.txt": 1}
    named = {problem["what"]: problem["reason"] for problem in report["problems"]}
    assert named == {
        f"{canned.url}/longer.html": "answer too large",
        f"{canned.url}/closed.html": "robots.txt",
    }
    assert report["new"] == len(archive.posts()) == 2
    assert "/closed.html" not in canned.targets()
    assert canned.targets()[0] == "/robots.txt"
    assert not [target for target, headers in canned.requests if "cookie" in headers]


def test_robots_txt_may_be_ignored_by_the_source_that_says_so(
    archive: Archive, canned: Canned
) -> None:
    canned.answers |= {
        "/robots.txt": "User-agent: *\nDisallow: /\n",
        "/": listing("short"),
        "/short.html": PAGE.format(title="Short", body="words"),
    }
    archive.add_source("obeys", SOURCE.format(url=canned.url))
    archive.add_source("ignores", SOURCE.format(url=canned.url) + "robots: ignore\n")
    ended = archive.crawl()
    assert ended.code == 1
    assert ended.report("obeys")["reasons"]["listing_failed"] == {"robots.txt": 1}
    assert ended.report("ignores")["new"] == 1
    assert sorted(canned.targets()) == ["/", "/robots.txt", "/short.html"]


def test_a_story_from_the_future_waits(archive: Archive, canned: Canned) -> None:
    tomorrow = {"id": "a1", "title": "Soon", "time": "2031-01-01 00:00:00", "body": "<p>x</p>"}
    canned.answers["/list"] = json.dumps({"items": [tomorrow]})
    archive.add_source(
        "list",
        f"discover:\n  - kind: json\n    url: {canned.url}/list\n    items: items\n"
        "    fields: {identifier: id, headline: title, date_published: time, body_html: body}\n"
        "delay: 0s\n",
    )
    now = datetime(2030, 12, 31, 23, 49, tzinfo=UTC)
    assert archive.crawl_at(now)["list"]["reasons"]["waiting"] == {"date in the future": 1}
    assert archive.posts() == {}
