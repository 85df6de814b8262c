from __future__ import annotations

from pathlib import Path

import pytest

from newsbot.extraction.authors import AUTHORS
from newsbot.extraction.published import DATE_MODIFIED, DATE_PUBLISHED

DOCS = Path(__file__).parents[2] / "docs" / "extraction.md"


@pytest.mark.parametrize("cascade", [DATE_PUBLISHED, DATE_MODIFIED, AUTHORS])
def test_every_general_rule_has_a_row(cascade) -> None:
    text = DOCS.read_text("utf-8")
    assert [rule.name for rule in cascade.rules if f"| `{rule.name}` |" not in text] == []
