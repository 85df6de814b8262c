from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.cli.demo import demo
from newsbot.errors import ProjectError


def test_the_demo_leaves_a_project_alone_that_it_did_not_make(tmp_path: Path) -> None:
    (tmp_path / "newsbot.yaml").write_text("format: 1\n")
    with pytest.raises(ProjectError, match="name another folder for the demo"):
        demo(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["newsbot.yaml"]
