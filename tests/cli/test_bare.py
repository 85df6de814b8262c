from __future__ import annotations

from pathlib import Path

from newsbot.cli.bare import bare_source, no_project
from newsbot.cli.options import open_project


def test_a_bare_source_has_its_host_and_the_projects_defaults(tmp_path: Path) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\ndefaults: {delay: 7s}\n")
    source = bare_source(open_project(tmp_path), "https://example.org/a?b={c}")
    assert (source.domains, source.delay.total_seconds()) == (("example.org",), 7)


def test_outside_of_a_project_there_are_no_defaults(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert bare_source(no_project(), "https://example.org/").name == "example"
    assert list(tmp_path.iterdir()) == []
