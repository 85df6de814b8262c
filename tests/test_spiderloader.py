from __future__ import annotations

import logging
from pathlib import Path

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.spiderloader import get_spider_loader

from newsbot import __version__
from newsbot.source import load_project
from newsbot.spiderloader import SourceSpiderLoader, sources_for, spider_class, user_agent
from newsbot.spiders.source_spider import SourceSpider

SHARE = "https://share.example.net/s?code={identifier}"

FILES = {
    "daily": "discover: [{kind: category, url: 'https://daily.example.org/'}]",
    "wire": f"""
discover: [{{kind: category, url: 'https://wire.example.com/'}}]
share: {{link: '{SHARE}'}}
robots: ignore
delay: 2s
concurrency: 3
language: zh-CN
""",
    "mirror": "discover: [{kind: category, url: 'https://share.example.net/'}]",
    "broken": "discover: [{kind: category}]\nnonsense: 1",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "newsbot.yaml").write_text("format: 1\ncontact: https://example.org/bot\n", "utf-8")
    (tmp_path / "sources").mkdir()
    for name, text in FILES.items():
        (tmp_path / "sources" / f"{name}.yaml").write_text(text, "utf-8")
    return tmp_path


@pytest.fixture
def loader(root: Path) -> SourceSpiderLoader:
    return SourceSpiderLoader.from_settings(Settings({"NEWSBOT_PROJECT": str(root)}))


def test_scrapy_takes_it_for_a_spider_loader(root: Path) -> None:
    settings = Settings({"NEWSBOT_PROJECT": str(root)})
    settings.setmodule("newsbot.settings")
    assert get_spider_loader(settings).list() == ["daily", "mirror", "wire"]


def test_every_source_file_that_can_be_read_is_a_spider(loader: SourceSpiderLoader) -> None:
    assert loader.list() == ["daily", "mirror", "wire"]
    spider = loader.load("daily")
    assert issubclass(spider, SourceSpider)
    assert (spider.name, spider.source.name) == ("daily", "daily")


def test_a_broken_file_takes_only_its_own_source_out(root: Path, caplog) -> None:
    with caplog.at_level(logging.ERROR):
        loader = SourceSpiderLoader.from_settings(Settings({"NEWSBOT_PROJECT": str(root)}))
    assert "sources/broken.yaml" in caplog.text
    with pytest.raises(KeyError, match=r"source broken is broken:.*sources/broken\.yaml"):
        loader.load("broken")
    assert "daily" in loader.list()


def test_a_source_that_is_not_there_is_named(loader: SourceSpiderLoader) -> None:
    with pytest.raises(KeyError, match="no source file named weekly"):
        loader.load("weekly")


def test_a_folder_that_is_no_project_has_no_sources(tmp_path: Path, caplog) -> None:
    with caplog.at_level(logging.WARNING):
        loader = SourceSpiderLoader.from_settings(Settings({"NEWSBOT_PROJECT": str(tmp_path)}))
    assert loader.list() == []
    assert "no sources: no newsbot.yaml" in caplog.text
    with pytest.raises(KeyError, match="no source file named daily"):
        loader.load("daily")


@pytest.mark.parametrize(
    ("url", "names"),
    [
        pytest.param("https://daily.example.org/1.html", ["daily"], id="by host"),
        pytest.param("https://m.daily.example.org/1.html", ["daily"], id="by subdomain"),
        pytest.param(SHARE.format(identifier="NW1"), ["wire"], id="by share link, before any host"),
        pytest.param(
            "https://share.example.net/other", ["mirror", "wire"], id="a host of two sources"
        ),
        pytest.param("https://elsewhere.example/", [], id="by nothing"),
    ],
)
def test_an_address_belongs_to_its_sources(
    loader: SourceSpiderLoader, url: str, names: list[str]
) -> None:
    assert loader.find_by_request(Request(url)) == names
    sources = [loader.load(name).source for name in loader.list()]
    assert [source.name for source in sources_for(url, sources)] == names


def test_a_spider_has_the_settings_that_its_file_asks_for(loader: SourceSpiderLoader) -> None:
    settings = loader.load("wire").custom_settings
    assert settings["ROBOTSTXT_OBEY"] is False
    assert settings["DOWNLOAD_DELAY"] == 2
    assert settings["CONCURRENT_REQUESTS_PER_DOMAIN"] == 3
    assert settings["DEFAULT_REQUEST_HEADERS"]["Accept-Language"] == "zh-CN"
    polite = loader.load("daily").custom_settings
    assert (polite["ROBOTSTXT_OBEY"], polite["DOWNLOAD_DELAY"]) == (True, 1)


def test_two_sources_do_not_share_a_class(loader: SourceSpiderLoader, root: Path) -> None:
    daily, wire = loader.load("daily"), loader.load("wire")
    assert daily is not wire
    assert daily.source is not wire.source
    again = spider_class(load_project(root, {}), daily.source)
    assert again.source == daily.source


def test_the_user_agent_says_who_asks_and_how_to_reach_them(root: Path) -> None:
    project = load_project(root, {})
    assert user_agent(project) == f"newsbot/{__version__} (+https://example.org/bot)"
    (root / "newsbot.yaml").write_text("format: 1\n", "utf-8")
    assert user_agent(load_project(root, {})) == f"newsbot/{__version__}"


def test_of_several_sources_those_that_have_rules_for_pages_are_meant(source_from) -> None:
    discover = "discover: [{kind: category, url: 'https://example.org/'}]"
    bare = source_from(discover, name="bare")
    lists = source_from(f"extract: {{body_html: {{json: text}}}}\n{discover}", name="lists")
    pages = source_from(f"extract: {{headline: h1}}\n{discover}", name="pages")
    assert sources_for("https://example.org/1", [bare, lists, pages]) == [pages]
    assert sources_for("https://example.org/1", [bare, lists]) == [bare, lists]
