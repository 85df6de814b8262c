from __future__ import annotations

import pytest

from newsbot.extraction.remove import remove_elements


@pytest.mark.parametrize(
    ("html", "selectors", "left"),
    [
        pytest.param(
            "<p>a</p><p class=ad>b</p><p>c</p>", [".ad"], "<p>a</p><p>c</p>", id="an element"
        ),
        pytest.param("<p>a <i>b</i> c</p>", ["i"], "<p>a  c</p>", id="what follows it stays"),
        pytest.param("<p>a</p><i>b</i><u>c</u>", ["i", "u"], "<p>a</p>", id="two selectors"),
        pytest.param("<div class=ad><p class=ad>a</p></div>b", [".ad"], "b", id="one in another"),
        pytest.param("<p>a", [".ad"], "<p>a", id="none: not a byte is changed"),
        pytest.param("<p>a</p>", ["p::text"], "<p>a</p>", id="a text is no element"),
        pytest.param("<p>a</p>", ["body"], "", id="all of it"),
        pytest.param(
            "1 &lt; 2<i>b</i> &amp; 3", ["i"], "1 &lt; 2 &amp; 3", id="signs stay escaped"
        ),
        pytest.param(
            "&lt;script&gt;<i>b</i>", ["i"], "&lt;script&gt;", id="words about markup stay words"
        ),
        pytest.param(
            "<p>a</p></div><p>b</p><i>c</i>",
            ["i"],
            "<p>a</p><p>b</p>",
            id="a stray end tag loses nothing",
        ),
        pytest.param("<!-- x --><i>c</i>y", ["i"], "<!-- x -->y", id="comment"),
        pytest.param("", ["i"], "", id="nothing"),
    ],
)
def test_elements_are_taken_out(html: str, selectors: list[str], left: str) -> None:
    assert remove_elements(html, selectors) == left
