from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from newsbot.archive.ledger import Ledger
from newsbot.source import Source, load_project, load_source

SourceFrom = Callable[..., Source]

# A loaded machine is no error of the code, and a change is not to blame for what luck finds.
settings.register_profile("same", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile("same")

DISCOVER = "discover: [{kind: category, url: 'https://example.org/'}]\n"


@pytest.fixture
def source_from(tmp_path: Path) -> SourceFrom:
    """Make a source of a YAML text; it needs no `discover` of its own."""

    def make(text: str = "", *, name: str = "example") -> Source:
        whole = text if "discover:" in text else f"{text}\n{DISCOVER}"
        (tmp_path / "newsbot.yaml").write_text("format: 1\n", "utf-8")
        (tmp_path / "sources").mkdir(exist_ok=True)
        (tmp_path / "sources" / f"{name}.yaml").write_text(whole, "utf-8")
        return load_source(load_project(tmp_path, {}), name, {})

    return make


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    """Open a ledger in memory."""
    opened = Ledger(None)
    yield opened
    opened.close()
