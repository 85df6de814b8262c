from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.archive.aliases import By, Way
from newsbot.archive.places import Place
from newsbot.archive.schema import State
from newsbot.archive.versions import Entry, Outcome, archive
from newsbot.article import Article
from tests.archive.conftest import paths_of

DAY = datetime(2022, 5, 24, 8, tzinfo=UTC)
LATER = {"date_published": datetime(2022, 5, 25, 8, tzinfo=UTC)}


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
    ("words", "by", "fields", "outcome"),
    [
        pytest.param("a", By.LOOKS, {}, Outcome.ALIAS, id="a form with the same words"),
        pytest.param("b", By.LOOKS, {}, Outcome.ALIAS, id="a form, headline and date"),
        pytest.param(
            "a",
            By.LOOKS,
            LATER,
            Outcome.ALIAS,
            id="the same words, undated",
        ),
        pytest.param("b", By.LOOKS, {"headline": "U"}, Outcome.NEW, id="another headline"),
        pytest.param("b", By.LOOKS, LATER, Outcome.NEW, id="of another day"),
        pytest.param("a", By.AGREED, {}, Outcome.ALIAS, id="one place, words and date"),
        pytest.param("b", By.AGREED, {}, Outcome.NEW, id="one place with other words"),
        pytest.param("a", By.AGREED, LATER, Outcome.NEW, id="and another date"),
        pytest.param("a", By.REDIRECT, {}, Outcome.ELSEWHERE, id="a redirect alone"),
    ],
)
def test_what_a_way_leads_to_has_to_be_the_same(desk, words, by, fields, outcome) -> None:
    known, other = desk.name("url:a", "url:b").article_ids
    assert archived(desk, entry(known, "a")) == [Outcome.NEW]
    assert archived(desk, entry(other, words, Way("url:a", by), **fields)) == [outcome]
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


def test_a_post_is_not_edited_by_what_stands_at_another_articles_address(desk) -> None:
    known, other = desk.name("url:a", "url:b").article_ids
    archived(desk, entry(known, "a"), entry(other, "b", headline="U"))
    again = replace(entry(other, "c"), ways=(Way("url:a", By.REDIRECT),))
    assert archived(desk, again) == [Outcome.ELSEWHERE]
    assert (desk.row(other).version, desk.state(other)) == (1, State.ARCHIVED)


def test_the_address_of_an_article_without_a_post_keeps_nobody_waiting(desk) -> None:
    _, other = desk.name("url:a", "url:b").article_ids
    assert archived(desk, entry(other, "a", Way("url:a", By.REDIRECT))) == [Outcome.NEW]


def test_one_page_is_that_of_several_identifiers(desk) -> None:
    known, other = desk.name("id:1", "id:2").article_ids
    archived(desk, entry(known, "a"))
    assert archived(desk, entry(other, "b", Way("id:1", By.REDIRECT))) == [Outcome.NEW]
