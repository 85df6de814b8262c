from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter

from newsbot.errors import AnswerError
from newsbot.source.rules import JsonRules, Rule, Rules
from newsbot.values.answer import Answer
from newsbot.values.rules import find, find_in_json, find_links

URL = "https://example.org/a.html"

PAGE = """
<html><head><script id="data">{"story": {"html": "<p>in <b>JSON</b></p>", "n": 7}}</script></head>
<body>
<h1 class="headline"> A <em>title</em><br>in two lines<!-- x --><script>1</script>
<noscript><img src="a.png"><b>no script</b></noscript></h1>
<p class="when">发布于 2022年05月25日 14:36:45 来源</p>
<p class="day">05月25日 14:36</p>
<p class="empty"> </p>
<div class="body">one &amp; <b>two</b></div>tail
<ul><li><a href=" /1.html ">1</a></li><li><a>none</a></li><li><a href="/2.html">2</a></li></ul>
<button onclick="go('/3.html')">3</button>
<i data-code="600519"></i><i data-code="000001"></i>
</body></html>
"""


def rules_of(yaml: Any) -> tuple[Rule, ...]:
    return TypeAdapter(Rules).validate_python(yaml)


def json_rules(yaml: Any) -> tuple[Rule, ...]:
    return TypeAdapter(JsonRules).validate_python(yaml)


def value_of(yaml: Any, text: str = PAGE, **options: bool) -> Any:
    found = find(rules_of(yaml), Answer(URL, text), **options)
    return found.value if found is not None else None


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        pytest.param("h1.headline", " A title in two lines\n", id="CSS: the words of the element"),
        pytest.param({"xpath": "//h1/em/text()"}, "title", id="XPath: a text"),
        pytest.param({"xpath": "count(//li)"}, "3.0", id="XPath: a number"),
        pytest.param("i::attr(data-code)", "600519", id="an attribute, the first"),
        pytest.param(
            {"css": "i::attr(data-code)", "all": True}, ("600519", "000001"), id="all of them"
        ),
        pytest.param(
            {"css": ".when", "regex": r"来源|\d{4}年\S+"}, "2022年05月25日", id="what a regex finds"
        ),
        pytest.param({"css": ".when", "regex": r"(x)|(\d+)年"}, "2022", id="its first group"),
        pytest.param({"css": ".when", "regex": "x"}, None, id="a regex that finds nothing"),
        pytest.param(".empty", None, id="white space is nothing"),
        pytest.param(".nowhere", None, id="no element"),
        pytest.param(
            [".empty", ".nowhere", "em"], "title", id="the first rule that gives something"
        ),
        pytest.param({"json": "story"}, None, id="JMESPath finds nothing in a page"),
        pytest.param(
            {"css": "#data", "then": {"json": "story.n"}}, "7", id="JSON inside a script element"
        ),
        pytest.param(
            {"css": "#data::text", "then": {"json": "story.n"}}, "7", id="JSON inside its text"
        ),
        pytest.param(
            {
                "css": "#data::text",
                "then": [{"json": "nothing"}, {"json": "story.html", "then": "b"}],
            },
            "JSON",
            id="HTML inside JSON inside a page",
        ),
        pytest.param({"css": "h1", "then": ["b.no", "em"]}, "title", id="CSS inside an element"),
    ],
)
def test_a_rule_reads_a_page(rule: Any, value: Any) -> None:
    assert value_of(rule) == value


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        pytest.param({"json": "a.text"}, "x", id="text"),
        pytest.param({"json": "a.n"}, "7", id="number"),
        pytest.param({"json": "a.free"}, "false", id="no"),
        pytest.param({"json": "a.none"}, None, id="null"),
        pytest.param({"json": "a.blank"}, None, id="empty text"),
        pytest.param({"json": "a"}, None, id="an object is no text"),
        pytest.param({"json": "tags"}, "p", id="the first of a list"),
        pytest.param({"json": "tags", "all": True}, ("p", "q"), id="all of a list"),
        pytest.param({"json": "a.text.more"}, None, id="a path that does not fit"),
        pytest.param({"json": "abs(a.text)"}, None, id="a function that does not fit"),
        pytest.param({"json": "html", "then": "b"}, "bold", id="CSS inside a text"),
        pytest.param({"json": "inner", "then": {"json": "k"}}, "v", id="JSON inside a text"),
        pytest.param({"json": "half"}, "a\ufffdb", id="half a character"),
        pytest.param(
            {"json": "half", "then": {"xpath": "//body"}}, "a\ufffdb", id="and HTML with one"
        ),
        pytest.param("b", None, id="CSS finds nothing in JSON"),
        pytest.param([{"json": "title"}, {"json": "a.text"}], "x", id="the next rule"),
    ],
)
def test_a_rule_reads_json(rule: Any, value: Any) -> None:
    text = r"""{"a": {"text": "x", "n": 7, "free": false, "none": null, "blank": " "},
        "tags": ["p", "q", {}], "html": "<p><b>bold</b></p>", "inner": "{\"k\": \"v\"}",
        "half": "a\ud83db"}"""
    assert value_of(rule, text) == value


def test_an_element_is_taken_as_html_for_a_field_of_html() -> None:
    assert value_of(".body", as_html=True) == '<div class="body">one &amp; <b>two</b></div>'
    assert value_of({"xpath": "//div/text()"}, as_html=True) == "one &amp; "
    assert value_of({"css": "em, .body b", "all": True}, as_html=True) == (
        "<em>title</em><b>two</b>"
    )
    assert value_of("i::attr(data-code)", as_html=True) == "600519"


def test_a_list_field_keeps_every_text() -> None:
    assert value_of("li", several=True) == ("1", "none", "2")
    assert value_of("em", several=True) == ("title",)


@pytest.mark.parametrize(
    ("rule", "date"),
    [
        pytest.param(
            {"css": ".when", "regex": r"\d\S* \S+", "format": "%Y年%m月%d日 %H:%M:%S"},
            "2022-05-25T14:36:45",
            id="with a year",
        ),
        pytest.param(
            {"css": ".day", "format": "%m月%d日 %H:%M"}, "--05-25T14:36:00", id="without a year"
        ),
        pytest.param({"css": ".day", "format": "%Y-%m-%d"}, None, id="another format"),
    ],
)
def test_a_date_in_the_sources_format_becomes_iso(rule: Any, date: str | None) -> None:
    assert value_of(rule) == date


def test_the_29th_of_february_needs_no_year() -> None:
    page = "<p>29.02. 08:00</p>"
    assert value_of({"css": "p", "format": "%d.%m. %H:%M"}, page) == "--02-29T08:00:00"


def test_the_rule_that_gave_a_value_is_named() -> None:
    rules = rules_of([".nowhere", {"css": "#data", "then": {"json": "story.n"}}])
    found = find(rules, Answer(URL, PAGE))
    assert found is not None
    assert found.rule == "css #data › json story.n"


def test_a_rule_that_cannot_be_applied_is_named() -> None:
    with pytest.raises(AnswerError, match=r"rule failed: xpath //p\[\$x\]"):
        # Variables are known only when an expression is evaluated.
        value_of({"xpath": "//p[$x]"})


@pytest.mark.parametrize(
    ("rule", "links"),
    [
        pytest.param("li a", ["/1.html", "/2.html"], id="the href of an element, trimmed"),
        pytest.param("li", ["/1.html", "/2.html"], id="the link inside an element"),
        pytest.param("a::attr(href)", ["/1.html", "/2.html"], id="an attribute"),
        pytest.param("noscript img", ["a.png"], id="the address of an image"),
        pytest.param(
            {"css": "button::attr(onclick)", "regex": "'(.+)'"},
            ["/3.html"],
            id="what a regex finds",
        ),
        pytest.param(
            {"css": "ul", "then": ["b", {"xpath": ".//a/@href", "regex": "/2.*"}]},
            ["/2.html"],
            id="inside an element",
        ),
        pytest.param(".nowhere", [], id="nothing"),
    ],
)
def test_links_are_found_as_they_are_written(rule: Any, links: list[str]) -> None:
    assert list(find_links(rules_of(rule), Answer(URL, PAGE))) == links


def test_links_come_from_the_first_rule_that_has_any() -> None:
    rules = rules_of([".nowhere", "li:last-child", "li"])
    assert list(find_links(rules, Answer(URL, PAGE))) == ["/2.html"]


def test_links_are_found_in_json() -> None:
    answer = Answer(URL, '{"l": ["/1", null, {"x": 1}, "", 7]}')
    assert list(find_links(rules_of({"json": "l"}), answer)) == ["/1", "7"]


@pytest.mark.parametrize(
    ("rules", "value"),
    [
        pytest.param("infoCode", "NW1", id="a plain text is JMESPath"),
        pytest.param(["none", "infoCode"], "NW1", id="the first that gives something"),
        pytest.param({"json": "title", "regex": "【(.+)】"}, "快讯", id="a part of it"),
        pytest.param("media", None, id="nothing"),
    ],
)
def test_an_entry_of_a_list_is_read(rules: Any, value: str | None) -> None:
    found = find_in_json(json_rules(rules), {"infoCode": "NW1", "title": "【快讯】x", "media": ""})
    assert (found.value if found else None) == value


def test_an_entry_gives_several_texts_where_the_field_holds_several() -> None:
    found = find_in_json(json_rules("by"), {"by": ["A", "B"]}, several=True)
    assert found is not None
    assert found.value == ("A", "B")
