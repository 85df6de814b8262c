from __future__ import annotations

from collections.abc import Callable

import pytest

from newsbot.source.warnings import near_field

WHOLE = "extract: {headline: h1, date_published: time, body_html: article"


@pytest.fixture
def warned(load) -> Callable[[str], list[str]]:
    """Load a file without mistakes and return its warnings, a line each, without its folder."""

    def warnings_of(text: str) -> list[str]:
        return [
            str(warning).removeprefix("sources/example.yaml:") for warning in load(text).warnings
        ]

    return warnings_of


@pytest.mark.parametrize(
    ("name", "field"),
    [
        pytest.param("headlin", "headline", id="a letter too few"),
        pytest.param("autor", "authors", id="another language"),
        pytest.param("date", "date_published", id="another word"),
        pytest.param("body", "body_html", id="half a name"),
        pytest.param("images", "image", id="a plural"),
        pytest.param("section_id", None, id="a name that only begins like a field"),
        pytest.param("stocks", None, id="a name like no field"),
    ],
)
def test_a_name_may_stand_for_a_field(name: str, field: str | None) -> None:
    assert near_field(name) == field


def test_a_field_that_nobody_uses_and_that_is_named_like_another_is_doubtful(warned) -> None:
    assert warned("extract:\n  headlin: h1\n  date: time\n  body_html: article\n") == [
        "2: extract.headlin: found a field of your own that nothing uses, "
        "expected a field of the article; did you mean 'headline'?",
        "3: extract.date: found a field of your own that nothing uses, "
        "expected a field of the article; did you mean 'date_published'?",
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{WHOLE}, stocks: b}}", id="a field of one's own"),
        pytest.param(f"{WHOLE}, tag: b}}\npost: {{footer: '{{{{ tag }}}}'}}", id="in a template"),
        pytest.param(f"{WHOLE}, tag: b}}\nwhere: tag != 'x'", id="in where"),
        pytest.param(
            "extract: {headline: h1, body_html: article}\nundated: first-seen",
            id="a date that is the time when it was first seen",
        ),
        pytest.param(
            "extract: {headline: h1, date_published: time}\npost: {body: none}",
            id="posts without a body",
        ),
        pytest.param(
            "discover:\n  - {kind: json, url: https://example.org/, items: a, fields: "
            "{url: u, headline: h, date_published: d}}\nextract: {body_html: article}",
            id="fields of a listing",
        ),
        pytest.param("title: Example", id="no rule at all: general ones read its pages"),
        pytest.param(
            "extract: {headline: h1}\nlayouts: "
            "[{until: 2020-01-01, extract: {date_published: b, body_html: i}}]",
            id="rules of an older layout",
        ),
    ],
)
def test_nothing_is_doubtful(warned, text: str) -> None:
    assert warned(text + "\n") == []


def test_a_selector_that_became_a_comment_is_doubtful(warned) -> None:
    text = "extract:\n  headline: #title\n  date_published: time\n  body_html: article\n"
    assert warned(text)[0] == (
        "2: extract.headline: found nothing, "
        "expected a selector; one that begins with # needs quotes, else it is a comment"
    )
