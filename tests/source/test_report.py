from __future__ import annotations

import pickle

import pytest

from newsbot.errors import Mistake, SourceFileError

MANY = """\
titel: x
title: 12:30
title: y
language: no
discover:
  - kind: categroy
  - kind: json
    url: https://example.org/{pgae}
    page: {form: 1}
    fields: {headline: "]["}
extract:
  headline: [{css: h1, xpath: //h1}, "a["]
post:
  bdy: html
  front_matter: {a: "{{ "}
first: never
"""


def test_all_mistakes_of_a_file_are_told_at_once_in_its_order(mistakes):
    found = [mistake.split(": ")[:2] for mistake in mistakes(MANY)]
    assert found == [
        ["1", "titel"],
        ["2", "title"],
        ["3", "title"],
        ["4", "language"],
        ["6", "discover[0].kind"],
        ["7", "discover[1].items"],
        ["8", "discover[1].url"],
        ["9", "discover[1].page.form"],
        ["10", "discover[1].fields.headline"],
        ["12", "extract.headline[0]"],
        ["12", "extract.headline[1]"],
        ["14", "post.bdy"],
        ["15", "post.front_matter.a"],
        ["16", "first"],
    ]


def test_a_mistake_has_its_parts(load):
    with pytest.raises(SourceFileError) as caught:
        load("title: x\ndiscover:\n  - kind: category\n    url: exmaple\n")
    assert caught.value.mistakes == (
        Mistake(
            file="sources/example.yaml",
            line=4,
            column=10,
            key="discover[0].url",
            found="'exmaple'",
            expected="an http(s) URL",
        ),
    )
    assert str(caught.value) == (
        "sources/example.yaml:4: discover[0].url: found 'exmaple', expected an http(s) URL"
    )
    assert caught.value.mistakes[0].as_json()["line"] == 4


def test_an_unknown_key_stands_where_the_key_is(mistakes):
    [mistake] = mistakes("titel:\n\n\n  x\n")
    assert mistake.startswith("1: titel: found an unknown key")


def test_a_missing_key_is_told_where_the_mapping_begins(mistakes):
    assert mistakes("title: x\npost:\n  category:\n    slug: x\n") == [
        "4: post.category.title: found nothing, expected this key"
    ]


def test_long_and_strange_values_are_shown_on_one_short_line(mistakes):
    [mistake] = mistakes(f'robots: "\\e[31m\\n{"新" * 500}"\n')
    assert mistake == rf"1: robots: found '\x1b[31m\n{'新' * 53}…', expected 'obey' or 'ignore'"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("dealy: 1s", "'delay'", id="letters changed places"),
        pytest.param("Title: x", "'title'", id="a capital"),
        pytest.param("post: {frontmatter: {}}", "'front_matter'", id="an underscore"),
        pytest.param("share: {links: x}", "'link'", id="inside a mapping"),
        pytest.param("request: {header: {}}", "'headers'", id="a plural"),
        pytest.param("layouts: [{untill: x}]", "'until'", id="inside a list"),
    ],
)
def test_the_nearest_key_is_proposed(mistakes, text, expected):
    [mistake] = mistakes(text + "\n")
    assert mistake.endswith(f"expected a known key; did you mean {expected}?")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param('"a\\nb\\e[1m": x', id="a key"),
        pytest.param('where: "\\0"', id="a value that a parser repeats"),
        pytest.param("__dataclass_self__: x", id="a name that Python uses"),
        pytest.param("self: x", id="another name that Python uses"),
    ],
)
def test_a_mistake_is_one_printable_line(mistakes, text):
    [mistake] = mistakes(text + "\n")
    assert mistake.isprintable()


def test_an_error_survives_the_way_between_processes():
    error = SourceFileError([Mistake(file="a.yaml", line=1, found="x", expected="y")])
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.mistakes, str(copy)) == (error.mistakes, "a.yaml:1: found x, expected y")
