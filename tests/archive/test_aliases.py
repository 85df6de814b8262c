from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.archive.aliases import Way
from newsbot.archive.schema import State
from newsbot.archive.versions import Entry, Outcome, Place, archive
from newsbot.article import Article
from tests.archive.conftest import paths_of

DAY = datetime(2022, 5, 24, 8, tzinfo=UTC)
OTHER_DAY = datetime(2022, 5, 25, 8, tzinfo=UTC)


def entry(article_id: int, words: str, *ways: Way, **fields: Any) -> Entry:
    said = {"headline": "T", "date_published": DAY, **fields}
    return Entry(
        article=Article(source="example", article_id=article_id, **said),
        words_digest=words,
        place=lambda article, _: Place(paths=paths_of(f"{article.article_id}.md"), category=None),
        ways=ways,
    )


def archived(desk: Any, *entries: Entry) -> list[Outcome]:
    return desk.ledger.call(archive, entries, desk.now)


@pytest.mark.parametrize(
    ("words", "is_form", "fields", "outcome"),
    [
        pytest.param("a", True, {}, Outcome.ALIAS, id="a form with the same words"),
        pytest.param("b", True, {}, Outcome.ALIAS, id="a form with the same headline and date"),
        pytest.param(
            "a", True, {"date_published": OTHER_DAY}, Outcome.ALIAS, id="the same words, undated"
        ),
        pytest.param("b", True, {"headline": "U"}, Outcome.NEW, id="a form with another headline"),
        pytest.param("b", True, {"date_published": OTHER_DAY}, Outcome.NEW, id="of another day"),
        pytest.param("a", False, {}, Outcome.ALIAS, id="one place with the same words and date"),
        pytest.param("b", False, {}, Outcome.NEW, id="one place with other words"),
        pytest.param("a", False, {"date_published": OTHER_DAY}, Outcome.NEW, id="and another date"),
    ],
)
def test_what_a_way_leads_to_has_to_be_the_same(desk, words, is_form, fields, outcome) -> None:
    known, other = desk.name("url:a", "url:b").article_ids
    assert archived(desk, entry(known, "a")) == [Outcome.NEW]
    assert archived(desk, entry(other, words, Way("url:a", is_form), **fields)) == [outcome]
    if outcome is Outcome.ALIAS:
        assert desk.row(other) is None
        assert desk.record(known).links == ("url:a", "url:b")


def test_articles_that_are_archived_together_are_told_apart_too(desk) -> None:
    one, other = desk.name("url:a", "url:b").article_ids
    both = [entry(one, "a", Way("url:b")), entry(other, "a", Way("url:a"))]
    assert archived(desk, *both) == [Outcome.NEW, Outcome.ALIAS]


def test_an_article_without_a_post_is_not_what_another_proves_to_be(desk) -> None:
    _, other = desk.name("url:a", "url:b").article_ids
    assert archived(desk, entry(other, "a", Way("url:a"))) == [Outcome.NEW]


def test_two_identifiers_stay_two_articles(desk) -> None:
    known, other = desk.name("id:1", "id:2").article_ids
    archived(desk, entry(known, "a"))
    assert archived(desk, entry(other, "a", Way("id:1"))) == [Outcome.NEW]


def test_an_article_with_a_post_is_never_taken_for_another(desk) -> None:
    known, other = desk.name("url:a", "url:b").article_ids
    archived(desk, entry(known, "a"), entry(other, "b", headline="U"))
    again = replace(entry(other, "a"), ways=(Way("url:a"),))
    assert archived(desk, again) == [Outcome.EDITED]
    assert desk.state(other) == State.ARCHIVED
