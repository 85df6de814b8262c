from __future__ import annotations

import pytest
import yaml

from newsbot.probe.choose import Choice, EntryChosen
from newsbot.probe.found import Probed, ShareFound
from newsbot.probe.write import feed_text, source_text, yaml_text
from newsbot.source import load_project, source_from_text

NASTY = ["no", "1e3", "a: b", "# x", "{x}", "", "  a", "新闻", "a\n- b", "'\"", "\u202eabc", "null"]


@pytest.mark.parametrize("text", NASTY)
def test_whatever_a_page_says_is_one_text_in_yaml(text: str) -> None:
    written = yaml_text(text)
    assert "\n" not in written
    read = yaml.safe_load(f"a: {written} # note")["a"]
    assert read == "".join(letter if letter.isprintable() else " " for letter in text)


def test_a_plain_text_has_no_quotes() -> None:
    assert yaml_text("Example Daily") == "Example Daily"


def entries(*urls: str) -> tuple[EntryChosen, ...]:
    return tuple(EntryChosen(keys={"kind": "category", "url": u}, note="n\n- x") for u in urls)


@pytest.mark.parametrize("text", NASTY)
def test_a_file_says_what_was_found_whatever_that_is(tmp_path, text: str) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\n")
    choice = Choice(
        discover=entries("https://example.org/?a=b#c"),
        backfill=entries("https://example.org/old"),
        domains=("example.org",),
    )
    found = Probed(
        url="https://example.org/", title=text, language="de", extract={"headline": "h1.#x, a"}
    )
    written = source_text(found, choice, day="2026-03-02").replace("h1.#x, a", "h1.x, a")
    source = source_from_text(load_project(tmp_path, {}), "example", written, {})
    assert source.language == "de"
    assert source.discover[0].url == "https://example.org/?a=b#c"
    assert source.backfill[0].url == "https://example.org/old"
    assert source.extract["headline"][0].query == "h1.x, a"


@pytest.mark.parametrize("key", ["text", '"the-text"', "data[0].text"])
def test_a_share_link_and_its_rules_are_written_before_those_of_the_page(
    tmp_path, key: str
) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\n")
    share = ShareFound(
        link="https://example.org/s?a=b&code={identifier}",
        content="https://example.org/text/{identifier}.json",
        rules=(("json", key), ("css", ".article-content")),
    )
    found = Probed(url="https://example.org/", extract={"body_html": "main"}, share=share)
    written = source_text(found, Choice(discover=entries("https://example.org/")), day="2026-03-02")
    source = source_from_text(load_project(tmp_path, {}), "example", written, {})
    assert source.share is not None
    assert (source.share.link, source.share.content) == (share.link, share.content)
    rules = [(rule.kind, rule.query) for rule in source.extract["body_html"]]
    assert rules == [*share.rules, ("css", "main")]
    assert "share: # some pages have no text; it is behind the share link on them" in written


def test_what_is_not_certain_is_a_comment() -> None:
    text = source_text(
        Probed(url="https://example.org/", offsets=("+01:00", "+02:00"), likely_zone="Europe/Rome"),
        Choice(discover=entries("https://example.org/")),
        day="2026-03-02",
    )
    assert "# language: en # not set: the pages do not agree on one" in text
    assert "# timezone: Europe/Rome # of dates without a zone" in text
    assert "the pages' own say +01:00, +02:00" in text
    assert "backfill" not in text


def test_a_zone_has_its_reason_beside_it() -> None:
    found = Probed(url="https://example.org/", timezone="Asia/Tokyo", timezone_why="its language's")
    text = source_text(found, Choice(discover=entries("https://example.org/")), day="2026-03-02")
    assert "\ntimezone: Asia/Tokyo # its language's\n" in text


def test_a_feed_of_a_list_is_a_file_of_its_own() -> None:
    said = yaml.safe_load(feed_text("A: b", "https://example.org/feed", "World & more"))
    assert said == {
        "title": "A: b",
        "discover": [
            {
                "kind": "feed",
                "url": "https://example.org/feed",
                "set": {"section": "World & more"},
            }
        ],
    }
