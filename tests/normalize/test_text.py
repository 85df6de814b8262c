from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.normalize.text import normalize_line, strip_markup

FAMILY = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
RAINBOW_FLAG = "\U0001f3f3\ufe0f\u200d\U0001f308"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("\u3000\u3000快手 \xa0业绩\n", "快手 业绩", id="white space of all kinds"),
        pytest.param("a\u2028b", "a b", id="a line separator"),
        pytest.param("e\u0301", "é", id="decomposed"),
        pytest.param("ＡＢＣ：１２", "ＡＢＣ：１２", id="width is the publisher's"),
        pytest.param("a\x00b\x1bc\x7f", "abc", id="control characters"),
        pytest.param("a\u200bb\ufeffc\xadd", "abcd", id="invisible characters"),
        pytest.param("a\u202eb\u202c\u2066c\u2069", "abc", id="bidirectional overrides"),
        pytest.param("a\ud800b\uffff", "ab", id="what is no character"),
        pytest.param("a\u200db\u200c", "ab", id="joiners where nothing joins"),
        pytest.param(f"{FAMILY} {RAINBOW_FLAG}", f"{FAMILY} {RAINBOW_FLAG}", id="joined emoji"),
        pytest.param("\U0001f469\u200d x", "\U0001f469 x", id="an emoji joined with nothing"),
        pytest.param("می\u200cخواهم", "می\u200cخواهم", id="Persian"),
        pytest.param("ക്\u200d ക", "ക്\u200d ക", id="Malayalam at a word's end"),
        pytest.param("a \u200d b", "a b", id="a joiner between spaces"),
        pytest.param('"a" \\ b {{ x }}', '"a" \\ b {{ x }}', id="what templates would run"),
        pytest.param("", "", id="empty"),
    ],
)
def test_a_line_keeps_what_is_seen(text: str, line: str) -> None:
    assert normalize_line(text) == line


@given(
    st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" \u200b\u200c\u200d\u0301ی🙂")))
)
def test_a_line_normalised_twice_is_the_same(text: str) -> None:
    line = normalize_line(text)
    assert normalize_line(line) == line
    assert unicodedata.is_normalized("NFC", line)
    line.encode()


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        pytest.param("<em>快手</em>业绩", "快手业绩", id="an inline tag"),
        pytest.param('<a href="/x">y</a> <B>z</B>', "y z", id="attributes and capitals"),
        pytest.param("x<br/>y", "x y", id="a line break"),
        pytest.param("AT&amp;T &#8211; &quot;x&quot;", 'AT&T – "x"', id="entities"),
        pytest.param("&amp;lt;", "&lt;", id="one level only"),
        pytest.param("&lt;b&gt;", "<b>", id="a headline about a tag"),
        pytest.param("a < b", "a < b", id="less than"),
        pytest.param("5 <6 and 7> 3", "5 <6 and 7> 3", id="less and more"),
        pytest.param("R&D, AT&T, ?a=1&copy=2", "R&D, AT&T, ?a=1&copy=2", id="ampersands"),
        pytest.param("<独家> <Beta>", "<独家> <Beta>", id="brackets that are no tags"),
        pytest.param("&nosuch; &#0;", "&nosuch; \ufffd", id="entities that do not exist"),
    ],
)
def test_markup_is_taken_off_only_where_it_is_markup(text: str, plain: str) -> None:
    assert strip_markup(text) == plain
