from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from newsbot.cli.choosing import source_for, source_named
from newsbot.cli.options import open_project
from newsbot.errors import ProjectError
from newsbot.source import Project

WithSources = Callable[..., Project]


@pytest.fixture
def with_sources(tmp_path: Path) -> WithSources:
    """Make a project whose sources have listings at these addresses."""

    def make(**addresses: str) -> Project:
        (tmp_path / "newsbot.yaml").write_text("format: 1\n", "utf-8")
        (tmp_path / "sources").mkdir()
        for name, url in addresses.items():
            text = f"discover: [{{kind: category, url: '{url}'}}]\n"
            (tmp_path / "sources" / f"{name}.yaml").write_text(text, "utf-8")
        return open_project(tmp_path)

    return make


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("http://127.0.0.1:8001/a", "one", id="the same port"),
        pytest.param("http://127.0.0.1:8002/a", "two", id="the other port"),
        pytest.param("https://example.org/sport/1.html", "sport", id="the same folder"),
        pytest.param("https://example.org/news/x/1.html", "news", id="the longest common path"),
        pytest.param("https://m.example.org/sport/1.html", None, id="a host that none names"),
        pytest.param("https://example.org/1.html", None, id="a folder that none names"),
    ],
)
def test_the_source_with_the_nearest_address_is_taken(
    with_sources: WithSources, url: str, name: str | None
) -> None:
    project = with_sources(
        one="http://127.0.0.1:8001/",
        two="http://127.0.0.1:8002/",
        sport="https://example.org/sport/",
        news="https://example.org/news/x/list.html",
    )
    if name is None:
        with pytest.raises(ProjectError, match=r"several sources cover it \(news, sport\)"):
            source_for(project, url)
    else:
        source = source_for(project, url)
        assert source is not None
        assert source.name == name


def test_a_page_that_no_source_covers_is_read_by_none(with_sources: WithSources) -> None:
    assert source_for(with_sources(one="https://example.org/"), "https://elsewhere.org/1") is None


def test_a_page_that_no_source_covers_is_told_with_the_files_that_are_broken(
    with_sources: WithSources,
) -> None:
    project = with_sources(one="https://example.org/", two="exmaple")
    with pytest.raises(ProjectError) as caught:
        source_for(project, "https://elsewhere.org/1")
    assert str(caught.value).splitlines() == [
        "https://elsewhere.org/1: no source covers it (one: example.org); choose one with"
        " --source NAME, or add the host to its `domains`",
        "not looked at, since the file is broken:",
        "  sources/two.yaml:1: discover[0].url: found 'exmaple', expected an http(s) URL",
    ]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param(
            "./sources/lantern.yaml",
            "./sources/lantern.yaml: name the source, not its file: newsbot try lantern",
            id="its file",
        ),
        pytest.param(
            "lanten",
            "no source 'lanten' in sources/ (there are: lantern); did you mean 'lantern'?",
            id="a slip",
        ),
        pytest.param(
            "example.org/1.html",
            "no source 'example.org/1.html' in sources/ (there are: lantern); "
            "for a page, give the whole address: newsbot try https://example.org/1.html",
            id="half an address",
        ),
    ],
)
def test_what_is_no_name_of_a_source_is_told_with_what_was_meant(
    with_sources: WithSources, name: str, message: str
) -> None:
    with pytest.raises(ProjectError) as caught:
        source_named(with_sources(lantern="https://example.org/"), name)
    assert str(caught.value) == message
