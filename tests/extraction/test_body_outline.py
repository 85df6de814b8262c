from __future__ import annotations

import pytest

from newsbot.extraction.body_outline import MOST_ELEMENTS, is_prose, weigh
from tests.pages import outline_of


def test_a_character_of_chinese_weighs_as_much_as_three_letters() -> None:
    assert [weigh(text) for text in ("abc", "大桥", "다리", "мост")] == [3, 6, 4, 4]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The council met, and voted for a bridge that few want", False, id="no end"),
        pytest.param("The council voted for the bridge.", True, id="a sentence"),
        pytest.param("Home News Sport", False, id="a menu"),
        pytest.param("Yes.", False, id="a word"),
        pytest.param("市政府昨天宣布大桥明年开工。", True, id="Chinese"),
        pytest.param("ตำรวจ" * 60, True, id="Thai, which has no marks"),
    ],
)
def test_sentences_are_told_from_labels(text: str, *, expected: bool) -> None:
    assert is_prose(text, weigh(text)) is expected


def test_a_line_ends_at_blocks_and_breaks_and_not_at_formats() -> None:
    outline = outline_of("<div>One <b>two</b><!-- c --> three<br>four<p>five</p>six</div>")
    assert [run.text for run in outline.runs] == ["One two three", "four", "five", "six"]


def test_scripts_and_controls_are_not_read() -> None:
    outline = outline_of("<p>One<script>x()</script> two<select><option>3</select></p>")
    assert [run.text for run in outline.runs] == ["One two"]


def test_a_page_of_too_many_elements_is_read_up_to_there() -> None:
    assert len(outline_of("<i>x</i>" * (MOST_ELEMENTS + 9)).nodes) == MOST_ELEMENTS
