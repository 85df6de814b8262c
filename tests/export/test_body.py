from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.export.body import BODY_MODES, render_body


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("<p>一</p><!-- c --><center><img src='x'></center>", None),
        ("一<br>二", "<div>一<br>二</div>"),
        ("<p>一</p>二", "<div><p>一</p>二</div>"),
        ("\n<p>一</p>\r\n\r\n  <p>二</p>\n", "<p>一</p>\n<p>二</p>"),
        ("<!-- a\nb --><p>一</p>", "<div><!-- a\nb --><p>一</p></div>"),
        ("<p>{{ a }}{% b %}{{< c >}}</p>", None),
        ("", ""),
        (" \n ", ""),
    ],
    ids=[
        *("blocks and comments", "inline", "text after a block", "blank and indented lines"),
        *("a comment of two lines first", "liquid", "nothing", "white space"),
    ],
)
def test_html_is_kept_as_one_html_block(html: str, body: str | None) -> None:
    liquid = html.replace("{{", "&#123;&#123;").replace("{%", "&#123;%")

    assert render_body(html, "html") == (liquid if body is None else body)


def test_an_excerpt_is_whole_sentences_of_plain_text() -> None:
    html = f"<p># 第一句。</p><p>*第二*句。</p><p>{'长' * 200}</p>"

    assert render_body(html, "excerpt") == "&#35; 第一句。 &#42;第二&#42;句。"


def test_no_body_is_no_body() -> None:
    assert render_body("<p>x</p>", "none") == ""


@pytest.mark.parametrize("mode", sorted(BODY_MODES))
@given(html=st.text(alphabet="{}%<>/pbcodeh2&;#\"'`*_|\\\n 中\ufdd0", max_size=60))
def test_no_body_brings_liquid_or_outer_newlines(mode: str, html: str) -> None:
    body = render_body(html, mode)

    assert "{{" not in body
    assert "{%" not in body
    assert body == body.strip("\n")


@pytest.mark.parametrize("mode", sorted(BODY_MODES))
def test_deep_nesting_keeps_its_words(mode: str) -> None:
    body = render_body("<div>" * 3000 + "words" + "</div>" * 3000, mode)

    assert ("words" in body) == (mode != "none")
