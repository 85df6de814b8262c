"""Runs the real commands as processes, against servers in the test's own process."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from newsbot.demo import Newsroom, NewsroomServer, demo_source_yaml
from tests.e2e.launcher import Launcher, Started

TIMEOUT = 60
"""Seconds after which a process that hangs is ended and its test fails."""

CRAWL_AT = """
import json, sys
from datetime import datetime
from pathlib import Path
from newsbot.cli.crawl import run_crawl
from newsbot.cli.options import open_project, open_sources
project = open_project(Path(sys.argv[1]))
sources, _ = open_sources(project, [])
crawled = run_crawl(project, sources, now=datetime.fromisoformat(sys.argv[2]), is_quiet=True)
print(json.dumps({report.source: report.as_json() for report in crawled.reports}))
"""
"""What `newsbot crawl --json` does, at a time of the test's choice."""


@cache
def launcher() -> Launcher:
    """Return the launcher of this test process."""
    return Launcher(clean_environment())


@pytest.fixture(scope="session", autouse=True)
def _ended_launcher() -> Iterator[None]:
    yield
    if launcher.cache_info().currsize:
        launcher().close()


def clean_environment() -> dict[str, str]:
    """Return the environment without what would change how a command behaves."""
    named = {"COLUMNS", "FORCE_COLOR", "PYTHONWARNINGS", "SCRAPY_SETTINGS_MODULE"}
    return {
        name: value
        for name, value in os.environ.items()
        if name not in named and not name.lower().endswith("_proxy")
    }


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that has ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What it printed for machines."""
        return json.loads(self.out)

    def report(self, source: str) -> dict[str, Any]:
        """What `crawl --json` said of a source."""
        return next(one for one in self.json["sources"] if one["source"] == source)


@dataclass(frozen=True, slots=True)
class Archive:
    """A project of the test's, and the commands in it."""

    root: Path

    def add_source(self, name: str, source: str | Mapping[str, Any]) -> None:
        """Write a source file."""
        text = source if isinstance(source, str) else yaml.safe_dump(dict(source), sort_keys=False)
        (self.root / "sources").mkdir(exist_ok=True)
        (self.root / "sources" / f"{name}.yaml").write_text(text, encoding="utf-8")

    @property
    def environment(self) -> dict[str, str]:
        """What its commands run in: tests side by side are not to wait for one another."""
        return {**clean_environment(), "XDG_CACHE_HOME": str(self.root.parent / "cache")}

    def start(self, *arguments: str) -> Started:
        """Start `newsbot` in the project."""
        return launcher().start(["-m", "newsbot", *arguments], cwd=self.root, env=self.environment)

    def newsbot(self, *arguments: str, env: Mapping[str, str] | None = None) -> Ended:
        """Run `newsbot` in the project."""
        return self.run("-m", "newsbot", *arguments, env=env)

    def crawl(self, *arguments: str, env: Mapping[str, str] | None = None) -> Ended:
        """Run `newsbot crawl --json`."""
        return self.newsbot("crawl", "--json", *arguments, env=env)

    def crawl_at(self, now: datetime) -> dict[str, dict[str, Any]]:
        """Crawl as if it were *now*; return source → report."""
        ended = self.run("-c", CRAWL_AT, str(self.root), now.isoformat())
        assert ended.code == 0, ended.err
        reports: dict[str, dict[str, Any]] = ended.json
        return reports

    def run(self, *arguments: str, env: Mapping[str, str] | None = None) -> Ended:
        """Run Python in the project, with all that newsbot needs imported already."""
        environment = {**self.environment, **(env or {})}
        with launcher().start(arguments, cwd=self.root, env=environment) as process:
            try:
                out, err = process.communicate(timeout=TIMEOUT)
            except subprocess.TimeoutExpired:
                process.kill()
                raise
        assert process.returncode is not None
        return Ended(process.returncode, out, err)

    def run_cold(self, *arguments: str, env: Mapping[str, str] | None = None) -> Ended:
        """Run Python in the project as a user does: it imports what it needs, in its own order."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env={**self.environment, **(env or {})},
            capture_output=True,
            text=True,
            timeout=TIMEOUT,
            check=False,
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def files(self) -> dict[str, bytes]:
        """Return path → bytes of all that is not newsbot's own state."""
        found = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        named = {path.relative_to(self.root).as_posix(): path.read_bytes() for path in found}
        return {name: data for name, data in named.items() if not name.startswith(".newsbot/")}

    def posts(self) -> dict[str, str]:
        """Return file name → text of all posts."""
        folder = self.root / "site" / "_posts"
        found = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in found}

    def post_of(self, identifier: str) -> Path:
        """Return the only post of an article."""
        (found,) = (self.root / "site" / "_posts").glob(f"*{identifier}*")
        return found


@dataclass(slots=True)
class Canned:
    """A server that knows some answers by heart; a proxy when it is asked in absolute form."""

    answers: dict[str, bytes | str | int] = field(default_factory=dict)
    """Target as it stands in the request line → body, or a status without one."""
    headers: dict[str, str] = field(default_factory=dict)
    """Sent with every answer."""
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    """Target and headers (names in small letters) of what was asked."""
    url: str = ""

    def targets(self) -> list[str]:
        """Return what was asked for, in order."""
        return [target for target, _ in self.requests]


class CannedHandler(BaseHTTPRequestHandler):
    """Serves one connection of a Canned."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: Any

    def do_GET(self) -> None:
        """Answer from memory, 404 where there is none."""
        canned: Canned = self.server.canned
        seen = {name.lower(): value for name, value in self.headers.items()}
        canned.requests.append((self.path, seen))
        answer = canned.answers.get(self.path, 404)
        status, body = (answer, b"") if isinstance(answer, int) else (200, answer)
        data = body.encode() if isinstance(body, str) else body
        is_json = data[:1] in (b"{", b"[")
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if is_json else "text/html")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Connection", "close")
        for name, value in canned.headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(data)
        except ConnectionError:
            self.close_connection = True  # the reader had enough

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


def newsroom_source(base_url: str, **changes: Any) -> dict[str, Any]:
    """Return a source that reads the home page only: a request a story, or two with its content.

    *changes* replace keys; None removes one.
    """
    source = yaml.safe_load(demo_source_yaml(base_url)["newsroom.yaml"])
    del source["discover"][0]["categories"]
    return {name: value for name, value in {**source, **changes}.items() if value is not None}


def newsroom(stories: int) -> Newsroom:
    """Return a newsroom whose dates are in the past on any machine."""
    newest = datetime(2024, 3, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
    return Newsroom(stories=stories, newest=newest)


def article_requests(server: NewsroomServer) -> list[str]:
    """Return what was asked of the newsroom besides listings and robots.txt."""
    listings = ("/category/", "/web/")
    return [
        request.path
        for request in server.requests
        if request.path not in {"/", "/robots.txt"} and not request.path.startswith(listings)
    ]


def wait_until(is_so: Callable[[], bool], what: str) -> None:
    """Poll a condition until it holds; fail when it never does."""
    deadline = time.monotonic() + TIMEOUT
    while not is_so():
        assert time.monotonic() < deadline, f"waited in vain: {what}"
        time.sleep(0.001)


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An empty project; posts carry the publisher's HTML, so that they can be compared exactly."""
    return make_archive(tmp_path / "archive")


def make_archive(root: Path) -> Archive:
    """Write a project without sources."""
    (root / "sources").mkdir(parents=True)
    defaults = "defaults: {post: {body: html}}\n"
    (root / "newsbot.yaml").write_text(f"format: 1\nsite: {{kind: jekyll, dir: site}}\n{defaults}")
    return Archive(root)


@pytest.fixture
def server() -> Iterator[NewsroomServer]:
    """A newsroom of 12 stories."""
    with NewsroomServer(newsroom(12)) as serving:
        yield serving


@pytest.fixture
def canned() -> Iterator[Canned]:
    """A server, or proxy, without any answers yet."""
    remembered = Canned()
    listener = ThreadingHTTPServer(("127.0.0.1", 0), CannedHandler)
    listener.canned = remembered  # type: ignore[attr-defined] # read by its handler
    remembered.url = f"http://127.0.0.1:{listener.server_port}"
    thread = Thread(target=listener.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield remembered
    finally:
        listener.shutdown()
        thread.join()
        listener.server_close()
