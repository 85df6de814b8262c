from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.export.excerpt import excerpt


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("短文。", 200, "短文。"),
        ("第一句。第二句！第三句太长了。", 9, "第一句。第二句！"),
        ("他说：“好。”然后走了，再也没有回来。", 10, "他说：“好。”"),
        ("One. Two? Three is longer.", 12, "One. Two?"),
        ("U.S. shares rose by 3.5 points. More here.", 34, "U.S. shares rose by 3.5 points."),
        ("Mr. Li came. He left again.", 15, "Mr. Li came."),
        ("无标点" * 10, 10, "无标点无标点无标点…"),
        ("one two three four five six", 15, "one two three…"),
        ("a\n b\t\tc", 200, "a b c"),
        ("", 200, ""),
    ],
    ids=[
        *("short", "chinese", "a closing quote", "english", "initials and decimals", "a title"),
        *("no end in chinese", "no end in english", "lines", "nothing"),
    ],
)
def test_whole_sentences_are_kept(text: str, limit: int, expected: str) -> None:
    assert excerpt(text, limit) == expected


@given(st.text(max_size=300), st.integers(min_value=1, max_value=50))
def test_an_excerpt_fits(text: str, limit: int) -> None:
    assert len(excerpt(text, limit)) <= limit
