from __future__ import annotations

import pytest

from newsbot.extraction.body_tables import is_layout
from tests.pages import outline_of

LONG = "The council met on Tuesday, and voted for the bridge after a long and loud debate. " * 20


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param("<tr><td>2026<td>4<tr><td>2027<td>5", False, id="figures"),
        pytest.param("<tr><th>Year<tr><td>2027", False, id="a heading"),
        pytest.param("<tr><td>Only one cell", True, id="one cell"),
        pytest.param("<tr><td>One<tr><td>Two", True, id="one column"),
        pytest.param(f"<tr><td>Menu<td>{LONG}<tr><td>a<td>b", True, id="a whole text"),
        pytest.param("<tr><td>a<td><table><tr><td>b</table><tr><td>c<td>d", True, id="nested"),
    ],
)
def test_a_table_that_places_boxes_is_told_from_data(rows: str, *, expected: bool) -> None:
    outline = outline_of(f"<table>{rows}</table>")
    [index, *_] = [n for n, node in enumerate(outline.nodes) if node.tag == "table"]
    assert is_layout(outline, index) is expected
