from __future__ import annotations

import pytest

from newsbot.source import Rule

H1 = Rule(kind="css", query="h1")


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        pytest.param("h1", (H1,), id="a text is CSS"),
        pytest.param("{css: h1}", (H1,), id="a mapping"),
        pytest.param("[h1, {json: t}]", (H1, Rule(kind="json", query="t")), id="a list"),
        pytest.param(
            "{xpath: //a, all: true, regex: '\\d+', format: '%Y'}",
            (Rule(kind="xpath", query="//a", all=True, regex="\\d+", format="%Y"),),
            id="every option",
        ),
        pytest.param(
            "{json: text, then: [h1, {xpath: //b}]}",
            (Rule(kind="json", query="text", then=(H1, Rule(kind="xpath", query="//b"))),),
            id="rules inside a rule",
        ),
    ],
)
def test_a_rule_has_a_short_form_and_a_long_one(load, yaml, expected):
    assert load(f"extract: {{x: {yaml}}}\n").extract["x"] == expected


def test_a_text_in_the_fields_of_a_json_list_is_jmespath(load):
    source = load(
        "discover: [{kind: json, url: 'https://example.org/', items: a, fields: {url: b.c}}]\n"
    )
    assert source.discover[0].fields["url"] == (Rule(kind="json", query="b.c"),)


@pytest.mark.parametrize(
    ("rule", "label"),
    [
        pytest.param(H1, "css h1", id="one rule"),
        pytest.param(
            Rule(kind="json", query="text", then=(Rule(kind="css", query="p"),)),
            "json text › css p",
            id="a rule inside",
        ),
        pytest.param(
            Rule(kind="json", query="text", then=(H1, Rule(kind="css", query="p"))),
            "json text › css h1 | css p",
            id="several rules inside",
        ),
    ],
)
def test_a_label_says_how_a_value_was_found(rule, label):
    assert rule.label == label


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        pytest.param(
            "{css: h1, xpath: //h1}",
            "x: found a mapping, expected exactly one of the keys css, xpath and json",
            id="two queries",
        ),
        pytest.param(
            "{regex: a}",
            "x: found a mapping, expected exactly one of the keys css, xpath and json",
            id="no query",
        ),
        pytest.param(
            "{kind: css, query: h1}",
            "x: found a mapping, expected exactly one of the keys css, xpath and json",
            id="the model's own names",
        ),
        pytest.param(
            "{css: h1, al: true}",
            "x.al: found an unknown key, expected a known key; did you mean 'all'?",
            id="an unknown option",
        ),
        pytest.param(
            "{css: h1, all: 1}",
            "x.all: found the number 1, expected true or false",
            id="a number for a flag",
        ),
        pytest.param(
            "{css: 5}",
            "x.css: found the number 5, expected a text; quotes make it one",
            id="a number for a query",
        ),
        pytest.param(
            "5",
            "x: found the number 5, expected a rule: a text, or a mapping with css, xpath or json",
            id="a number for a rule",
        ),
        pytest.param(
            "[[h1]]",
            "x[0]: found a list, expected a rule: a text, or a mapping with css, xpath or json",
            id="a list in a list",
        ),
        pytest.param("[]", "x: found an empty list, expected at least one", id="no rule"),
    ],
)
def test_a_wrong_rule_is_named_by_the_keys_of_the_file(mistakes, yaml, expected):
    assert mistakes(f"extract: {{x: {yaml}}}\n") == [f"1: extract.{expected}"]


def test_every_wrong_rule_of_a_list_is_named(mistakes):
    found = mistakes("extract:\n  x:\n    - {csss: a}\n    - 'a['\n    - {css: a, then: ['b[']}\n")
    assert [mistake.split(": ")[:2] for mistake in found] == [
        ["3", "extract.x[0]"],
        ["4", "extract.x[1]"],
        ["5", "extract.x[2].then[0]"],
    ]


@pytest.mark.parametrize("name", ["Bad", "a-b", "0a", "''", "标题", "a" * 65])
def test_own_fields_have_simple_names(mistakes, name):
    [mistake] = mistakes(f"extract: {{{name}: h1}}\n")
    assert "expected a field name: a-z, 0-9 and _" in mistake


@pytest.mark.parametrize("name", ["category", "source", "site", "name", "article_id", "extra"])
def test_own_fields_do_not_hide_what_templates_see(mistakes, name):
    assert mistakes(f"extract: {{{name}: h1}}\n") == [
        f"1: extract.{name}: found 'h1', expected another name: templates mean something else by it"
    ]
