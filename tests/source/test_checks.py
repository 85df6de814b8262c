"""Each kind of value: what it takes, and what it says of the rest."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        pytest.param("first: all", "first", "all", id="all"),
        pytest.param("first: 200", "first", 200, id="a number of articles"),
        pytest.param("first: 0", "first", 0, id="no articles"),
        pytest.param("first: 30d", "first", timedelta(days=30), id="a duration"),
        pytest.param("delay: 0", "delay", timedelta(0), id="no delay"),
        pytest.param("delay: 0.25s", "delay", timedelta(seconds=0.25), id="a quarter second"),
        pytest.param("every: 15m", "every", timedelta(minutes=15), id="an interval"),
        pytest.param("retired: 2026-03-01", "retired", date(2026, 3, 1), id="a date"),
        pytest.param("retired: '2026-03-01'", "retired", date(2026, 3, 1), id="a quoted date"),
        pytest.param("timezone: Asia/Shanghai", "timezone", ZoneInfo("Asia/Shanghai"), id="a zone"),
        pytest.param("language: zh-Hant-TW", "language", "zh-Hant-TW", id="a language"),
        pytest.param("remove: .ad", "remove", (".ad",), id="one selector for a list"),
        pytest.param("was: [old, Older_1]", "was", ("old", "Older_1"), id="names"),
        pytest.param("title:", "title", "example", id="an empty value is the default"),
        pytest.param("where: \"section != 'Video'\"", "where", "section != 'Video'", id="where"),
    ],
)
def test_a_value_is_read(load, text, field, expected):
    assert getattr(load(text + "\n"), field) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "title: 45",
            "title: found the number 45, expected a text; quotes make it one",
            id="a number for a text",
        ),
        pytest.param(
            "title: no",
            "title: found the boolean no, expected a text; quotes make it one",
            id="no for a text",
        ),
        pytest.param(
            "title: 2026-03-01",
            "title: found the date 2026-03-01, expected a text; quotes make it one",
            id="a date for a text",
        ),
        pytest.param(
            "title: 12:30",
            "title: found '12:30', expected quotes around it, since YAML makes a number of it",
            id="a time of day for a text",
        ),
        pytest.param(
            "title: [a]",
            "title: found a list, expected a text; quotes make it one",
            id="a list for a text",
        ),
        pytest.param(
            'title: "a\\nb"',
            "title: found 'a\\nb', expected one line without control characters",
            id="two lines for one",
        ),
        pytest.param(
            "first: 12:30",
            "first: found '12:30', expected a duration such as 7d, a number of articles, or all",
            id="a time of day is no number of articles",
        ),
        pytest.param(
            "first: -1",
            "first: found the number -1, expected a duration such as 7d, a number of articles, "
            "or all",
            id="fewer than no articles",
        ),
        pytest.param(
            "first: yes",
            "first: found the boolean yes, expected a duration such as 7d, a number of articles, "
            "or all",
            id="yes is not one article",
        ),
        pytest.param(
            "delay: 5",
            "delay: found the number 5, expected a duration such as 7d, 90m or 0.5s",
            id="a duration without a unit",
        ),
        pytest.param(
            "delay: no",
            "delay: found the boolean no, expected a duration such as 7d, 90m or 0.5s",
            id="no is not nought",
        ),
        pytest.param(
            "every: 0s",
            "every: found '0s', expected a duration longer than 0",
            id="an interval of nothing",
        ),
        pytest.param(
            "retired: 2026-02-30",
            "retired: found '2026-02-30', expected a date such as 2026-03-01",
            id="a day that is none",
        ),
        pytest.param(
            "retired: 20260301",
            "retired: found the number 20260301, expected a date such as 2026-03-01",
            id="a number is no date",
        ),
        pytest.param(
            "timezone: Asia/Shangai",
            "timezone: found 'Asia/Shangai', expected a time zone such as Asia/Shanghai or UTC; "
            "did you mean 'Asia/Shanghai'?",
            id="a misspelled zone",
        ),
        pytest.param(
            "timezone: ../../../etc/passwd",
            "timezone: found '../../../etc/passwd', expected a time zone such as Asia/Shanghai "
            "or UTC",
            id="a zone outside the database",
        ),
        pytest.param(
            "timezone: Asia",
            "timezone: found 'Asia', expected a time zone such as Asia/Shanghai or UTC",
            id="a folder of zones",
        ),
        pytest.param(
            "language: Chinese (simplified)",
            "language: found 'Chinese (simplified)', "
            "expected a BCP 47 language such as zh-CN or en",
            id="a language in words",
        ),
        pytest.param(
            "concurrency: 0",
            "concurrency: found the number 0, expected at least 1",
            id="no requests at once",
        ),
        pytest.param(
            "concurrency: '2'",
            "concurrency: found '2', expected a whole number",
            id="a number in quotes",
        ),
        pytest.param(
            "concurrency: 1.0",
            "concurrency: found the number 1.0, expected a whole number",
            id="a fraction",
        ),
        pytest.param(
            "robots: yes",
            "robots: found the boolean yes, expected 'obey' or 'ignore'",
            id="a choice that is none",
        ),
        pytest.param(
            "remove: ['a[']",
            "remove[0]: found 'a[', expected a CSS selector (Expected ident or '*', "
            "got <EOF at 2>)",
            id="half a selector",
        ),
        pytest.param(
            "where: a =",
            "where: found 'a =', expected a JMESPath expression "
            "(Bad jmespath expression: Unknown token '=')",
            id="half a comparison",
        ),
        pytest.param(
            "was: [a/b]",
            "was[0]: found 'a/b', expected a name of a-z, 0-9, - and _, up to 64, that Windows "
            "does not reserve",
            id="a name with a slash",
        ),
        pytest.param(
            "domains: ['https://example.org/']",
            "domains[0]: found 'https://example.org/', expected a host name such as "
            "example.org, without scheme, port or path",
            id="a URL for a host",
        ),
        pytest.param(
            "post: [a]",
            "post: found a list, expected a mapping of keys to values",
            id="a list for a mapping",
        ),
        pytest.param(
            "layouts: {a: b}",
            "layouts: found a mapping, expected a list: each of its entries begins with `- `",
            id="a mapping for a list",
        ),
    ],
)
def test_a_wrong_value_is_named_with_what_would_be_right(mistakes, text, expected):
    assert mistakes(text + "\n") == [f"1: {expected}"]


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        pytest.param("css", "h1::text", id="the text of an element"),
        pytest.param("css", "a::attr(href), b", id="an attribute, or another element"),
        pytest.param("css", "li:nth-child(2):not(.x) > a", id="pseudo-classes"),
        pytest.param("xpath", "//a[has-class('x')]/@href", id="a class"),
        pytest.param("xpath", "//a[re:test(., '[0-9]+')]", id="a regular expression"),
        pytest.param("xpath", "count(//a)", id="a number"),
        pytest.param(
            "xpath", "//p[not(a) and (b or (c))]/child::text()", id="brackets of all sorts"
        ),
        pytest.param("xpath", "//a[contains(., 'call(me)')]", id="a bracket in a text"),
        pytest.param("json", "data[?type=='a'].{b: c} | [0]", id="JMESPath"),
    ],
)
def test_queries_that_compile_are_taken(load, kind, query):
    rule = load(f'extract: {{x: {{{kind}: "{query}"}}}}\n').extract["x"][0]
    assert (rule.kind, rule.query) == (kind, query)


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        pytest.param("css", "h1::nonsense", id="an unknown pseudo-element"),
        pytest.param("css", "", id="an empty selector"),
        pytest.param("css", ":not(" * 20_000, id="a selector nested without end"),
        pytest.param("xpath", "//a[", id="a bracket too many"),
        pytest.param("xpath", "//a[foo(1)]", id="an unknown function"),
        pytest.param("xpath", "//x:a", id="an unknown prefix"),
        pytest.param("xpath", "", id="an empty expression"),
        pytest.param("json", "a.[", id="a bracket too many in JMESPath"),
        pytest.param("json", "", id="no expression"),
        pytest.param("json", "(" * 20_000, id="JMESPath nested without end"),
    ],
)
def test_queries_that_do_not_compile_are_refused(mistakes, kind, query):
    [mistake] = mistakes(f"extract: {{x: {{{kind}: '{query}'}}}}\n")
    assert mistake.startswith(f"1: extract.x.{kind}: found '")


@pytest.mark.parametrize(
    "pattern", ["(", "a{99999999999999999999}", "(" * 5_000, "(?P<a>x)(?P<a>y)"]
)
def test_patterns_that_do_not_compile_are_refused(mistakes, pattern):
    [mistake] = mistakes(f"extract: {{x: {{css: a, regex: '{pattern}'}}}}\n")
    assert "expected a regular expression (" in mistake


@pytest.mark.parametrize(
    "date_format",
    [
        *("%Y-%m-%d", "%Y年%m月%d日 %H:%M:%S", "%d %b %y", "%A, %d. %B %Y", "%Y%j", "%c"),
        *("%Y-%m-%dT%H:%M:%S%z", "%a, %d %b %Y %H:%M:%S %Z", "%I:%M %p, %d.%m.%Y"),
        *("%m-%d %H:%M", "%H:%M"),
    ],
)
def test_formats_that_read_back_are_taken(load, date_format):
    source = load(f"extract: {{x: {{css: a, format: '{date_format}'}}}}\n")
    assert source.extract["x"][0].format == date_format


@pytest.mark.parametrize("date_format", ["", "yyyy-MM-dd", "%Q", "%-d.%m.%Y", "%", "%Y-%m-%d %"])
def test_formats_that_do_not_read_back_are_refused(mistakes, date_format):
    [mistake] = mistakes(f"extract: {{x: {{css: a, format: '{date_format}'}}}}\n")
    assert mistake.endswith("expected a strptime format such as %Y-%m-%d %H:%M")
