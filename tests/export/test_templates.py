from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from newsbot.errors import PostError
from newsbot.export.templates import Templates

FIELDS = {
    "headline": "1e3",
    "publisher": "重庆日报",
    "authors": ("张三", "李四"),
    "digest": "【题】内容 {{ x }}",
    "empty": "",
    "none": None,
    "flag": False,
    "date_published": datetime(2022, 5, 25, 14, 36, 45, tzinfo=timezone(timedelta(hours=8))),
    "identifier": "a/../b",
    "share_url": "http://share.example/?id=1&x=2",
    "category": {"slug": "chongqingribao"},
}


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates()


@pytest.mark.parametrize(
    ("template", "value"),
    [
        ("{{ headline }}", "1e3"),
        ("{{- headline -}}", "1e3"),
        ("{{ authors }}", ("张三", "李四")),
        ("{{ date_published }}", FIELDS["date_published"]),
        ("{{ flag }}", False),
        ("{{ none }}", None),
        ("{{ 'a' if empty }}", None),
        ("{{ publisher | slug }}", "chongqingribao"),
        ("{{ authors | length }}", 2),
        ("{{ '}}' }}", "}}"),
        ("{{ publisher }}新闻", "重庆日报新闻"),
        ("{{ headline }}{{ headline }}", "1e31e3"),
        ("by {{ authors }}", "by 张三, 李四"),
        ("on {{ date_published }}", "on 2022-05-25 14:36:45 +0800"),
        ("x{{ none }}{{ flag }}{{ 'a' if empty }}", "xfalse"),
        ("{{ digest | e }} ", "【题】内容 {{ x }} "),
        ("plain", "plain"),
        (5, 5),
        (None, None),
        (["{{ authors }}", "x{{ headline }}"], (("张三", "李四"), "x1e3")),
        ({"a": {"b": "{{ flag }}"}}, {"a": {"b": False}}),
    ],
    ids=repr,
)
def test_a_value_keeps_its_type_when_it_is_one_expression(
    templates: Templates, template: Any, value: Any
) -> None:
    assert templates.value("k", template)(FIELDS) == value


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ("{{ date_published | date('%Y-%m-%d') }}", "2022-05-25"),
        ("{{ date_published | date }}", "2022-05-25"),
        ("{{ date_published | date('%Y年%H:%M') }}", "2022年14:36"),
        ("{{ none | date }}{{ empty | date }}", ""),
        ("{{ digest | sub('^【[^】]*】', '') }}", "内容 {{ x }}"),
        ("{{ '第一句。第二句。' | excerpt(5) }}", "第一句。"),
        ("{{ '<p>a<b>b</b></p>' | excerpt }}", "ab"),
    ],
    ids=repr,
)
def test_filters(templates: Templates, template: str, text: str) -> None:
    assert templates.text("k", template)(FIELDS) == text


@pytest.mark.parametrize(
    ("template", "path"),
    [
        ("a/{{ identifier }}.md", "a/a-..-b.md"),
        ("{{ publisher }}/{{ headline }}", "重庆日报/1e3"),
        ("{% set x %}{{ 'a b' }}{% endset %}{{ x }}", "a-b"),
    ],
    ids=repr,
)
def test_only_slashes_of_the_template_make_folders(
    templates: Templates, template: str, path: str
) -> None:
    assert templates.name("path", template)(FIELDS) == path


@pytest.mark.parametrize(
    ("template", "markdown"),
    [
        ("> {{ digest }}\n\n*own*", "> 【题】内容 &#123;&#123; x &#125;&#125;\n\n*own*"),
        ("<{{ share_url }}>", "<http://share.example/?id=1&x=2>"),
        ("[返回](/category/{{ category.slug }}.html)", "[返回](/category/chongqingribao.html)"),
        ("{{ '<b>' | safe }}{{ '<b>' | e }}", "&lt;b&gt;&lt;b&gt;"),
        ("{% set x %}[{{ '*' }}]{% endset %}{{ x }}", "[&#42;]"),
        ("{% macro m(t) %}*{{ t }}*{% endmacro %}{{ m('_') }}", "*&#95;*"),
        ("{{ {'a': '{%'} | tojson }}", "&#123;&quot;a&quot;: &quot;&#123;%&quot;&#125;"),
        ("{% raw %}{{ site.baseurl }}{% endraw %}", "{{ site.baseurl }}"),
    ],
    ids=repr,
)
def test_a_header_shows_values_and_keeps_its_own_markup(
    templates: Templates, template: str, markdown: str
) -> None:
    assert templates.shown("header", template)(FIELDS) == markdown


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ nothing }}", r"post\.header: 'nothing' is undefined"),
        ("{{ nothing | date }}", "'nothing' is undefined"),
        ("x {{ category.nothing }}", "has no attribute 'nothing'"),
        ("{{ ''.__class__.__mro__ }}", "unsafe"),
        ("{{ headline | date }}", "date takes date_published"),
        ("{{ headline | sub('(', '') }}", r"post\.header: "),
        ("{{ 1 / 0 }}", "division by zero"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("kind", ["value", "shown"])
def test_a_template_that_fails_names_its_key(
    templates: Templates, kind: str, template: str, message: str
) -> None:
    render = getattr(templates, kind)("header", template)
    with pytest.raises(PostError, match=message):
        render(FIELDS)


@pytest.mark.parametrize("template", ["{{", "{% if %}", "{{ a | nofilter }}", "{{ a b }}"])
@pytest.mark.parametrize("kind", ["value", "shown", "name", "text"])
def test_a_template_that_is_none_is_refused_at_once(
    templates: Templates, kind: str, template: str
) -> None:
    with pytest.raises(PostError, match=r"post\.path: "):
        getattr(templates, kind)("path", template)
