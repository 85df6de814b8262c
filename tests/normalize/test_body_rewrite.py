import pytest

from newsbot.normalize.body_rewrite import MAX_DEPTH, is_inert, rewrite
from newsbot.values.html_tokens import tokenize


@pytest.mark.parametrize(
    "html",
    [
        "",
        "words & more",
        "<p>a<br/>b<img src='x'></p><!-- c -->",
        "<table><caption>x</caption><tr><td>y</td></tr></table>",
        "<div>" * MAX_DEPTH + "</div>" * MAX_DEPTH,
    ],
)
def test_listed_balanced_and_plain_is_inert(html):
    assert is_inert(tokenize(html))


@pytest.mark.parametrize(
    "html",
    [
        pytest.param("<p>", id="left open"),
        pytest.param("</p>", id="never opened"),
        pytest.param("<b><i></b></i>", id="crossed"),
        pytest.param("<form></form>", id="not listed"),
        pytest.param("<p id=x></p>", id="attribute not listed"),
        pytest.param("<p lang=a lang=b></p>", id="attribute twice"),
        pytest.param("<tr></tr>", id="row without a table"),
        pytest.param("<table><td></td></table>", id="cell without a row"),
        pytest.param("a < b", id="bare bracket"),
        pytest.param("<script></script>", id="script"),
        pytest.param("<!--[if IE]>-->", id="conditional comment"),
        pytest.param("<div>" * (MAX_DEPTH + 1) + "</div>" * (MAX_DEPTH + 1), id="too deep"),
    ],
)
def test_anything_else_is_not(html):
    assert not is_inert(tokenize(html))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<b>a<i>b</b>c</i>", "<b>a<i>b</i></b><i>c</i>", id="crossed formatting"),
        pytest.param("<b>a<p>b</b>c", "<b>a</b><p><b>b</b>c</p>", id="formatting around a block"),
        pytest.param(
            "<table><td>x", "<table><tbody><tr><td>x</td></tr></tbody></table>", id="table parts"
        ),
        pytest.param(
            '<p data-a="1" data-b\'="2" 　>x', '<p data-a="1">x</p>', id="stray characters in a tag"
        ),
        pytest.param('<p title="<b>">x', '<p title="&lt;b&gt;">x</p>', id="brackets in a value"),
        pytest.param("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>", id="list items"),
    ],
)  # fmt: skip
def test_markup_is_repaired_as_browsers_do(html, expected):
    assert rewrite(html) == expected


def test_of_a_trap_the_words_remain_in_paragraphs():
    trap = "<b>" * (MAX_DEPTH + 1)
    assert rewrite(f"<p>a {trap}b</p>c<br>d &lt; e") == "<p>a b</p><p>c</p><p>d &lt; e</p>"
