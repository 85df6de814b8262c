from __future__ import annotations

import pytest

from newsbot.export.quoting import needs_quotes


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", " leading", "trailing ", "two\nlines", "tab\t"),
        *("y", "N", "yes", "NO", "On", "off", "True", "FALSE", "null", "~", "<<", "="),
        *("0", "0123", "0o17", "0x1f", "0b1", "-1", "+1", "1,000", "1_000", "1e3", "1E-3"),
        *(".5", "1.", "1.5e+3", ".e+5", ".inf", "-.INF", ".NaN", "12:30", "1:02:03.5"),
        *("2022-05-25", "2022-5-5", "2022-05-25T14:36:45Z", "2022-05-25 14:36:45 +0800"),
        *(":sym", "- x", "-", "? x", "# x", "a: b", "a:", "a #b", "[x]", "{x}", "*a", "&a", "!t"),
        *("|", ">", "'a'", '"a"', "%a", "@a", "`a`", "---", "--- x", "..."),
        *("😀", "a\u2028b", "a\x85b", "\ufeffa", "\x00", "\x7f", "a\ufffeb"),
    ],
    ids=repr,
)
def test_what_a_reader_would_take_for_something_else_needs_quotes(text: str) -> None:
    assert needs_quotes(text)


@pytest.mark.parametrize(
    "text",
    [
        *("中国新闻网新闻", "zhongguoxinwenwang", "NW202205252391510569", "zh-CN"),
        *("http://share.example/html?id=NW1#x", "a b", "a:b", "a#b", "C++", "-x", "yes sir"),
        *(
            "1.2.3",
            "10 things",
            "3D",
            "2022年05月25日",
            "“引”",
            "It's",
            'say "x"',
            "e5",
            "infinity",
        ),
    ],
    ids=repr,
)
def test_what_every_reader_takes_for_text_needs_none(text: str) -> None:
    assert not needs_quotes(text)
