"""Memory, open files and time of one `newsbot crawl` of many sources, each on a host of its own.

    python benchmarks/many_sources.py [SOURCES] [ARTICLES]

The hosts are addresses of the loopback network with one server behind them. The default delay of a
second keeps all sources busy at the same time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

SOURCES = int(sys.argv[1]) if len(sys.argv) > 1 else 500
ARTICLES = int(sys.argv[2]) if len(sys.argv) > 2 else 10

SOURCE = """
discover:
  - {{kind: category, url: "{url}/list", articles: "li a"}}
extract: {{headline: h1, date_published: time, body_html: div.content}}
first: all
"""

PARAGRAPH = f"<p>{'words of a story ' * 25}</p>"
PAGE = (
    "<h1>{name}</h1><time>2024-03-02 12:00</time>"
    f"<div class=content>{PARAGRAPH * 12}</div><ul>{'<li><a href=/>elsewhere</a>' * 100}</ul>"
)


class Site(BaseHTTPRequestHandler):
    """Every host's listing and articles."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def do_GET(self) -> None:
        """Answer a listing, an article or robots.txt."""
        text = PAGE.format(name=self.path)
        if self.path == "/list":
            text = "".join(f"<li><a href='/a/{n}'>x</a>" for n in range(ARTICLES))
        elif self.path == "/robots.txt":
            text = "User-agent: *\nDisallow: /private\n"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


class Server(ThreadingHTTPServer):
    """Takes many connections at once."""

    request_queue_size = 2048
    daemon_threads = True


def make_project(root: Path, port: int) -> None:
    """Write newsbot.yaml and the sources."""
    (root / "sources").mkdir(parents=True)
    (root / "newsbot.yaml").write_text("format: 1\nsite: {kind: jekyll, dir: site}\n")
    for number in range(SOURCES):
        url = f"http://127.0.{1 + number // 250}.{1 + number % 250}:{port}"
        (root / "sources" / f"s{number}.yaml").write_text(SOURCE.format(url=url))


def watch(process: subprocess.Popen[str]) -> tuple[int, int]:
    """Return the most memory (KiB) and open files that a process had."""
    memory = files = 0
    folder = Path("/proc") / str(process.pid)
    while process.poll() is None:
        try:
            lines = (folder / "status").read_text().splitlines()
            named = dict(line.split(":", 1) for line in lines if ":" in line)
            memory = max(memory, int(named.get("VmHWM", "0 kB").split()[0]))
            files = max(files, len(list((folder / "fd").iterdir())))
        except FileNotFoundError:
            break
        time.sleep(0.2)
    return memory, files


def main() -> None:
    """Crawl, and print what it took."""
    server = Server(("0.0.0.0", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        make_project(root, server.server_port)
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "newsbot", "crawl"],
            cwd=root,
            env={**os.environ, "XDG_CACHE_HOME": str(Path(folder) / "cache")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        memory, files = watch(process)
        posts = len(list((root / "site" / "_posts").glob("*.md")))
        print(
            f"{SOURCES} sources: exit {process.wait()}, {posts} posts,"
            f" {memory / 1024:.0f} MiB, {files} open files, {time.monotonic() - started:.0f} s"
        )
    server.shutdown()


if __name__ == "__main__":
    main()
