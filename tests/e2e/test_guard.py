"""Links and redirects to elsewhere on the machine, where a server waits whether anyone comes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from tests.e2e.conftest import Archive

PAGE = """<html><body><h1 class="headline">{title}</h1>
<time class="when">2024年03月02日 12:00:00</time>
<div class="content"><p>Words.</p></div></body></html>
"""

SOURCE = """
discover:
  - {{kind: category, url: "{url}/", articles: "li a"}}
domains: [127.0.0.1, 127.0.0.2]
extract:
  headline: h1.headline
  date_published: {{css: time.when, format: "%Y年%m月%d日 %H:%M:%S"}}
  body_html: div.content
first: all
delay: 0s
"""


@dataclass(slots=True)
class Site:
    """Some pages, some redirects, and who came."""

    url: str
    pages: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    came: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    """Of each who came; names in small letters."""


class _Handler(BaseHTTPRequestHandler):
    server: Any

    def do_GET(self) -> None:
        """Answer a page, a redirect or 404."""
        site: Site = self.server.site
        site.came.append(self.path)
        site.headers.append({name.lower(): value for name, value in self.headers.items()})
        body = site.pages.get(self.path, "").encode()
        target = site.redirects.get(self.path)
        self.send_response(302 if target else 200 if body else 404)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_CONNECT(self) -> None:
        """Note what a tunnel was asked for, and make none."""
        self.server.site.came.append(self.path)
        self.send_error(403)

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@contextmanager
def serving(host: str) -> Iterator[Site]:
    """Serve a site on a loopback address, at a port that is free."""
    listener = ThreadingHTTPServer((host, 0), _Handler)
    site = Site(f"http://{host}:{listener.server_port}")
    listener.site = site  # type: ignore[attr-defined] # read by its handler
    thread = Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    """The site that the source's file names."""
    with serving("127.0.0.1") as served:
        yield served


@pytest.fixture
def other_port() -> Iterator[Site]:
    """Another server of the same host."""
    with serving("127.0.0.1") as served:
        yield served


@pytest.fixture
def other_host() -> Iterator[Site]:
    """Another host of the private kind."""
    with serving("127.0.0.2") as served:
        yield served


def test_links_and_redirects_to_what_no_source_file_names_are_refused(
    archive: Archive, site: Site, other_port: Site, other_host: Site
) -> None:
    elsewhere = [f"{other_port.url}/a.html", f"{other_host.url}/b.html"]
    site.redirects = {"/to-port.html": elsewhere[0], "/to-host.html": elsewhere[1]}
    paths = ["/good.html", *site.redirects, *elsewhere]
    site.pages = {
        "/": "".join(f'<li><a href="{path}">A story</a></li>' for path in paths),
        "/good.html": PAGE.format(title="Good"),
    }
    archive.add_source("site", SOURCE.format(url=site.url))

    ended = archive.crawl()

    assert ended.code == 0, ended.err
    report = ended.report("site")
    assert report["new"] == len(archive.posts()) == 1
    assert report["reasons"]["skipped"] == {"address refused": 4}
    assert report["failed"] == 0
    details = [p["detail"] for p in report["problems"] if p["reason"] == "address refused"]
    assert sorted(detail.partition(": ")[0] for detail in details) == sorted(2 * elsewhere)
    named = {p["what"] for p in report["problems"]}
    assert named == {*elsewhere, *(f"{site.url}{path}" for path in site.redirects)}, "as linked"
    assert other_port.came == other_host.came == []
    said = archive.newsbot("crawl", "--now").out
    assert other_port.came == other_host.came == [], f"not at the next run either: {said}"


def test_a_listing_that_redirects_to_another_port_fails_with_the_reason(
    archive: Archive, site: Site, other_port: Site
) -> None:
    site.redirects = {"/": f"{other_port.url}/"}
    archive.add_source("site", SOURCE.format(url=site.url))
    ended = archive.crawl()
    assert ended.code == 1
    report = ended.report("site")
    assert report["reasons"]["listing_failed"] == {"address refused": 1}
    assert f"{other_port.url}/: 127.0.0.1 is not a public address" in ended.out
    assert other_port.came == []


def test_a_robots_txt_that_redirects_to_another_port_is_not_followed(
    archive: Archive, site: Site, other_port: Site
) -> None:
    site.redirects = {"/robots.txt": f"{other_port.url}/robots.txt"}
    site.pages = {"/": '<li><a href="/good.html">A story</a></li>'}
    archive.add_source("site", SOURCE.format(url=site.url))
    ended = archive.crawl()
    assert ended.report("site")["reasons"]["listing_failed"] == {"address refused": 1}
    assert other_port.came == []


def test_what_one_source_trusts_is_closed_to_the_pages_of_another(
    archive: Archive, site: Site, other_port: Site
) -> None:
    site.pages = {"/": f'<li><a href="{other_port.url}/secret.html">A story</a></li>'}
    other_port.pages = {
        "/": '<li><a href="/good.html">A story</a></li>',
        "/good.html": PAGE.format(title="Good"),
    }
    archive.add_source("site", SOURCE.format(url=site.url))
    archive.add_source("inside", SOURCE.format(url=other_port.url))
    ended = archive.crawl()
    assert ended.report("site")["reasons"]["skipped"] == {"address refused": 1}
    assert ended.report("inside")["new"] == 1
    assert "/secret.html" not in other_port.came


def test_the_owners_headers_and_redirects_stay_with_the_hosts_of_the_file(
    archive: Archive, site: Site, other_host: Site
) -> None:
    # Both hosts are trusted here; the first source names one of them, and its page leads to both.
    elsewhere = f"{other_host.url}/b.html"
    site.redirects = {"/away.html": elsewhere, "/on-and-on.html": "/on-and-on.html"}
    site.pages = {
        "/": "".join(f'<li><a href="{path}">A</a></li>' for path in ["/good.html", *site.redirects])
        + f'<li><a href="{elsewhere}">B</a></li>',
        "/good.html": PAGE.format(title="Good"),
    }
    other_host.pages = {"/b.html": PAGE.format(title="Elsewhere")}
    key = 'request: {headers: {Cookie: "sid=1", X-Key: k}}\n'
    archive.add_source("site", SOURCE.format(url=site.url).replace(", 127.0.0.2", "") + key)
    links = f"share: {{link: '{other_host.url}/share/{{identifier}}'}}\n"
    archive.add_source("wide", SOURCE.format(url=site.url) + key + links)

    ended = archive.crawl()

    reasons = ended.report("site")["reasons"]
    assert reasons["skipped"] == {"redirect to another host": 1}
    assert reasons["failed"] == {"too many redirects": 1}
    assert reasons["refused"] == {"other host": 1}
    assert "leads to " + elsewhere in ended.out
    assert "/b.html" in other_host.came, "where the file names a host, it is asked"
    asked = dict(zip(site.came, site.headers, strict=True))
    assert asked["/good.html"]["x-key"] == "k"
    assert "x-key" not in asked["/robots.txt"]
    got = zip(other_host.came, other_host.headers, strict=True)
    assert all("x-key" in headers for path, headers in got if path != "/robots.txt")


def test_scrapy_crawl_is_guarded_too(archive: Archive, site: Site, other_port: Site) -> None:
    site.pages = {"/": f'<li><a href="{other_port.url}/a.html">A story</a></li>'}
    archive.add_source("site", SOURCE.format(url=site.url))
    (archive.root / "scrapy.cfg").write_text("[settings]\ndefault = newsbot.settings\n")
    ended = archive.run("-m", "scrapy", "crawl", "site")
    assert ended.code == 0, ended.err
    assert "/" in site.came
    assert other_port.came == []


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_proxy_may_have_a_name_on_a_private_address(
    archive: Archive, site: Site, scheme: str
) -> None:
    proxy = site.url.replace("127.0.0.1", "localhost")
    source = SOURCE.format(url=f"{scheme}://news.example") + f"request: {{proxy: '{proxy}'}}\n"
    archive.add_source("site", source + "robots: ignore\n")
    archive.crawl()
    asked = {"http": "http://news.example/", "https": "news.example:443"}[scheme]
    assert set(site.came) == {asked}


NAMES = """
from twisted.internet.address import IPv4Address
from twisted.internet.interfaces import IHostnameResolver
from zope.interface import implementer
from newsbot.fetch.resolver import GuardedResolver

@implementer(IHostnameResolver)
class Names:
    name = ""
    def resolveHostName(self, receiver, hostName, portNumber=0, *args, **kwargs):
        receiver.resolutionBegan(self)
        if hostName in ("inside.example", "named.example"):
            receiver.addressResolved(IPv4Address("TCP", "127.0.0.1", portNumber))
        receiver.resolutionComplete()

class Guarded(GuardedResolver):
    @classmethod
    def from_crawler(cls, crawler, reactor):
        return cls(reactor, Names())
"""
"""A resolver of the test's own behind the guard; both names are on loopback."""


def test_a_name_on_a_private_address_is_followed_only_where_the_source_file_names_it(
    archive: Archive, site: Site
) -> None:
    named = site.url.replace("127.0.0.1", "named.example")
    inside = site.url.replace("127.0.0.1", "inside.example")
    site.pages = {
        "/": f'<li><a href="{inside}/bad.html">A</a></li><li><a href="/good.html">B</a></li>',
        "/good.html": PAGE.format(title="Good"),
    }
    source = SOURCE.format(url=named).replace("127.0.0.2", "named.example, inside.example")
    archive.add_source("site", source)
    (archive.root / "scrapy.cfg").write_text("[settings]\ndefault = newsbot.settings\n")
    (archive.root / "names.py").write_text(NAMES)

    ended = archive.run("-m", "scrapy", "crawl", "site", "-s", "TWISTED_DNS_RESOLVER=names.Guarded")

    assert ended.code == 0, ended.err
    assert len(archive.posts()) == 1
    assert "/bad.html" not in site.came
    with sqlite3.connect(archive.root / ".newsbot" / "ledger.db") as ledger:
        query = "SELECT reason, detail FROM articles WHERE state = 'skipped'"
        ((reason, detail),) = ledger.execute(query).fetchall()
    ledger.close()
    assert reason == "address refused"
    assert "inside.example is at 127.0.0.1, not a public address" in detail
