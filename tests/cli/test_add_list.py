from __future__ import annotations

from pathlib import Path

from newsbot.cli.add_list import add_feeds, list_text
from newsbot.cli.opml import FeedNamed
from newsbot.source import load_project


def test_a_list_of_very_many_feeds_of_one_site_is_named_in_bounded_time(tmp_path: Path) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\n", "utf-8")
    feeds = [
        FeedNamed(url=f"https://example.org/{number}", title="News", site="", folder="")
        for number in range(10_000)
    ]
    result = add_feeds(load_project(tmp_path, {}), feeds, (), frozenset(), write=None)
    names = [one["name"] for one in result["added"]]
    assert len(set(names)) == len(feeds)
    assert names[:4] == ["example", "example-news", "example-2", "example-3"]


def test_what_is_no_address_is_passed_over_and_told(tmp_path: Path) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\n", "utf-8")
    feeds = [
        FeedNamed(url=url, title="News", site="", folder="")
        for url in ("https://example.org/feed", "notaurl")
    ]
    result = add_feeds(load_project(tmp_path, {}), feeds, (), frozenset(), write=None)
    assert result["skipped"] == [{"url": "notaurl", "why": "not an http address"}]
    lines = list(list_text(result, is_dry=False))
    assert lines[-3:-1] == ["1 passed over:", "  notaurl: not an http address"]
