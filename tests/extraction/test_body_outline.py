from __future__ import annotations

import pytest

from newsbot.extraction.body_outline import is_prose, weigh


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
