from pathlib import Path

import yaml

from newsbot.demo import Newsroom, demo_source_yaml
from newsbot.source import load_project, load_sources


def sources(base_url: str) -> dict[str, dict]:
    return {name: yaml.safe_load(text) for name, text in demo_source_yaml(base_url).items()}


def test_both_sources_are_yaml_about_the_given_address() -> None:
    found = sources("http://127.0.0.1:81")
    assert list(found) == ["newsroom.yaml", "wire.yaml"]
    assert found["newsroom.yaml"]["discover"][0]["url"] == "http://127.0.0.1:81/"
    assert all("$" not in text for text in demo_source_yaml("http://x").values())


def test_newsbot_accepts_both_sources(tmp_path: Path) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\n")
    (tmp_path / "sources").mkdir()
    for name, text in demo_source_yaml("http://127.0.0.1:81").items():
        (tmp_path / "sources" / name).write_text(text, encoding="utf-8")
    loaded = load_sources(load_project(tmp_path, {}), {})
    assert loaded.broken == {}
    assert [source.name for source in loaded.sources] == ["newsroom", "wire"]


def test_selectors_of_the_newsroom_find_something_on_its_pages(get, newsroom: Newsroom) -> None:
    source = sources(get.server.url)["newsroom.yaml"]
    entry = source["discover"][0]
    home = get("/").page
    assert len(home.css(entry["categories"])) == 12
    assert len(home.css(entry["articles"])) == 20
    page = get(newsroom.story(3).url_path).page
    rules = source["extract"]
    for field in ("identifier", "headline", "publisher", "description", "in_language"):
        assert page.css(rules[field]), field
    assert page.css(rules["date_published"]["css"])
    assert page.css(rules["authors"]["css"])
    assert page.css(source["next_page"])
    assert len(page.css(", ".join(source["remove"]))) >= 2


def test_share_links_of_the_newsroom_are_those_of_its_source(get, newsroom: Newsroom) -> None:
    share = sources(get.server.url)["newsroom.yaml"]["share"]
    story = newsroom.story(0)
    assert share["link"].format(identifier=story.identifier) == get.server.url + story.share_path
    assert share["content"].format(identifier=story.identifier).endswith(story.content_path)
