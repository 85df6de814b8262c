"""Pages as they came, in WARC files."""

from __future__ import annotations

import gzip
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsbot.demo import NewsroomServer
from tests.e2e.conftest import Archive, Canned, newsroom_source
from tests.warcs import Record, read_warc, warc_files

PAGE = """<html><body><h1 class="headline">{title}</h1>
<time class="when">2024年03月02日 12:00:00</time>
<div class="content"><p>Words.</p></div></body></html>
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


def records(archive: Archive, *kinds: str) -> list[Record]:
    """Return the records of all files, the oldest file first."""
    found = (record for path in warc_files(archive.root) for record in read_warc(path))
    return [record for record in found if record.kind in kinds]


def test_what_a_crawl_read_is_kept_and_an_unchanged_listing_not_twice(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("newsroom", newsroom_source(server.url))
    failing = server.newsroom.story(3)
    server.faults[failing.identifier] = 404

    assert archive.crawl().code == 0

    answers = {record.url: record for record in records(archive, "response")}
    assert set(answers) == {f"{server.url}{request.path}" for request in server.requests}
    assert {record.status for record in answers.values()} == {200, 404}
    for number in {*range(server.newsroom.stories)} - {3}:
        story = server.newsroom.story(number)
        found = [one for one in answers.values() if story.identifier in one.url]
        assert any(story.paragraphs[-1][:20] in one.content.decode() for one in found)
    (robots,) = (record for record in answers.values() if record.url.endswith("/robots.txt"))
    assert robots.payload.startswith(b"User-agent")
    before = len(records(archive, "response", "revisit"))
    server.faults.clear()

    assert archive.crawl("--now").code == 0

    again = [record.url for record in records(archive, "response", "revisit")[before:]]
    assert again
    assert all(failing.identifier in url for url in again), "the home page said nothing new"
    (path,) = warc_files(archive.root)
    checked = subprocess.run(
        [Path(sys.executable).with_name("warcio"), "check", path], check=False, capture_output=True
    )
    assert (checked.returncode, checked.stdout) == (0, b"")


def test_coded_answers_stay_as_they_are_for_scrapy_crawl_too(
    archive: Archive, canned: Canned
) -> None:
    pages = {f"/{name}.html": PAGE.format(title=name) for name in ("one", "two")}
    pages["/"] = "".join(f'<li><a href="{name}">A story</a></li>' for name in pages)
    canned.answers |= {name: gzip.compress(text.encode()) for name, text in pages.items()}
    canned.headers["Content-Encoding"] = "gzip"
    archive.add_source("site", SOURCE.format(url=canned.url))
    (archive.root / "scrapy.cfg").write_text("[settings]\ndefault = newsbot.settings\n")

    ended = archive.run("-m", "scrapy", "crawl", "site")

    assert ended.code == 0, ended.err
    assert len(archive.posts()) == 2
    answers = {one.url: one for one in records(archive, "response") if one.status == 200}
    assert {url: one.content.decode() for url, one in answers.items()} == {
        f"{canned.url}{name}": text for name, text in pages.items()
    }
    assert {one.payload for one in answers.values()} == set(canned.answers.values())
    assert archive.crawl("--now").code == 0
    assert records(archive, "response")[len(answers) + 1 :] == [], "both keep one book"


def test_sources_whose_pages_cannot_be_kept_fail_and_take_no_other_with_them(
    archive: Archive, server: NewsroomServer, canned: Canned
) -> None:
    canned.answers |= {
        "/": '<li><a href="/a.html">A</a></li>',
        "/a.html": PAGE.format(title="A"),
    }
    archive.add_source("newsroom", newsroom_source(server.url))
    archive.add_source("full", SOURCE.format(url=canned.url))
    archive.add_source("unwritable", SOURCE.format(url=f"{canned.url}/elsewhere"))
    raw = archive.root / ".newsbot" / "raw"
    (raw / "full").mkdir(parents=True)
    today = datetime.now(UTC).date()
    for day in (today, today + timedelta(days=1)):
        (raw / "full" / f"{day}.warc.gz").symlink_to("/dev/full")
    (raw / "unwritable").write_text("no folder")

    ended = archive.newsbot("crawl")

    assert ended.code == 1
    assert "raw/full: No space left on device; make room for it, or set `raw: drop`" in ended.out
    assert "raw/unwritable: File exists; let newsbot write there, or move" in ended.out
    assert ended.out.count("page not kept") >= 2
    assert "/a.html" not in canned.targets(), "nothing is asked for in vain"
    assert not [target for target in canned.targets() if target.startswith("/elsewhere")]
    assert f"newsroom: {server.newsroom.stories} new" in ended.out

    shutil.rmtree(raw / "full")
    assert archive.newsbot("crawl", "full").code == 0
    assert len(archive.posts()) == server.newsroom.stories + 1


def test_raw_drop_keeps_nothing_and_leaves_what_is_there(
    archive: Archive, server: NewsroomServer
) -> None:
    archive.add_source("newsroom", newsroom_source(server.url))
    project = archive.root / "newsbot.yaml"
    project.write_text(f"{project.read_text()}raw: drop\n")
    assert archive.crawl().code == 0
    assert len(archive.posts()) == server.newsroom.stories
    assert not (archive.root / ".newsbot" / "raw").exists()
