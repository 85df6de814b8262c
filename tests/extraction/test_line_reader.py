from __future__ import annotations

import pytest

from newsbot.extraction.lines import Lines
from tests.pages import page_of


def lines_of(html: str) -> Lines:
    return page_of(html, head="").lines


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>one <b>two</b></p>three", ["one two", "three"], id="a block ends a line"),
        pytest.param("one<br>two", ["one", "two"], id="a break does"),
        pytest.param("<i>one</i><i>two</i>", ["one two"], id="words of two elements are apart"),
        pytest.param("o<b>n</b>e", ["on e"], id="a bold letter is not apart from those before it"),
        pytest.param("one<script>x</script> two<svg><text>x</text></svg>", ["one two"], id="words"),
        pytest.param("<p> \n </p><p>\u200b</p>one", ["one"], id="empty ones are none"),
        pytest.param("２０２２\u00a0年", ["2022 年"], id="compatibility characters"),
    ],
)
def test_a_page_is_cut_where_its_reader_sees_a_line_end(html: str, expected: list[str]) -> None:
    assert [line.text for line in lines_of(html).lines] == expected


def test_a_line_knows_what_it_stands_in() -> None:
    html = "<div class=postMeta id=top><p class=a_b>By <a itemprop=author href=x>Ann</a></p></div>"
    (line,) = lines_of(html).lines
    assert (line.tag, line.path) == ("p", ("", "", "post-meta top", "a-b"))
    assert [(piece.text, piece.is_linked) for piece in line.pieces] == [
        ("By", False),
        ("Ann", True),
    ]
    assert line.pieces[1].path == ("post-meta top", "a-b", "author")


@pytest.mark.parametrize(
    ("html", "is_beside"),
    [
        pytest.param("<aside><p>x</p></aside>", True, id="an aside"),
        pytest.param("<div class=relatedPosts><p>x</p></div>", True, id="a class"),
        pytest.param("<div class=unrelated><p>x</p></div>", False, id="a longer word"),
        pytest.param(
            "<div class=has-sidebar><h1>x</h1></div>", False, id="the box of the headline"
        ),
        pytest.param("<body class=has-sidebar><p>x</p>", False, id="the whole page"),
    ],
)
def test_lines_beside_the_article_are_known(html: str, is_beside: bool) -> None:
    assert [line.is_beside for line in lines_of(html).lines] == [is_beside]


def test_marks_stand_on_the_line_that_follows() -> None:
    marks = lines_of("<p>one</p><time>two</time><a rel=author>three</a><i itemprop=x>4</i>").marks
    assert [(mark.element.tag, mark.line) for mark in marks] == [("time", 1), ("a", 1), ("i", 1)]
