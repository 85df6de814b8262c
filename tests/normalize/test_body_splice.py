import pytest

from newsbot.normalize.body_splice import splice
from newsbot.values.html_tokens import tokenize

BASE = "https://example.org/news/story.html"


def spliced(html, base_url=BASE):
    return "".join(splice(tokenize(html), base_url))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>　　文字</p>", "<p>文字</p>", id="two ideographic spaces"),
        pytest.param("<p>　文　字</p>", "<p>文　字</p>", id="only the first"),
        pytest.param("<p>　　<b>文</b></p>", "<p><b>文</b></p>", id="before an inline element"),
        pytest.param("<p><b>　　文</b></p>", "<p><b>文</b></p>", id="inside an inline element"),
        pytest.param("<p>　<b>　文</b></p>", "<p><b>文</b></p>", id="before and inside"),
        pytest.param("<p>&emsp;&#12288;&#x3000;&nbsp;文</p>", "<p>文</p>", id="as references"),
        pytest.param("<li>\n　　文</li>", "<li>文</li>", id="after a line break"),
        pytest.param("<p>&nbsp;</p>", "<p>&nbsp;</p>", id="no-break spaces alone are a spacer"),
        pytest.param("<p>文<b>　字</b></p>", "<p>文<b>　字</b></p>", id="not after words"),
        pytest.param("<p><img>　文</p>", "<p><img>　文</p>", id="not after an image"),
        pytest.param("<p>文<br>　字</p>", "<p>文<br>　字</p>", id="not after a line break"),
        pytest.param("<p>文</p>　字", "<p>文</p>　字", id="not after a block"),
        pytest.param("<pre>　文</pre>", "<pre>　文</pre>", id="not in pre"),
    ],
)
def test_the_indent_of_a_block_goes(html, expected):
    assert spliced(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<ul>\n  <li>a</li>\n\n</ul>\n", "<ul><li>a</li></ul>", id="blocks"),
        pytest.param("\n\na\n", "a", id="both ends"),
        pytest.param("<p>a\n  b</p>", "<p>a b</p>", id="words"),
        pytest.param("<p>中\n  文，\n“好”</p>", "<p>中文，“好”</p>", id="Chinese"),
        pytest.param("<p>中\nA</p>", "<p>中 A</p>", id="Chinese and Latin"),
        pytest.param("<p>한국\n어</p>", "<p>한국 어</p>", id="Korean has spaces"),
        pytest.param("<b>a</b>\n<i>b</i>", "<b>a</b> <i>b</i>", id="inline elements"),
        pytest.param("<p>a  b</p> <p>c</p>", "<p>a  b</p> <p>c</p>", id="spaces stay"),
        pytest.param("<pre>a\n\n  b</pre>", "<pre>a&#10;&#10;  b</pre>", id="pre"),
        pytest.param('<img\n  alt="a\n\nb">', '<img alt="a&#10;&#10;b">', id="inside a tag"),
        pytest.param("a<!-- b\n\nc -->", "a<!-- b c -->", id="inside a comment"),
        pytest.param("a<br>\nb", "a<br>b", id="after a line break"),
    ],
)  # fmt: skip
def test_a_body_is_one_line(html, expected):
    assert spliced(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param('<a  href = "/x" >', '<a  href = "https://example.org/x" >', id="root"),
        pytest.param("<a href='x'>", '<a href="https://example.org/news/x">', id="single quotes"),
        pytest.param("<img src=x>", '<img src="https://example.org/news/x">', id="no quotes"),
        pytest.param('<a href="//b.example">', '<a href="https://b.example/">', id="no scheme"),
        pytest.param(
            '<a href="/?a=1&amp;b=2&copy=3">',
            '<a href="https://example.org/?a=1&amp;b=2&amp;copy=3">',
            id="references",
        ),
        pytest.param('<video poster="/x">', '<video poster="https://example.org/x">', id="poster"),
        pytest.param('<q cite="/x">', '<q cite="https://example.org/x">', id="cite"),
        pytest.param(
            '<img srcset="/a, https://b.example/b,c 2x">',
            '<img srcset="https://example.org/a, https://b.example/b,c 2x">',
            id="srcset",
        ),
    ],
)  # fmt: skip
def test_relative_addresses_become_absolute_and_nothing_else_changes(html, expected):
    assert spliced(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        '<a href="HTTPS://B.example/a b?x=1&y=2">',
        '<a href=" https://b.example ">',
        '<a href="#x">',
        '<a href="">',
        '<a href="tel:+1">',
        '<img srcset="https://b.example/a 1x,https://b.example/b 2x">',
        '<img data-src="/x">',
        '<a href="//a b/">',
    ],
)
def test_other_addresses_stay_as_they_are(html):
    assert spliced(html) == html


def test_without_a_usable_base_relative_addresses_stay():
    assert spliced('<a href="/x">', base_url="") == '<a href="/x">'
