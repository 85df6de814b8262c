from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.cli.bare import bare_source, name_for, no_project
from newsbot.cli.options import open_project


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://www.example.org/news/", "example", id="without www and the top"),
        pytest.param("https://m.example.co.uk/", "example", id="a second level"),
        pytest.param("https://news.example.com.cn/", "example-news", id="a site's part"),
        pytest.param("https://localhost:8000/", "localhost", id="one label"),
        pytest.param("http://127.0.0.1:8000/", "127-0-0-1", id="an address"),
        pytest.param("http://[::1]:8000/", "1", id="an IPv6 address"),
        pytest.param("https://münchen.example/", "xn--mnchen-3ya", id="another script"),
        pytest.param("https://con.example/", "site-con", id="a name that Windows reserves"),
        pytest.param("https://a_b.example/", "a_b", id="an underscore"),
    ],
)
def test_a_source_is_named_for_its_host(url: str, name: str) -> None:
    assert name_for(url) == name


def test_a_bare_source_has_its_host_and_the_projects_defaults(tmp_path: Path) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\ndefaults: {delay: 7s}\n")
    source = bare_source(open_project(tmp_path), "https://example.org/a?b={c}")
    assert (source.domains, source.delay.total_seconds()) == (("example.org",), 7)


def test_outside_of_a_project_there_are_no_defaults(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert bare_source(no_project(), "https://example.org/").name == "example"
    assert list(tmp_path.iterdir()) == []
