"""`render: browser`: pages whose text comes by scripts, and what they cannot do in the browser."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from newsbot.fetch.browser import browser_objection, has_extra
from tests.e2e.conftest import Archive, wait_until

pytestmark = pytest.mark.skipif(
    bool(browser_objection(os.environ, has_extra=has_extra())),
    reason=browser_objection(os.environ, has_extra=has_extra()) or "there is a browser",
)

STORY = """<!DOCTYPE html><html><head><title>Story</title><link rel=stylesheet href=/style.css>
<script src=/app.js></script></head>
<body><div id=story>Loading …</div><img src=/picture.png></body></html>"""

APP = """
const asked = [
  ['/closed/text.json', {}], ['/away', {}], ['/elsewhere', {}], ['/post', {method: 'POST'}],
  ['OTHER/secret', {mode: 'no-cors'}], ['OTHER/secret', {mode: 'no-cors', method: 'POST'}],
];
new WebSocket('ws://OTHER_HOST/socket');
document.addEventListener('DOMContentLoaded', async () => {
  const said = [];
  for (const [url, options] of asked) {
    try { said.push(url + ': ' + (await (await fetch(url, options)).text())); }
    catch (error) { said.push(url + ': refused'); }
  }
  const text = await (await fetch('/text.json', {headers: {'X-Key': 'k'}})).json();
  document.getElementById('story').outerHTML = `<h1>${text.headline}</h1>
    <time>2022-05-24 10:00</time><article><p>${text.body}</p>
    <ul>${said.map((line) => `<li>${line}</li>`).join('')}</ul></article>
    <img src=/late.png>`;
});
"""


class Site(BaseHTTPRequestHandler):
    """Serves a list, a story that a script makes, and traps."""

    server: Any

    def do_GET(self) -> None:
        self.server.seen.append(f"{self.command} {self.path}")
        status, headers, body = self.server.answer(self.path)
        data = body.encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    do_POST = do_GET

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


class Server(ThreadingHTTPServer):
    """A site on loopback, and what was asked of it."""

    def __init__(self, other: str = "") -> None:
        super().__init__(("127.0.0.1", 0), Site)
        self.seen: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"
        self._other = other
        self.story = STORY

    def answer(self, path: str) -> tuple[int, dict[str, str], str]:
        html = {"Content-Type": "text/html"}
        if path == "/away":
            return 302, {"Location": f"{self._other}/secret"}, ""
        app = APP.replace("OTHER_HOST", self._other.removeprefix("http://"))
        known = {
            "/robots.txt": ({"Content-Type": "text/plain"}, "User-agent: *\nDisallow: /closed/\n"),
            "/": (html, "<script>document.write('<a class=s href=/story>S</a>')</script>"),
            "/story": (html, self.story),
            "/app.js": ({"Content-Type": "text/javascript"}, app.replace("OTHER", self._other)),
            "/text.json": (
                {"Content-Type": "application/json"},
                '{"headline": "Boats are back", "body": "They came at dawn."}',
            ),
        }
        headers, body = known.get(path, ({}, "yes"))
        return 200, headers, body


@pytest.fixture
def other() -> Iterator[Server]:
    """A server on loopback that no source names."""
    yield from _serving(Server())


@pytest.fixture
def site(other: Server) -> Iterator[Server]:
    yield from _serving(Server(other.url))


def _serving(server: Server) -> Iterator[Server]:
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def source_of(site: Server) -> dict[str, Any]:
    return {
        "discover": [{"kind": "category", "url": f"{site.url}/", "articles": "a.s"}],
        "extract": {"headline": "h1", "date_published": "time", "body_html": "article"},
        "render": "browser",
        "delay": 0,
    }


def test_a_page_is_read_as_its_scripts_made_it_and_gets_only_what_newsbot_would_fetch(
    archive: Archive, site: Server, other: Server
) -> None:
    archive.add_source("example", source_of(site))
    ended = archive.crawl()
    assert ended.code == 0, ended.err
    assert ended.report("example")["new"] == 1, ended.out
    (post,) = archive.posts().values()
    assert 'title: "Boats are back"' in post
    assert "They came at dawn." in post
    for refused in ("/closed/text.json", "/away", f"{other.url}/secret"):
        assert f"{refused}: refused" in post
    assert "/elsewhere: yes" in post
    assert "/post: yes" in post
    assert other.seen == []
    assert "GET /closed/text.json" not in site.seen
    assert not [line for line in site.seen if line.endswith((".png", ".css"))]
    assert site.seen.count("GET /app.js") == 1
    assert ended.err == ""


def test_a_signal_ends_a_page_that_never_rests(archive: Archive, site: Server) -> None:
    site.story = "<h1>T</h1><script>for (;;) {}</script>"
    archive.add_source("example", source_of(site))
    process = archive.start("crawl")
    wait_until(lambda: "GET /story" in site.seen, "the story")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=30)
    assert process.returncode == 130


def test_without_a_browser_the_source_fails_with_file_line_and_what_to_install(
    archive: Archive, site: Server
) -> None:
    archive.add_source("example", source_of(site))
    ended = archive.newsbot("crawl", env={"NEWSBOT_CHROMIUM": "/nowhere/chromium"})
    assert ended.code == 1
    line = (
        archive.root.joinpath("sources/example.yaml")
        .read_text()
        .splitlines()
        .index("render: browser")
    )
    told = f"sources/example.yaml:{line + 1}: NEWSBOT_CHROMIUM names /nowhere/chromium"
    assert told in ended.out
    assert site.seen == []
