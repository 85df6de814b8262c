from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.archive.places import Place
from newsbot.archive.schema import State
from newsbot.archive.versions import Entry, Outcome, archive
from newsbot.article import Article, Contribution, Origin
from tests.archive.conftest import paths_of

DAY = datetime(2022, 5, 24, 8, tzinfo=UTC)


def entry(article_id: int, text: str, headline: str, **said: str) -> Entry:
    return Entry(
        article=Article(
            source="example",
            article_id=article_id,
            headline=headline,
            date_published=DAY,
            **said,
        ),
        words_digest=f"{headline} {text}",
        place=lambda article, _: Place(paths=paths_of(f"{article.article_id}.md"), category=None),
        text_digest=text,
    )


def archived(desk: Any, *entries: Entry) -> list[Outcome]:
    return desk.ledger.call(archive, entries, desk.now)


def test_three_articles_with_one_text_are_none(desk) -> None:
    ids = desk.name("url:a", "url:b", "url:c").article_ids
    entries = [entry(id_, "wall", headline) for id_, headline in zip(ids, "ABC", strict=True)]
    assert archived(desk, *entries) == [Outcome.REPEATED] * 3
    assert [desk.row(id_).version for id_ in ids] == [0, 0, 0]


def test_posts_that_are_there_stay(desk) -> None:
    ids = desk.name("url:a", "url:b", "url:c").article_ids
    told = [archived(desk, entry(i, "wall", h)) for i, h in zip(ids, "ABC", strict=True)]
    assert told == [[Outcome.NEW], [Outcome.NEW], [Outcome.REPEATED]]
    assert [desk.state(id_) for id_ in ids] == [State.ARCHIVED, State.ARCHIVED, State.SEEN]


def test_an_edit_that_is_the_text_of_several_others_is_none(desk) -> None:
    ids = desk.name("url:a", "url:b", "url:c").article_ids
    archived(desk, entry(ids[0], "story", "A"))
    archived(desk, entry(ids[1], "wall", "B"), entry(ids[2], "wall", "C"))
    assert archived(desk, entry(ids[0], "wall", "A")) == [Outcome.REPEATED]
    assert desk.row(ids[0]).version == 1


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(
            [{"url": f"https://example.org/{one}/"} for one in "abc"], id="nothing in common"
        ),
        pytest.param(
            [{"url": f"https://example.org/story-{n}/"} for n in (1, 2, 3)], id="short numbers"
        ),
        pytest.param(
            [{"url": f"https://example.org/the-{n}-boats-are-back"} for n in (1, 2, 3)], id="words"
        ),
    ],
)
def test_one_headline_and_date_do_not_make_three_addresses_one(
    desk, addresses: list[dict[str, str]]
) -> None:
    ids = desk.name("url:a", "url:b", "url:c").article_ids
    entries = [entry(i, "wall", "A", **said) for i, said in zip(ids, addresses, strict=True)]
    assert archived(desk, *entries) == [Outcome.REPEATED] * 3


@pytest.mark.parametrize(
    "addresses",
    [
        pytest.param(
            [
                {"url": f"https://example.org/{one}/", "canonical_url": "https://example.org/a/"}
                for one in "abc"
            ],
            id="the page names one for all",
        ),
        pytest.param(
            [{"url": f"https://{one}example.org/a"} for one in ("", "m.", "www.")], id="one form"
        ),
        pytest.param(
            [{"url": f"https://example.org/{one}/boats-are-back"} for one in "abc"],
            id="the same words at the end",
        ),
        pytest.param(
            [{"url": f"https://example.org/{one}/a-1234567.html"} for one in "abc"],
            id="the same number",
        ),
    ],
)
def test_one_article_under_several_addresses_is_one(desk, addresses: list[dict[str, str]]) -> None:
    ids = desk.name("url:a", "url:b", "url:c").article_ids
    entries = [entry(i, "story", "A", **said) for i, said in zip(ids, addresses, strict=True)]
    assert archived(desk, *entries) == [Outcome.NEW] * 3


def test_articles_without_words_are_not_compared(desk) -> None:
    ids = desk.name("url:a", "url:b", "url:c").article_ids
    entries = [entry(id_, "", headline) for id_, headline in zip(ids, "ABC", strict=True)]
    assert archived(desk, *entries) == [Outcome.NEW] * 3


def test_what_they_said_is_forgotten_so_that_they_are_fetched_again(desk) -> None:
    (article_id,) = desk.name("url:c").article_ids
    others = desk.name("url:a", "url:b", key="second").article_ids
    archived(desk, entry(others[0], "wall", "A"), entry(others[1], "wall", "B"))
    said = Contribution(origin=Origin.PAGE, url="https://example.org/c", fields={})
    record = desk.record(article_id)
    desk.ledger.call(_store, article_id, said, desk.now)
    assert desk.record(article_id).has(Origin.PAGE)
    archived(desk, entry(article_id, "wall", "C"))
    assert desk.record(article_id) == replace(record, contributions=record.contributions)


def _store(connection: Any, article_id: int, said: Contribution, now: datetime) -> None:
    from newsbot.archive.answers import store_answers

    store_answers(connection, {article_id: [said]}, now)
