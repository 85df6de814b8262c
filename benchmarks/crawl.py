"""Articles a second: newsbot against a bare Scrapy spider with the same rules, in one run.

    python benchmarks/crawl.py [--stories 1000] [--rounds 3] [--concurrency 8]

The newsroom is served by a process of its own. Each round runs every candidate once, in turn; the
figures are medians, the ratio is of the medians. CPU is of the whole process, its start included.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsbot.demo import demo_source_yaml

HERE = Path(__file__).parent


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--concurrency", type=int, default=8)
    parser.add_argument("--port", type=int, default=8790)
    options = parser.parse_args()
    with _newsroom(options.port, options.stories) as url, tempfile.TemporaryDirectory() as folder:
        candidates: dict[str, list[tuple[float, float]]] = {"bare Scrapy": []}
        for number in range(options.rounds):
            root = Path(folder) / str(number)
            arguments = [url, str(options.concurrency)]
            candidates["bare Scrapy"].append(_run("bare_spider.py", root / "bare.json", arguments))
            for raw in ("keep", "drop"):
                project = _project(root / raw, url, options.concurrency, raw)
                rate = _run("one_crawl.py", project / "out.json", [str(project)])
                candidates.setdefault(f"newsbot, raw: {raw}", []).append(rate)
        _print(candidates)


def _run(script: str, out: Path, arguments: list[str]) -> tuple[float, float]:
    out.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, str(HERE / script), *arguments, str(out)], check=True)
    result = json.loads(out.read_text())
    return result["articles"] / result["seconds"], 1000 * result["cpu"] / result["articles"]


def _project(root: Path, url: str, concurrency: int, raw: str) -> Path:
    (root / "sources").mkdir(parents=True)
    (root / "newsbot.yaml").write_text(f"format: 1\nraw: {raw}\n")
    text = demo_source_yaml(url)["newsroom.yaml"]
    source = text.replace("concurrency: 4", f"concurrency: {concurrency}")
    (root / "sources" / "newsroom.yaml").write_text(source)
    return root


@contextmanager
def _newsroom(port: int, stories: int) -> Iterator[str]:
    command = [sys.executable, "-m", "newsbot.demo", "--port", str(port), "--stories", str(stories)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(100):
            try:
                urllib.request.urlopen(f"{url}/robots.txt").close()
                break
            except OSError:
                time.sleep(0.1)
        yield url
    finally:
        server.terminate()
        server.wait()


def _print(candidates: dict[str, list[tuple[float, float]]]) -> None:
    bare = statistics.median(rate for rate, _ in candidates["bare Scrapy"])
    for name, measured in candidates.items():
        rates, cpu = zip(*measured, strict=True)
        rate, cost = statistics.median(rates), statistics.median(cpu)
        spread = f"{min(rates):.0f} to {max(rates):.0f}"
        of_bare = f"{rate / bare:.2f} of bare Scrapy"
        print(f"{name:20} {rate:7.1f} articles/s ({spread}), {of_bare}, {cost:.1f} ms of CPU each")


if __name__ == "__main__":
    main()
