"""Tables that hold data, and tables that place the boxes of a page."""

from __future__ import annotations

from newsbot.extraction.body_outline import Outline


def is_layout(outline: Outline, index: int) -> bool:
    """Tell a table that places the page's boxes from one that holds data."""
    table = outline.nodes[index]
    rows, cells = 0, 0
    for inner in range(index + 1, len(outline.nodes)):
        node = outline.nodes[inner]
        if node.first > table.last:
            break
        if node.tag in ("th", "caption", "thead"):
            return False
        if node.tag == "table" or node.length > 1000:
            return True
        rows += node.tag == "tr"
        cells += node.tag == "td"
    return rows < 2 or cells < 2 * rows
