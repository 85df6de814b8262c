from __future__ import annotations

from newsbot.extraction.body_reading import read_outline
from tests.pages import outline_of, page_of


def test_a_line_ends_at_blocks_and_breaks_and_not_at_formats() -> None:
    outline = outline_of("<div>One <b>two</b><!-- c --> three<br>four<p>five</p>six</div>")
    assert [run.text for run in outline.runs] == ["One two three", "four", "five", "six"]


def test_scripts_and_controls_are_not_read() -> None:
    outline = outline_of("<p>One<script>x()</script> two<select><option>3</select></p>")
    assert [run.text for run in outline.runs] == ["One two"]


def test_an_element_that_is_skipped_is_not_read_but_what_follows_it_is() -> None:
    page = page_of("<p>One <b>two</b> three</p>")
    outline = read_outline(page.walk, frozenset(page.tree.iter("b")))
    assert [run.text for run in outline.runs] == ["One three"]


def test_words_for_screen_readers_are_not_read_and_a_hidden_box_is() -> None:
    outline = outline_of("<p>One <span class=sr-only>two</span></p><div hidden>three</div>")
    assert [run.text for run in outline.runs] == ["One", "three"]
