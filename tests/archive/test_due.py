from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeAlias

import pytest

from newsbot.archive.articles import skip, wait
from newsbot.archive.codec import dump_fields
from newsbot.archive.due import may_admit, may_complete, note_rules, says_new_words
from newsbot.article import Found

Fields: TypeAlias = Mapping[str, str]


def text_of(fields: Fields) -> str:
    return dump_fields({name: Found(value, "rule") for name, value in fields.items()})


@pytest.mark.parametrize(
    ("before", "now", "answer"),
    [
        pytest.param({"headline": "A"}, {"headline": "A"}, False, id="nothing"),
        pytest.param({"headline": "A"}, {"headline": "B"}, True, id="another headline"),
        pytest.param({}, {"description": "new"}, True, id="a summary that was not there"),
        pytest.param({"description": "old"}, {}, False, id="a summary that is gone"),
        pytest.param({"reads": "1"}, {"reads": "2"}, False, id="a count of readers"),
        pytest.param(
            {"date_modified": "5 minutes ago"},
            {"date_modified": "9 minutes ago"},
            False,
            id="a distance from now",
        ),
        pytest.param(
            {"date_modified": "2022-05-25 10:00"},
            {"date_modified": "2022-05-25 11:00"},
            True,
            id="a later edit",
        ),
    ],
)
def test_only_words_make_a_known_article_due(before: Fields, now: Fields, answer: bool) -> None:
    assert says_new_words(text_of(before), text_of(now)) is answer


def test_what_another_rule_finds_is_not_new_when_it_is_the_same() -> None:
    found = {"headline": Found("A", "rule")}
    other = {"headline": replace(found["headline"], rule="another rule")}
    assert not says_new_words(dump_fields(found), dump_fields(other))
    assert not may_complete(dump_fields(found), dump_fields(other))


@pytest.mark.parametrize(
    ("before", "now", "answer"),
    [
        pytest.param({"reads": "1"}, {"reads": "2"}, False, id="a count of readers"),
        pytest.param({"url": "/1?ad=x"}, {"url": "/1?ad=y"}, False, id="a token in the address"),
        pytest.param({}, {"headline": "A"}, True, id="a headline"),
        pytest.param({}, {"body_html": "<p>x</p>"}, True, id="a body"),
        pytest.param({"headline": "A"}, {}, False, id="less than before"),
        pytest.param({}, {"date_published": "2022-05-25"}, True, id="a date"),
        pytest.param(
            {"date_published": "5 minutes ago"},
            {"date_published": "9 minutes ago"},
            False,
            id="a distance from now",
        ),
        pytest.param(
            {"date_published": "today"},
            {"date_published": "2022-05-25"},
            True,
            id="a date that is written out at last",
        ),
    ],
)
def test_only_what_may_complete_an_article_ends_its_wait(
    before: Fields, now: Fields, answer: bool
) -> None:
    assert may_complete(text_of(before), text_of(now)) is answer


@pytest.mark.parametrize(
    ("now", "answer"),
    [
        pytest.param({"url": "/1", "reads": "1"}, False, id="with its address alone"),
        pytest.param({"date_published": "5 minutes ago"}, True, id="with a date"),
    ],
)
def test_a_second_listing_ends_the_wait_when_it_says_what_may_be_missing(
    now: Fields, answer: bool
) -> None:
    assert may_complete(None, text_of(now)) is answer


@pytest.mark.parametrize(
    ("before", "now", "decisive", "answer"),
    [
        pytest.param({"section": "A"}, {"section": "B"}, {"section"}, True, id="what decides"),
        pytest.param({"section": "A"}, {}, {"section"}, True, id="that it is gone"),
        pytest.param({"reads": "1"}, {"reads": "2"}, {"section"}, False, id="anything else"),
        pytest.param({"reads": "1"}, {"reads": "2"}, None, True, id="anything, where all decides"),
        pytest.param(None, {"section": "B"}, {"section"}, True, id="what decides, elsewhere"),
        pytest.param(None, {"url": "/1"}, {"section"}, False, id="nothing, elsewhere"),
    ],
)
def test_a_skipped_article_is_judged_again_when_a_listing_says_what_decides(
    before: Fields | None, now: Fields, decisive: set[str] | None, answer: bool
) -> None:
    old = text_of(before) if before is not None else None
    names = frozenset(decisive) if decisive is not None else None
    assert may_admit(old, text_of(now), names) is answer


def test_another_source_file_makes_all_due_that_waits_or_was_skipped(desk) -> None:
    waits, given_up, skipped, known = desk.name("id:1", "id:2", "id:3", "id:4").article_ids
    desk.publish(known)
    desk.ledger.call(note_rules, "example", "old", desk.now)
    desk.ledger.call(skip, skipped, reason="where")
    for article_id in (given_up, waits):
        desk.ledger.call(wait, article_id, reason="no date", detail="", now=desk.now)
        desk.wait_for(days=15)
    desk.ledger.call(wait, given_up, reason="no date", detail="", now=desk.now)
    desk.ledger.call(wait, waits, reason="no date", detail="", now=desk.now)
    desk.ledger.call(note_rules, "example", "old", desk.now)
    assert desk.due() == []
    desk.ledger.call(note_rules, "example", "new", desk.now)
    assert desk.due() == [waits, given_up, skipped]
    assert desk.due("other") == []
