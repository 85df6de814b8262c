from __future__ import annotations

import pytest

from newsbot.article import Found
from newsbot.errors import AnswerError
from newsbot.extraction.fields import extract_fields, find_next_page, join_pages, rule_sets
from newsbot.values.answer import Answer

URL = "https://example.org/1.html"

SOURCE = """
extract:
  headline: h1
  authors: .by
  body_html: [{json: text}, article]
  stocks: {css: "[data-code]::attr(data-code)", all: true}
remove: [.ad]
next_page: a.next
"""

LAYOUTS = """
extract: {headline: h1, body_html: article, publisher: .paper}
remove: .ad
layouts:
  - extract: {body_html: div.text}
    next_page: a.more
  - extract: {headline: b.title, body_html: section}
    remove: [.pr]
"""


def values_of(source, text: str):
    return {name: found.value for name, found in extract_fields(Answer(URL, text), source).items()}


def test_every_rule_gives_its_field(source_from) -> None:
    page = """<h1>A &amp; B</h1><p class=by>X</p><p class=by>Y</p>
    <i data-code=1></i><i data-code=2></i>
    <article><p>one</p><p class=ad>buy</p></article>"""
    assert values_of(source_from(SOURCE), page) == {
        "headline": "A & B",
        "authors": ("X", "Y"),
        "stocks": ("1", "2"),
        "body_html": "<article><p>one</p></article>",
    }


def test_json_gives_what_rules_for_json_find(source_from) -> None:
    text = '{"text": "<p>one</p><p class=ad>buy</p>", "h1": "x"}'
    assert values_of(source_from(SOURCE), text) == {"body_html": "<p>one</p>"}


@pytest.mark.parametrize("text", ["", "<p>", "{}", "[]"])
def test_an_answer_that_says_nothing_gives_nothing(source_from, text: str) -> None:
    assert values_of(source_from(SOURCE), text) == {}


def test_broken_json_is_an_error(source_from) -> None:
    with pytest.raises(AnswerError, match="malformed JSON"):
        extract_fields(Answer(URL, '{"text": "<p>'), source_from(SOURCE))


@pytest.mark.parametrize(
    ("page", "values"),
    [
        pytest.param(
            "<h1>T</h1><article>B</article><div class=text>old</div>",
            {"headline": "T", "body_html": "<article>B</article>"},
            id="the present layout",
        ),
        pytest.param(
            "<h1>T</h1><div class=text>B<i class=ad>x</i></div><b class=paper>P</b>",
            {"headline": "T", "body_html": '<div class="text">B</div>', "publisher": "P"},
            id="an older one changes only what it names",
        ),
        pytest.param(
            "<b class=title>T</b><section>B<i class=ad>x</i><i class=pr>y</i></section>",
            {"headline": "T", "body_html": '<section>B<i class="ad">x</i></section>'},
            id="the oldest",
        ),
        pytest.param("<h1>T</h1>", {"headline": "T"}, id="none: the newest that gives anything"),
    ],
)
def test_the_first_layout_that_gives_headline_and_body_is_taken(source_from, page, values) -> None:
    assert values_of(source_from(LAYOUTS), page) == values


def test_layouts_are_tried_newest_first(source_from) -> None:
    present, older, oldest = rule_sets(source_from(LAYOUTS))
    assert (present.remove, older.remove, oldest.remove) == ((".ad",), (".ad",), (".pr",))
    assert older.next_page is not None
    assert present.next_page is oldest.next_page is None


@pytest.mark.parametrize(
    ("page", "url"),
    [
        pytest.param(
            "<a class=next href='1_2.html'>", "https://example.org/1_2.html", id="relative"
        ),
        pytest.param(
            "<base href='/b/'><a class=next href='2.html'>",
            "https://example.org/b/2.html",
            id="with a base",
        ),
        pytest.param(
            "<a class=next href='javascript:x'><a class=next href='/2'>",
            "https://example.org/2",
            id="the first address",
        ),
        pytest.param("<a class=next>", None, id="no link"),
        pytest.param("<a href='2.html'>", None, id="another link"),
        pytest.param('{"text": "x"}', None, id="JSON"),
    ],
)
def test_the_next_page_of_an_article(source_from, page: str, url: str | None) -> None:
    assert find_next_page(Answer(URL, page), source_from(SOURCE)) == url


def test_an_older_layout_has_a_next_page_of_its_own(source_from) -> None:
    answer = Answer(URL, "<a class=more href='/2'>")
    assert find_next_page(answer, source_from(LAYOUTS)) == "https://example.org/2"


def test_pages_are_joined_to_one_body_and_the_first_page_says_the_rest() -> None:
    one = {"headline": Found("T", "h1"), "body_html": Found("<p>1</p>", "css p")}
    two = {
        "headline": Found("T (2)", "h1"),
        "body_html": Found("<p>2</p>", "x"),
        "image": Found("i", "i"),
    }
    joined = join_pages([one, {}, two, {"body_html": Found("<p>3</p>", "x")}])
    assert joined == {
        "headline": Found("T", "h1"),
        "body_html": Found("<p>1</p><p>2</p><p>3</p>", "css p"),
        "image": Found("i", "i"),
    }
    assert join_pages([]) == {}
