from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from newsbot.errors import SourceFileError
from newsbot.source import Source, load_project, load_source

Load = Callable[..., Source]
Mistakes = Callable[..., list[str]]

DISCOVER = "discover: [{kind: category, url: https://example.org/}]\n"


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load `sources/example.yaml` with this text; it needs no `discover` of its own."""

    def load_text(
        text: str | bytes, *, project: str = "format: 1\n", environ: Mapping[str, str] | None = None
    ) -> Source:
        (tmp_path / "newsbot.yaml").write_text(project, "utf-8")
        (tmp_path / "sources").mkdir(exist_ok=True)
        raw = text if isinstance(text, bytes) else text.encode()
        whole = raw if b"discover" in raw else raw + DISCOVER.encode()
        (tmp_path / "sources" / "example.yaml").write_bytes(whole)
        return load_source(load_project(tmp_path, environ or {}), "example", environ or {})

    return load_text


@pytest.fixture
def mistakes(load: Load) -> Mistakes:
    """Load a file that has mistakes and return them, a line each, without the file's folder."""

    def find(text: str | bytes, **options: object) -> list[str]:
        with pytest.raises(SourceFileError) as caught:
            load(text, **options)
        return [
            line.removeprefix("sources/example.yaml:") for line in str(caught.value).split("\n")
        ]

    return find
