from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.cli.app import run


def test_a_project_without_sources_is_told_how_to_make_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\n", "utf-8")
    assert run(["crawl", "--project", str(tmp_path)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert f"{tmp_path}/sources: no source is there; copy sources/example.yaml.txt" in shown.err
