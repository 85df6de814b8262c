from __future__ import annotations

import pytest

from newsbot.extraction.walk import MOST_ELEMENTS, Walk
from tests.pages import page_of


def told(page: Walk) -> str:
    """Return a walk as HTML again, without attributes."""
    parts = []
    for token in page.tokens:
        if isinstance(token, str):
            parts.append(token)
        else:
            parts.append(f"<{page.tags[token]}>" if token >= 0 else f"</{page.tags[~token]}>")
    return "".join(parts)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>a<b>b</b>c</p>d", "<p>a<b>b</b>c</p>d", id="texts in and after elements"),
        pytest.param("a<!-- x -->b<?x y>c", "abc", id="comments and instructions"),
        pytest.param("<div><p>a<!-- x --></p></div>b", "<div><p>a</p></div>b", id="at an end"),
        pytest.param("<i><b><u>a</u></b></i>b", "<i><b><u>a</u></b></i>b", id="several ends"),
        pytest.param("<p>a<br>b</p>", "<p>a<br></br>b</p>", id="an element without an end"),
    ],
)
def test_a_page_is_told_from_its_beginning_to_its_end(html: str, expected: str) -> None:
    page = page_of(html, head="").walk
    assert told(page) == f"<html><head></head><body>{expected}</body></html>"


def test_the_end_of_each_element_has_a_place() -> None:
    page = page_of("<p>a<b>b</b></p><p>c</p>").walk
    assert [page.tokens[end] for end in page.ends] == [~n for n in range(len(page.elements))]


def test_what_stands_in_an_element_is_known() -> None:
    page = page_of("<div><p><h1>a</h1></div><div>b</div>", head="").walk
    headings = [n for n, tag in enumerate(page.tags) if tag == "h1"]
    holding = [tag for n, tag in enumerate(page.tags) if page.has_inside(n, headings)]
    assert holding == ["html", "body", "div"]


def test_a_page_of_too_many_elements_is_walked_up_to_there() -> None:
    page = page_of("<i>x</i>" * (MOST_ELEMENTS + 9)).walk
    assert len(page.elements) == MOST_ELEMENTS
    assert told(page).endswith("<i>x</i></body></html>")
