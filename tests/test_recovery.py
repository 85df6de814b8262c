from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from newsbot.archive.index import Index, Line
from newsbot.archive.ledger import Ledger
from newsbot.archive.rebuild import rebuild
from newsbot.errors import LedgerError
from newsbot.recovery import write_index
from newsbot.source import load_project

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)
LINE = Line(identity="id:1", words="0" * 16, post="1" * 16, path="_posts/1.md")


def test_an_index_that_cannot_be_written_is_named(
    tmp_path: Path, source_from, ledger: Ledger
) -> None:
    source = source_from()
    project = load_project(tmp_path, {})
    index = Index(lines={LINE.identity: (date(2022, 5, 25), LINE)})
    ledger.call(rebuild, source, index, now=NOW, path_key=str.casefold)
    (tmp_path / "index").write_text("a file where the folder was")
    with pytest.raises(LedgerError, match=r"index.*: the index cannot be written: Not a directory"):
        write_index(project, source, ledger)
