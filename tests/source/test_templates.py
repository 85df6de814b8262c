from __future__ import annotations

import pytest

from newsbot.article import ARTICLE_FIELDS
from newsbot.source import TEMPLATE_NAMES, template_filters
from newsbot.source.templates import template_mistakes


def test_templates_see_every_field_of_an_article():
    assert ARTICLE_FIELDS < TEMPLATE_NAMES


def test_newsbots_filters_come_with_jinjas():
    assert {"date", "slug", "sub", "excerpt", "upper", "join"} < template_filters()


@pytest.mark.parametrize(
    "template",
    [
        pytest.param("a text", id="no template"),
        pytest.param("{{ headline | upper | sub('a', 'b') }}", id="filters"),
        pytest.param("{{ category.slug }}{{ site.url }}{{ source.name }}", id="what is around"),
        pytest.param("{% for a in authors %}{{ loop.index }} {{ a }}{% endfor %}", id="a loop"),
        pytest.param("{% set x = own %}{{ x if x is defined else '' }}", id="names of its own"),
        pytest.param("{% raw %}{{ anything }}{% endraw %}", id="what is not read"),
        pytest.param("{% for n in range(3) %}{{ n }}{% endfor %}", id="a range"),
    ],
)
def test_templates_that_work_are_taken(template):
    assert list(template_mistakes(template, {"own"})) == []


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        pytest.param(
            "{{ headlin }}",
            "a field of the article or of the source's own, not 'headlin'; "
            "did you mean 'headline'?",
            id="a misspelled field",
        ),
        pytest.param(
            "{{ headline | slugg }}",
            "a known filter, not 'slugg'; did you mean 'slug'?",
            id="a misspelled filter",
        ),
        pytest.param(
            "{{ 1 if headline is defind }}",
            "a known test, not 'defind'; did you mean 'defined'?",
            id="a misspelled test",
        ),
        pytest.param("{{ headline", "a Jinja2 template (", id="braces that stay open"),
        pytest.param("{% if headline %}", "a Jinja2 template (", id="an if without an end"),
        pytest.param("{% include 'x' %}", "a template that does not load others", id="an include"),
        pytest.param(
            "{% import 'x' as y %}", "a template that does not load others", id="an import"
        ),
        pytest.param("{{ " + "(" * 5_000 + " }}", "a Jinja2 template", id="nested without end"),
        pytest.param(
            "{{ " + "not " * 5_000 + "a }}", "a Jinja2 template", id="deep for the parser"
        ),
    ],
)
def test_templates_that_would_fail_are_refused(template, expected):
    [mistake] = template_mistakes(template, ())
    assert mistake.startswith(expected)


def test_a_source_may_use_every_own_field_that_it_names(load):
    source = load(
        """
extract: {stocks: {css: a, all: true}}
layouts: [{extract: {old: h2}}]
discover:
  - {kind: category, url: "https://example.org/", set: {given: x}}
  - kind: json
    url: "https://example.org/{market}"
    each: {market: [1]}
    items: a
    fields: {url: b, digest: c}
backfill: [{kind: category, url: "https://example.org/", set: {late: x}}]
post: {header: "{{ stocks }}{{ old }}{{ given }}{{ market }}{{ digest }}{{ late }}"}
"""
    )
    assert source.own_fields == {"stocks", "old", "given", "market", "digest", "late"}


def test_a_field_whose_rule_is_removed_is_unknown(mistakes):
    [mistake] = mistakes("extract: {stocks: ~}\npost: {header: '{{ stocks }}'}\n")
    assert mistake.startswith("2: post.header: found '{{ stocks }}'")


def test_every_template_of_a_post_is_checked(mistakes):
    found = mistakes(
        """
post:
  path: "{{ a1 }}.md"
  category:
    slug: "{{ a2 }}"
    title: "{{ a3 }}"
  front_matter:
    tags: ["{{ a4 }}", {deep: "{{ a5 }}"}]
  header: "{{ a6 }}"
  footer: "{{ a7 }}"
"""
    )
    keys = [mistake.split(": ")[1].removeprefix("post.") for mistake in found]
    assert keys == [
        *("path", "category.slug", "category.title", "front_matter.tags[0]"),
        *("front_matter.tags[1].deep", "header", "footer"),
    ]
