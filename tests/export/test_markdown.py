from __future__ import annotations

import pytest

from newsbot.export.markdown import html_to_markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h2>题</h2><p>文</p>", "## 题\n\n文"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
        ("<ol start=3><li>a</li><li>b</li></ol>", "3. a\n4. b"),
        ("<p>a <b>b</b> <i>c</i></p>", "a **b** *c*"),
        ("<p>a</p><blockquote><p>b</p></blockquote>", "a\n\n> b"),
        ('<p><a href="http://x/a_b">c</a></p>', "[c](http://x/a_b)"),
        ('<p><img src="http://x/i.png" alt="图"></p>', "![图](http://x/i.png)"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
            "| a | b |\n| --- | --- |\n| 1 | 2 |",
        ),
        ("<table><tr><td>a</td><td>b</td></tr></table>", "a\n\nb"),
        ("<p>a<br>b</p>", "a  \nb"),
        ("<pre><code class='language-py x'>a &gt; 1\n\n&gt; b</code></pre>", None),
        ("<p><code>a b</code></p>", "`a b`"),
        ("<p>x<sup>2</sup></p>", "x<sup>2</sup>"),
        ("<p>a\n   b</p>", "a b"),
        ("", ""),
    ],
    ids=[
        *("headings", "lists", "numbers", "emphasis", "quotes", "links", "images", "tables"),
        *("layout tables", "breaks", "code", "inline code", "powers", "lines", "nothing"),
    ],
)
def test_structure_is_kept(html: str, markdown: str | None) -> None:
    expected = "```py\na > 1\n\n> b\n```" if markdown is None else markdown

    assert html_to_markdown(html) == expected


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("2022. a", "2022\\. a"),
        ("- a", "\\- a"),
        ("&gt; a", "\\> a"),
        ("a<br>===", "a  \n\\=\\=\\="),
        (": a", "\\: a"),
        ("*a* _b_ `c`", "\\*a\\* \\_b\\_ \\`c\\`"),
        ("[a](b) ![c]", "\\[a\\](b) !\\[c\\]"),
        ("a | b", "a \\| b"),
        ("~~a~~ $$b$$ ^c", "\\~\\~a\\~\\~ $\\$b$\\$ &#94;c"),
        ("&lt;b&gt; &amp;amp; AT&amp;T R&amp;D", "&#60;b> &#38;amp; AT&#38;T R&#38;D"),
        ("{{ x }} {% y %}", "&#123;&#123; x &#125;&#125; &#123;% y %&#125;"),
        ("http://x/a_b", "http\\://x/a\\_b"),
        ("<b>a</b> - b", "**a** - b"),
        ("<b>1</b>. b", "**1**. b"),
        ("<span>1</span>. b", "1\\. b"),
        ("<b> </b># b", "\\# b"),
        ("6.35 - 5% + 1 = $7 “x”", "6.35 - 5% + 1 = $7 “x”"),
        ("a\ufdd0\x1fb", "ab"),
        ("a&#xfdec;b&#64991;c&#xfffe;&#31;", "abc"),
        ('<a href="http://x/">*[a]: b</a>', "[\\*\\[a\\]\\: b](http://x/)"),
    ],
    ids=repr,
)
def test_words_stay_words(html: str, markdown: str) -> None:
    assert html_to_markdown(f"<p>{html}</p>") == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p><b>标题：</b>正文</p>", "<strong>标题：</strong>正文"),
        ("<p><b>标题：</b></p>", "**标题：**"),
        ("<p>说<i>“好”</i>了</p>", "说<em>“好”</em>了"),
        ("<p>😀<i>- a</i></p>", "😀<em>- a</em>"),
        ("<p><b>a</b><b>b</b></p>", "<strong>a</strong><strong>b</strong>"),
        ("<p>a<b>字</b>b</p>", "a**字**b"),
        ("<b><p>a</p></b>", "a"),
    ],
    ids=repr,
)
def test_emphasis_that_asterisks_cannot_give_is_html(html: str, markdown: str) -> None:
    assert html_to_markdown(html) == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<pre>{{ a }}\n b</pre>", None),
        ("<pre>a&#xfdec;b</pre>", "```\nab\n```"),
        ("<p><code>{% a %}</code></p>", "<code>&#123;&#37;&#32;a&#32;&#37;&#125;</code>"),
        ("<p><code>a|b</code></p>", "<code>a&#124;b</code>"),
        ("<pre><code class='language-{{x}}'>a</code></pre>", "```\na\n```"),
        ('<p><a href="javascript:x">a</a></p>', "a"),
        ('<p><a href="http://x/{{a}}">a</a></p>', "[a](http://x/%7B%7Ba%7D%7D)"),
        ('<p><img src="http://x/i" alt="{{ a }}] *"></p>', None),
        ('<p><a href="http://x/" title="{%">a</a></p>', '[a](http://x/ "&#123;%")'),
    ],
    ids=[
        *(
            "a block",
            "a code point of our own",
            "a span",
            "a pipe",
            "a language",
            "a script",
            "an address",
        ),
        *("an image's words", "a title"),
    ],
)
def test_code_and_attributes_are_not_run(html: str, markdown: str | None) -> None:
    made = html_to_markdown(html)

    assert "{{" not in made
    assert "{%" not in made
    assert markdown is None or made == markdown


def test_emphasis_in_code_is_code() -> None:
    assert html_to_markdown("<pre>a<br><b>*b*</b></pre>") == "```\na\n*b*\n```"


def test_an_attribute_without_a_proper_name_is_dropped() -> None:
    assert html_to_markdown("<p><b {>a</b></p>") == "**a**"
