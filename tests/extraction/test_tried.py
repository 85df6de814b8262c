from __future__ import annotations

import pytest

from newsbot.extraction.tried import LONGEST, tried_rules
from newsbot.values.answer import Answer

URL = "https://example.org/1.html"
PAGE = Answer(
    URL,
    f"""<h1>A  title</h1><time>25 May</time><i></i><i> </i><i></i><p>{"long " * 99}</p>""",
)


@pytest.mark.parametrize(
    ("rule", "gave"),
    [
        pytest.param("h1", '"A title"', id="a text"),
        pytest.param("h2", "nothing", id="no node"),
        pytest.param("i", "3 nodes without text", id="empty nodes"),
        pytest.param("{xpath: //i/b}", "nothing", id="xpath"),
        pytest.param("{json: title}", "nothing: the answer is HTML", id="another kind of answer"),
        pytest.param(
            "{css: time, regex: '\\d{4}'}",
            '"25 May", in which `regex` finds nothing',
            id="a regex that does not match",
        ),
        pytest.param(
            "{css: time, regex: '\\d+', format: '%Y'}",
            '"25", which is not written like %Y',
            id="a format that does not fit",
        ),
        pytest.param(
            "{css: time, then: b}",
            "1 node, in which `then` finds nothing",
            id="nothing inside",
        ),
        pytest.param("p", f'"{("long " * 99)[: LONGEST - 1]}…"', id="a long text"),
    ],
)
def test_what_a_rule_gave_is_told_in_words(source_from, rule: str, gave: str) -> None:
    source = source_from(f"extract: {{date_published: {rule}}}")
    [tried] = tried_rules("date_published", source, [PAGE])
    assert (tried.answer, tried.gave) == (URL, gave)


def test_every_rule_is_told_for_every_answer_older_layouts_too(source_from) -> None:
    source = source_from(
        "extract: {headline: [h2, {json: title}]}\nlayouts: [{extract: {headline: [h2, h1]}}]"
    )
    content = Answer("https://example.org/text", '{"title": "B"}')
    assert [
        (t.rule, t.answer, t.gave) for t in tried_rules("headline", source, [PAGE, content])
    ] == [
        ("css h2", URL, "nothing"),
        ("css h2", content.url, "nothing: the answer is JSON"),
        ("json title", URL, "nothing: the answer is HTML"),
        ("json title", content.url, '"B"'),
        ("css h1", URL, '"A title"'),
        ("css h1", content.url, "nothing: the answer is JSON"),
    ]
