"""A run with errors and `--log-level DEBUG`: no secret is in any file or on the terminal."""

from __future__ import annotations

import gzip
import sqlite3
from base64 import b64encode
from collections.abc import Iterator
from urllib.parse import quote

import pytest

from tests.e2e.conftest import Archive, Canned, Ended
from tests.warcs import read_warc, warc_files

SECRETS = {
    "SESSION": "c00kie-of-the-reader",
    "PROXY_WORD": "p%40ss%2Fword",
    "LIST_KEY": "key/of+the~list",
    "PATH_KEY": "feed-token-7f3a",
    "CONTENT_KEY": "content-key-91c",
    "ITEM_KEY": "payl0ad-key",
}

FORMS = sorted(
    {
        form.encode()
        for text in (*SECRETS.values(), "p@ss/word", "editor:p@ss/word")
        for form in (
            text,
            quote(text),
            quote(text, safe=""),
            quote(text).lower(),
            text.replace(" ", "+"),
            text.replace(" ", "%20"),
            b64encode(text.encode()).decode(),
        )
    }
)
"""How a secret might be written."""

SOURCE = """
discover:
  - {{kind: category, url: "http://news.example/list?key=${{LIST_KEY}}", articles: "li a"}}
  - {{kind: category, url: "http://news.example/${{PATH_KEY}}/", articles: "li a"}}
  - {{kind: category, url: "http://news.example/gone?key=${{LIST_KEY}}", articles: "li a"}}
  - kind: json
    url: "http://news.example/api?key=${{LIST_KEY}}&page={{page}}"
    items: items
    fields: {{identifier: id, headline: title, date_published: date}}
share:
  content: "http://news.example/text?key=${{CONTENT_KEY}}&id={{identifier}}"
extract:
  headline: h1.headline
  date_published: {{css: time.when, format: "%Y年%m月%d日 %H:%M:%S"}}
  body_html: [{{json: text}}, div.content]
request:
  headers: {{Cookie: "sid=${{SESSION}}"}}
  proxy: "http://editor:${{PROXY_WORD}}@{proxy}"
first: all
delay: 0s
"""

UNREACHABLE = """
discover:
  - kind: category
    url: "http://news.example/list?key=${LIST_KEY}"
    request: {json: {key: "${ITEM_KEY}"}}
request: {proxy: "http://editor:${PROXY_WORD}@127.0.0.1:9"}
delay: 0s
"""

PAGE = """<html><body><h1 class="headline">{title}</h1>
<time class="when">2024年03月02日 12:00:00</time>
<div class="content"><p>Words.</p></div></body></html>
"""


@pytest.fixture
def guarded(archive: Archive, canned: Canned) -> Archive:
    """A project whose source asks a proxy, which knows some of what it is asked for."""
    site, key = "http://news.example", "key/of+the~list"
    canned.answers |= {
        f"{site}/list?key={key}": "".join(
            f'<li><a href="/{name}.html">A story</a></li>' for name in ("good", "bad")
        ),
        f"{site}/{SECRETS['PATH_KEY']}/": '<li><a href="/good.html">A</a></li>'
        f'<a href="/?key={quote(key, safe="")}">again</a>',
        f"{site}/gone?key={key}": 404,
        f"{site}/api?key={key}&page=1": '{"items": ['
        '{"id": "n1", "title": "One", "date": "2024-03-02 10:00"},'
        '{"id": "n2", "title": "Two", "date": "2024-03-02 11:00"}]}',
        f"{site}/api?key={key}&page=2": '{"items": []}',
        f"{site}/text?key={SECRETS['CONTENT_KEY']}&id=n1": '{"text": "<p>Words.</p>"}',
        f"{site}/text?key={SECRETS['CONTENT_KEY']}&id=n2": "<p>no JSON</p>",
        f"{site}/good.html": PAGE.format(title="Good"),
        f"{site}/bad.html": 500,
    }
    archive.add_source("guarded", SOURCE.format(proxy=canned.url.removeprefix("http://")))
    archive.add_source("unreachable", UNREACHABLE)
    return archive


def told(archive: Archive, *runs: Ended) -> Iterator[tuple[str, bytes]]:
    """Yield all that was written and shown, by where it is."""
    for number, ended in enumerate(runs):
        yield f"standard output {number}", ended.out.encode()
        yield f"standard error {number}", ended.err.encode()
    for path in archive.root.rglob("*"):
        if path.is_file():
            data = path.read_bytes()
            yield str(path), gzip.decompress(data) if path.suffix == ".gz" else data
    for path in warc_files(archive.root):
        yield str(path), b"".join(record.content for record in read_warc(path))


def assert_nothing_is_told(archive: Archive, *runs: Ended) -> None:
    """Search for every form of every secret, byte by byte."""
    found = [
        (where, form)
        for where, data in told(archive, *runs)
        for form in FORMS
        if form.lower() in data.lower()
    ]
    assert not found


def test_no_secret_is_written_or_shown(guarded: Archive, canned: Canned) -> None:
    crawled = guarded.newsbot("crawl", "--log-level", "DEBUG", env=SECRETS)
    again = guarded.crawl("--now", "--log-level", "DEBUG", env=SECRETS)
    runs = [
        crawled,
        again,
        guarded.newsbot("try", "guarded", "--log-level", "DEBUG", env=SECRETS),
        guarded.newsbot("try", "guarded", "--json", env=SECRETS),
        guarded.newsbot("check", env=SECRETS),
        guarded.newsbot("check", "--json", env=SECRETS),
    ]

    assert "Traceback" not in crawled.err
    assert "DEBUG" in crawled.err
    assert len(guarded.posts()) == 2
    assert "http://news.example/gone?key=***: HTTP 404" in crawled.out
    failed = again.report("guarded")["reasons"]["failed"]
    assert failed == {"HTML instead of JSON": 1, "HTTP 500": 1}
    assert_nothing_is_told(guarded, *runs)
    assert "http://news.example/list?key=***" in {
        record.url for path in warc_files(guarded.root) for record in read_warc(path)
    }
    headers = next(seen for target, seen in canned.requests if "/list?" in target)
    assert headers["cookie"] == f"sid={SECRETS['SESSION']}", "it was really sent"
    coded = b64encode(b"editor:p@ss/word").decode()
    assert headers["proxy-authorization"] == f"Basic {coded}"


def test_scrapy_crawl_tells_no_secret_either(guarded: Archive) -> None:
    (guarded.root / "scrapy.cfg").write_text("[settings]\ndefault = newsbot.settings\n")
    runs = [
        guarded.run("-m", "scrapy", "crawl", name, "-L", "DEBUG", env=SECRETS)
        for name in ("guarded", "unreachable")
    ]
    assert len(guarded.posts()) == 2
    assert all("DEBUG" in ended.err for ended in runs)
    assert_nothing_is_told(guarded, *runs)


def test_a_variable_that_is_missing_is_named_with_file_and_line(guarded: Archive) -> None:
    ended = guarded.newsbot(
        "crawl", "guarded", env={k: v for k, v in SECRETS.items() if k != "SESSION"}
    )
    assert ended.code == 2
    assert "sources/guarded.yaml:17: request.headers.Cookie: " in ended.err
    assert "the environment variable SESSION to be set" in ended.err
    assert_nothing_is_told(guarded, ended)


def test_listings_that_differ_in_a_secret_alone_are_two(archive: Archive, canned: Canned) -> None:
    secrets = {"FIRST": "first-key", "SECOND": "second-key"}
    entry = "{kind: category, url: '%s/?key=${%s}', articles: a}"
    entries = [entry % (canned.url, name) for name in secrets]
    archive.add_source("site", f"discover: [{', '.join(entries)}]\ndelay: 0s\n")
    for secret in secrets.values():
        canned.answers[f"/?key={secret}"] = f'<a href="/{secret[:5]}.html">A story</a>'
    ended = archive.crawl(env=secrets)
    assert ended.report("site")["listings"] == 2
    with sqlite3.connect(archive.root / ".newsbot" / "ledger.db") as ledger:
        keys = {key for (key,) in ledger.execute("SELECT key FROM listings")}
    ledger.close()
    assert keys == {f"category {canned.url}/?key=*** #{entry}" for entry in range(2)}
