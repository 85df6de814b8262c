import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsbot.normalize.body import normalize_body
from newsbot.normalize.html_allowed import SCHEMES, TAGS

BASE = "https://example.org/news/story.html"

# What Chinese finance sites send: a hidden marker, a chart between comments, raw ampersands,
# paragraphs indented with two ideographic spaces, presentational elements.
AS_PUBLISHED = (
    '<p style="display:none;height:1px;overflow:hidden;"><br /></p><!-- StockImg_Start -->'
    '<p style="text-align:center;"><a href="http://quote.example.org/r/116.00001" '
    'data-code="00001|116|5" class="Remark" target="_blank"><img src="https://img.example.org/'
    'GetPic.aspx?nid=116.00001&imageType=k&token=28df&at=1" border="0" alt="K图 00001_0" '
    'style="border:#d1d1d1 1px solid;" width="578" height="276" /></a></p><!-- StockImg_End -->'
    "<p>　　河边的码头一早就忙起来……“今年的货比去年多”，船主说。<br /></p>"
    '<center><img src="https://img.example.org/a_w409h1120.jpg" '
    'style="border:#d1d1d1 1px solid;padding:3px;margin:5px 0;" /></center>'
    "<p>　　<strong>“早班”船</strong></p><p>　　据介绍，船票　涨了3%。</p>"
    '<center></center><p class="media">（文章来源：河畔日报）</p>'
)


def body(html):
    return normalize_body(html, base_url=BASE)


def test_an_inert_body_keeps_every_byte_but_the_indents():
    indented = ("<p>　　河边", "<p>　　<strong>", "<p>　　据介绍")
    expected = AS_PUBLISHED
    for start in indented:
        expected = expected.replace(start, start.replace("　", ""))
    assert body(AS_PUBLISHED) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>x</p><script>alert(1)</script>", "<p>x</p>", id="script"),
        pytest.param("<b onclick=alert(1)>x</b>", "<b>x</b>", id="handler"),
        pytest.param("<<script>alert(1)//<</script>", "&lt;", id="doubled bracket"),
        pytest.param("<scr\x00ipt>alert(1)</script>x", "x", id="NUL in a name"),
        pytest.param('<a href="jav&#x09;ascript:alert(1)">x</a>', "<a>x</a>", id="tab in a scheme"),
        pytest.param('<a href="javascript&colon;x">x</a>', "<a>x</a>", id="colon as a reference"),
        pytest.param("<a href='\x01javascript:x'>x</a>", "<a>x</a>", id="control before a scheme"),
        pytest.param('<a href="VBScript:x">x</a>', "<a>x</a>", id="another script"),
        pytest.param('<img src="data:image/svg+xml,x">', "<img>", id="data"),
        pytest.param('<img srcset="/a 1x, data:x 2x">', "<img>", id="data among candidates"),
        pytest.param("<svg><style><img src=x onerror=1></style></svg>x", "x", id="SVG"),
        pytest.param("<math><mtext><table><mglyph><style><img src=x onerror=1>", "", id="MathML"),
        pytest.param(
            '<noscript><p title="</noscript><img src=x onerror=1>">x</p></noscript>',
            '<p title="&lt;/noscript&gt;&lt;img src=x onerror=1&gt;">x</p>',
            id="noscript",
        ),
        pytest.param("<form><input name=x>y</form>", "y", id="form"),
        pytest.param("<iframe src=//a.example></iframe>x", "x", id="frame"),
        pytest.param("<textarea><p>x</textarea>y", "y", id="text area"),
        pytest.param("<p style='top:0;color:red'>", '<p style="color:red"></p>', id="overlay"),
        pytest.param("<p style='background:url(//a)'>", '<p></p>', id="url in a style"),
        pytest.param("<!--[if IE]><b>x</b><![endif]-->y", "y", id="conditional comment"),
        pytest.param('<!--#exec cmd="x"-->y', "y", id="server-side include"),
        pytest.param("<!-- a -- b -->y<!-- open", "y", id="comments not plain"),
        pytest.param("<?php x ?>y<![CDATA[z]]>", "y", id="other declarations"),
        pytest.param("x<a href='", "x", id="tag without an end"),
        pytest.param("<p id=nav name=x>y</p>", "<p>y</p>", id="names that scripts could find"),
        pytest.param('<a target=_blank rel=opener>x</a>', '<a target="_blank">x</a>', id="opener"),
        pytest.param("<td>x</td></div>y", "xy", id="parts of the page around it"),
        pytest.param("<b class=a class=b>x</b>", '<b class="a">x</b>', id="attribute twice"),
        pytest.param('<b class="a"lang="b">', '<b class="a" lang="b"></b>', id="no space between"),
        pytest.param("<p/>x", "<p>x</p>", id="self-closed paragraph"),
        pytest.param("<p>a<p>b<br>c", "<p>a</p><p>b<br>c</p>", id="paragraphs left open"),
        pytest.param("<o:p>a</o:p>", "a", id="elements of word processors"),
        pytest.param("a < b", "a &lt; b", id="less than"),
    ],
)  # fmt: skip
def test_what_is_not_inert_is_written_anew_from_its_harmless_parts(html, expected):
    assert body(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<P ALIGN=center>x</P><A HREF="https://a.example/?a=1&copy=2">y</A>',
        "<table width=100%><tr><td colspan='2'>x</td></tr></table>",
        "<ul><li>a</li></ul><hr/><br><wbr>",
        "a &amp; b &nbsp; c & d &unknown; {{ x }}",
        '<a href="#note">1</a><a href="mailto:a@b.example">2</a><a href="http://[::1">3</a>',
        '<font color="red" face="宋体">x</font>',
        '<p style="FONT-FAMILY: \'宋体\', serif; color: rgb(1, 2, 3) !important">x</p>',
        "<figure><img src='https://a.example/a.jpg' alt='&gt;'><figcaption>x</figcaption></figure>",
        "<!--more--><p>x  y</p>",
    ],
)  # fmt: skip
def test_old_and_new_ways_of_writing_are_kept(html):
    assert body(html) == html


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<div>" * 50_000 + "x", id="nested"),
        pytest.param("<b>" * 50_000 + "x", id="nested formatting"),
        pytest.param("".join(f"<font size={n}><p>x" for n in range(5_000)), id="reopened"),
        pytest.param("<table><font size=1><tr><td></font>x" * 5_000, id="misplaced in tables"),
        pytest.param("<a b='" * 50_000, id="open quotes"),
        pytest.param("<a " * 200_000, id="open tags"),
        pytest.param("<!--" * 200_000, id="open comments"),
        pytest.param("<svg>" * 200_000, id="open SVG"),
        pytest.param("<" * 200_000, id="brackets"),
        pytest.param("x" + " " * 500_000 + "y", id="spaces"),
        pytest.param("x" + " \n" * 200_000 + "y", id="lines"),
        pytest.param("<p>" + "　" * 200_000, id="indent"),
        pytest.param(f'<img srcset="{"," * 200_000}">', id="commas"),
        pytest.param(f'<p style="{";:(" * 50_000}">', id="style"),
        pytest.param(f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>", id="attributes"),
    ],
)  # fmt: skip
def test_a_trap_costs_no_more_than_its_length(html):
    # Whatever is quadratic takes minutes here.
    assert len(body(html)) <= 4 * len(html)


PIECES = (
    '<p>|</p>|<b>|</b>|<a href="|<a href=|">|</a>|<script>|</script>|<style>|</style>|'
    "<svg>|</svg>|<math>|<mtext>|<mglyph>|<table>|<tr>|<td>|</td>|</table>|<!--|-->|--|<|"
    ">|/|=\"|'|=|\n| |　|&emsp;|&#12288;|&|&lt;|&#x3c;|javascript:|&colon;|"
    'onerror=alert(1)| style="|url(x)|position:fixed;|<img src=|'
    '<img srcset="a 1x, b 2x">|<pre>|</pre>|<br/>|<textarea>|<noscript>|</noscript>|'
    "<form>|<select>|<li>|<font color=1>|</font>|文|x|\x00|\x0b|\ud800|<![CDATA[|<?|<A|"
    "<title>|<plaintext>|<iframe>|<template>|<nobr>|</p|\r|\x85|\u2028|<body onload=x>|"
    "<base href=//a.example>|&copy=1"
)
HOSTILE = st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join) | st.text()


@settings(deadline=None)
@given(HOSTILE)
def test_normalising_twice_equals_once(html):
    once = body(html)
    assert "\n" not in once
    assert body(once) == once


@settings(deadline=None)
@given(HOSTILE)
def test_whatever_comes_in_nothing_active_comes_out(html):
    root = etree.fromstring(f"<html><body><i>{body(html)}", etree.HTMLParser())
    for element in root.iter():
        if element.tag is etree.Comment:
            continue
        assert element.tag in TAGS | {"html", "body"}
        for name, value in element.attrib.items():
            assert not name.startswith("on")
            assert name not in ("id", "name", "srcdoc", "action", "formaction")
            if name in ("href", "src", "poster", "cite"):
                scheme = re.match(
                    r"([a-z][a-z0-9+.-]*):", re.sub(r"[\x00-\x20]", "", value.lower())
                )
                assert scheme is None or scheme[1] in SCHEMES
