import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.values.html_tokens import Comment, Tag, Text, decode_attribute, tokenize


def tags(html):
    return [token for token in tokenize(html) if isinstance(token, Tag)]


@settings(deadline=None)
@given(st.text("<>/!-='\" ab\n?&"))
def test_no_byte_is_lost(html):
    assert "".join(token.source for token in tokenize(html)) == html


@pytest.mark.parametrize(
    ("html", "attributes"),
    [
        pytest.param("<a b=c d>", [("b", "c"), ("d", "")], id="unquoted and empty"),
        pytest.param('<a B = "c>" d=\'"\'>', [("b", "c>"), ("d", '"')], id="quoted"),
        pytest.param('<a b="c"d=e>', [("b", "c"), ("d", "e")], id="no space between"),
        pytest.param("<a/b/c=d/>", [("b", ""), ("c", "d/")], id="slashes"),
        pytest.param("<a =b>", [("=b", "")], id="equals sign first"),
        pytest.param("<a b= >", [("b", "")], id="value forgotten"),
        pytest.param("<a b='' c>", [("b", ""), ("c", "")], id="empty value"),
        pytest.param("<a 　b>", [("　b", "")], id="ideographic space is part of a name"),
    ],
)
def test_attributes_are_read_as_browsers_read_them(html, attributes):
    (tag,) = tags(html)
    assert [(attribute.name, attribute.value) for attribute in tag.attributes] == attributes


@pytest.mark.parametrize(
    ("html", "plain"),
    [
        ("<a href=\"x\" b='c' d=e f>", True),
        ("<br />", True),
        ("</P >", True),
        ("<p/>", False),
        ("<a b=c/>", False),
        ('<a b="<">', False),
        ('<a b="c"d="e">', False),
        ("<o:p>", False),
        ("<a/b>", False),
        ("</a b>", False),
    ],
)
def test_plain_is_what_every_reader_understands(html, plain):
    assert [tag.plain for tag in tags(html)] == [plain]


@pytest.mark.parametrize(
    ("html", "source", "plain"),
    [
        ("<!-- a - b -->x", "<!-- a - b -->", True),
        ("<!---->x", "<!---->", True),
        ("<!-->x", "<!-->", False),
        ("<!--->x", "<!--->", False),
        ("<!-- a --!>x", "<!-- a --!>", False),
        ("<!-- a -- b -->x", "<!-- a -- b -->", False),
        ("<!-- <b> -->x", "<!-- <b> -->", False),
        ("<!--[if IE]-->x", "<!--[if IE]-->", False),
        ("<!--#echo-->x", "<!--#echo-->", False),
        ("<!doctype html>x", "<!doctype html>", False),
        ("</ b>x", "</ b>", False),
        ("</>x", "</>", False),
        ("<SCRIPT>a</b></Script >x", "<SCRIPT>a</b></Script >", False),
        ("<style></styles></style>x", "<style></styles></style>", False),
        ("<svg/>x", "<svg/>", False),
    ],
)
def test_comments_and_what_is_left_out_end_where_browsers_end_them(html, source, plain):
    assert list(tokenize(html)) == [Comment(source=source, plain=plain), Text(source="x")]


def test_what_follows_a_tag_without_its_end_is_left_out():
    assert list(tokenize("a<b c='d")) == [
        Text(source="a"),
        Comment(source="<b c='d", plain=False),
    ]


@pytest.mark.parametrize(
    ("value", "decoded"),
    [
        ("a&amp;b&#38;c&#x26;d", "a&b&c&d"),
        ("?a=1&copy=2&lt=3", "?a=1&copy=2&lt=3"),
        ("&copy;=1 &copy &copyx", "©=1 © &copyx"),
        ("&unknown; & &# &;", "&unknown; & &# &;"),
    ],
)
def test_references_in_attributes_are_decoded_as_browsers_do(value, decoded):
    assert decode_attribute(value) == decoded
