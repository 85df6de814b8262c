from __future__ import annotations

from newsbot.extraction.body_reading import MOST_ELEMENTS
from tests.pages import outline_of


def test_a_line_ends_at_blocks_and_breaks_and_not_at_formats() -> None:
    outline = outline_of("<div>One <b>two</b><!-- c --> three<br>four<p>five</p>six</div>")
    assert [run.text for run in outline.runs] == ["One two three", "four", "five", "six"]


def test_scripts_and_controls_are_not_read() -> None:
    outline = outline_of("<p>One<script>x()</script> two<select><option>3</select></p>")
    assert [run.text for run in outline.runs] == ["One two"]


def test_a_page_of_too_many_elements_is_read_up_to_there() -> None:
    assert len(outline_of("<i>x</i>" * (MOST_ELEMENTS + 9)).nodes) == MOST_ELEMENTS
