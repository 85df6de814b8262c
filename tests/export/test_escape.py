from __future__ import annotations

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.export.escape import break_liquid, escape_value, safe_address

_HOSTILE = st.text() | st.text(alphabet="{}%<>&#*_[]()!|~^$=-+.:\\`\"'1a中 \n\t", max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        "中国新闻网",
        "离岸人民币兑美元升至6.3512，为2018年以来最高水平。",
        "快手Q1业绩超预期 数字经济平台",
        "“引号”与——破折号，（括号）【方括号】《书名》",
        "Shares rose 3.5%, to $12 - a record (again).",
        "-5℃",
        "see http://example.org/a?b=1 for more",
    ],
)
def test_ordinary_text_stays(text: str) -> None:
    assert escape_value(text) == text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("{{ site.x }}", "&#123;&#123; site.x &#125;&#125;"),
        ("{% raw %}", "&#123;% raw %&#125;"),
        ("<b>&amp;", "&lt;b&gt;&amp;amp;"),
        ('say "x"', "say &quot;x&quot;"),
        ("*a* _b_ `c`", "&#42;a&#42; &#95;b&#95; &#96;c&#96;"),
        ("[x](javascript:y)", "&#91;x&#93;(javascript:y)"),
        ("# x", "&#35; x"),
        ("- x", "&#45; x"),
        ("1. x", "1&#46; x"),
        ("2022) {x", "2022&#41; &#123;x"),
        ("===", "&#61;&#61;&#61;"),
        ("(javascript:x)", "&#40;javascript:x)"),
        ("javascript: x", "javascript&#8288;: x"),
        ("a\r\n\n b\u2028c\td", "a b c d"),
        ("\n    code", "code"),
        ("a\x00\ud800\ufdd0b", "ab"),
        ("see http://x/a_b", "see http&#58;//x/a&#95;b"),
    ],
    ids=repr,
)
def test_what_would_be_markup_is_a_reference(value: str, shown: str) -> None:
    assert escape_value(value) == shown


@pytest.mark.parametrize(
    ("value", "address"),
    [
        ("http://share.example/a?infoCode=NW1&b=2#c", "http://share.example/a?infoCode=NW1&b=2#c"),
        ("https://x/a_(b)", "https://x/a_(b)"),
        ("https://x/a)(b)", "https://x/a%29%28b%29"),
        ("https://x/<{|}\\^`'*[]\"", "https://x/%3C%7B%7C%7D%5C%5E%60%27%2A%5B%5D%22"),
        ("https://[::1]:80/[", "https://[::1]:80/%5B"),
        ("https://例子/路径", "https://例子/路径"),
        ("https://x/{{a}}", "https://x/%7B%7Ba%7D%7D"),
    ],
    ids=repr,
)
def test_a_web_address_stays_one(value: str, address: str) -> None:
    assert escape_value(value) == address


@pytest.mark.parametrize("text", ["http://", "ftp://x/", "//x/", "http:///x y", "a http://x/"])
def test_other_text_is_no_web_address(text: str) -> None:
    assert safe_address(text) is None


def test_liquid_in_html_becomes_references() -> None:
    html_text = "<p>{{{ x }} {% y %} { z {{< w >}}</p>"

    broken = break_liquid(html_text)

    assert broken == ("<p>&#123;&#123;&#123; x }} &#123;% y %} { z &#123;&#123;< w >}}</p>")
    assert html.unescape(broken) == html_text


@given(_HOSTILE)
def test_no_value_brings_liquid_or_html(value: str) -> None:
    shown = escape_value(value)

    assert "{" not in shown
    assert not set(shown) & set("<>\"'`*[]\n")


@given(_HOSTILE)
def test_no_html_brings_liquid(value: str) -> None:
    broken = break_liquid(value)

    assert "{{" not in broken
    assert "{%" not in broken
