from __future__ import annotations

import re

import pytest

from newsbot.values.labels import stretches

LABEL = re.compile("(?:by|from): ?")


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        pytest.param("", [("", "")], id="nothing"),
        pytest.param("a line", [("", "a line")], id="no label"),
        pytest.param("by: Jane", [("", ""), ("by: ", "Jane")], id="a label"),
        pytest.param(
            "x by: Jane from: AFP", [("", "x "), ("by: ", "Jane "), ("from: ", "AFP")], id="two"
        ),
    ],
)
def test_a_line_is_parted_at_its_labels(line: str, parts: list[tuple[str, str]]) -> None:
    found = [(label[0] if label else "", text) for label, text in stretches(line, LABEL)]
    assert found == parts
