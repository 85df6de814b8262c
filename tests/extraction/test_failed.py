from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsbot.article import Found
from newsbot.extraction.article import read_article
from newsbot.extraction.failed import failed_rules, general_attempts
from newsbot.values.answer import Answer

NOW = datetime(2026, 3, 2, tzinfo=UTC)
PAGE = """<head><meta property="og:title" content="Rain in the north"></head>
<body><h2>Rain</h2><h3>Snow</h3></body>"""


def before(source, name: str = "headline", page: str = PAGE) -> list[tuple[str, str]]:
    answer = Answer("https://example.org/1", page)
    found = read_article(answer, source, NOW)[name]
    return [(one.rule, one.gave) for one in failed_rules(name, found, source, [answer], NOW)]


def test_rules_of_the_source_that_gave_nothing(source_from) -> None:
    source = source_from("extract: {headline: [h1, {css: h2, regex: x}, h3, h4]}\n")
    assert before(source) == [
        ("css h1", "nothing"),
        ("css h2", '"Rain", in which `regex` finds nothing'),
    ]


def test_general_rules_come_after_those_of_the_source(source_from) -> None:
    failed = before(source_from("extract: {headline: h1}\n"))
    assert failed[0] == ("css h1", "nothing")
    assert ("json-ld headline", "nothing") in failed


@pytest.mark.parametrize("rule", ["listing css a", "address", "set", "share link"])
def test_before_what_a_listing_said_nothing_failed(source_from, rule: str) -> None:
    answer = Answer("https://example.org/1", PAGE)
    found = Found("Rain", rule)
    assert failed_rules("headline", found, source_from(), [answer], NOW) == []


def test_a_value_that_was_not_believed_is_shown(source_from) -> None:
    page = Answer("https://example.org/1", '<meta property="og:title" content="  ">')
    assert all(one.gave for one in general_attempts("headline", source_from(), [page], NOW))
    assert list(general_attempts("headline", source_from(), [], NOW)) == []
    assert list(general_attempts("own_name", source_from(), [page], NOW)) == []
