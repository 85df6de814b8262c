import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.values.html import has_words, text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("<p>One</p><p>two</p>", "One\ntwo", id="a line a block"),
        pytest.param("one<br>two", "one\ntwo", id="line break"),
        pytest.param("<p>one\n <b>two</b></p>", "one two", id="white space"),
        pytest.param("<p>　　快手&nbsp;业绩</p>", "快手 业绩", id="ideographic indent"),
        pytest.param("a &lt; b &amp; c", "a < b & c", id="references"),
        pytest.param("a<script>1</script><style>2</style>b<!-- 3 -->", "ab", id="no words"),
        pytest.param("a\x00b\ud800c", "abc", id="impossible characters"),
        pytest.param("<b>" * 50_000 + "x", "x", id="deep nesting"),
        pytest.param("</p></svg>x<p", "x", id="broken"),
    ],
)
def test_text_is_the_words_alone(html, text):
    assert text_of(html) == text


@pytest.mark.parametrize(
    "html",
    ["x", "<p>文</p>", "<b>1</b>", '<img src="a.jpg">', "<video><source src=a></video>", "<audio>"],
)
def test_a_body_with_words_or_media_has_something_to_say(html):
    assert has_words(html)


@pytest.mark.parametrize(
    "html",
    ["", "<p></p>", "<p>&nbsp;</p>", "<p>……</p>", "<img>", "<!-- x -->", "<script>x</script>"],
)
def test_a_body_without_them_has_not(html):
    assert not has_words(html)


@settings(deadline=None)
@given(st.text())
def test_any_input_is_read(html):
    assert "\n\n" not in text_of(html)
    has_words(html)


def test_a_body_of_nothing_but_marks_costs_no_more_than_its_length() -> None:
    assert not has_words("-->" * 300_000)
