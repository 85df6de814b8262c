"""SIGKILL at many moments of a large crawl: `make soak`, which takes about an hour."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from pathlib import Path

import pytest

from newsbot.demo import NewsroomServer, demo_source_yaml
from tests.e2e.conftest import make_archive, newsroom, wait_until
from tests.warcs import read_warc, warc_files

pytestmark = pytest.mark.soak

ARTICLES = int(os.environ.get("SOAK_ARTICLES", "2000"))
KILLS = int(os.environ.get("SOAK_KILLS", "50"))
SEED = int(os.environ.get("SOAK_SEED", "1"))

LISTS = "/web/list"
CONTENT = "/NewsData/"


def _moments() -> list[int]:
    """Return numbers of requests after which a crawl is killed; the lists are among them."""
    numbers = random.Random(SEED)
    return [numbers.randrange(1, ARTICLES + ARTICLES // 8) for _ in range(KILLS)]


@pytest.mark.parametrize("moment", _moments(), ids=lambda moment: f"after {moment} requests")
def test_a_kill_costs_little_and_loses_nothing(moment: int, tmp_path: Path) -> None:
    with NewsroomServer(newsroom(2 * ARTICLES)) as server:
        archive = make_archive(tmp_path / "archive")
        source = demo_source_yaml(server.url)["wire.yaml"]
        archive.add_source("wire", source.replace("concurrency: 4", "concurrency: 8"))
        run = archive.start("crawl")
        wait_until(
            lambda: len(server.requests) >= moment or run.poll() is not None, f"{moment} requests"
        )
        run.send_signal(signal.SIGKILL)
        run.communicate()
        assert archive.crawl().code == 0
        fetched = Counter(r.path for r in server.requests if r.path.startswith(CONTENT))
        wire = server.newsroom.wire
        stories = [wire.story(number) for number in range(len(wire))]
        assert len(archive.posts()) == len(stories)
        for story in stories:
            text = archive.post_of(story.identifier).read_text("utf-8")
            assert story.paragraphs[-1][:8] in text, "links come later in a paragraph"
        twice = sum(number > 1 for number in fetched.values())
        assert twice < ARTICLES * 0.05, f"{twice} of {ARTICLES} articles fetched twice"
        assert not list(archive.root.rglob("*.tmp"))
        kept = {one.url for path in warc_files(archive.root) for one in read_warc(path)}
        asked = {f"{server.url}{target}" for target in fetched}
        assert asked <= kept, "the pages of every article"
        assert not list(archive.root.rglob("*.broken*"))
