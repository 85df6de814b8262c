from __future__ import annotations

import pytest
from lxml.html import fromstring
from parsel import Selector

from newsbot.values.nodes import as_text, inside


@pytest.mark.parametrize(
    ("html", "text"),
    [
        pytest.param("<p>a<b>b</b>c</p>", "abc", id="inline elements"),
        pytest.param("<div>a<p>b</p><p>c</p></div>", "a b c", id="blocks"),
        pytest.param("<p>a<!-- no -->b<?no?>c</p>", "abc", id="comments and instructions"),
        pytest.param("<p>a<script>no</script>b</p>", "ab", id="a script"),
        pytest.param("<p>a<template><b>no</b></template>b</p>", "ab", id="a template"),
        pytest.param("<script>{}</script>", "{}", id="a script itself"),
        pytest.param(f"<p>{'<b>' * 200}a{'</b>' * 200}b</p>", "ab", id="many inside each other"),
        pytest.param(f"<p>a{'<!-- -->' * 5000}b</p>", "ab", id="many comments"),
    ],
)
def test_the_words_of_an_element(html: str, text: str) -> None:
    element = Selector(html, type="html").css("body > *, head > script")[0]
    assert as_text(element, as_html=False) == text


def test_what_is_in_an_element_begins_and_ends_in_order() -> None:
    element = fromstring("<div><p><b>a</b></p><!-- --><ul><li>b</li></ul></div>")
    said = [(event, "" if event == "comment" else n.tag) for event, n in inside(element, {"ul"})]
    assert said == [
        ("start", "p"),
        ("start", "b"),
        ("end", "b"),
        ("end", "p"),
        ("comment", ""),
        ("start", "ul"),
        ("end", "ul"),
    ]
