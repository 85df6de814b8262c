from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert

from newsbot.archive.codec import dump_fields
from newsbot.archive.edits import edited_articles
from newsbot.archive.ledger import Ledger
from newsbot.archive.schema import State, articles
from newsbot.article import Found
from newsbot.values.dates import format_rfc3339

FETCHED = datetime(2026, 3, 2, 12, tzinfo=UTC)


def said(**fields: str) -> str:
    return dump_fields({name: Found(value, "test") for name, value in fields.items()})


@pytest.fixture
def edited(ledger: Ledger):
    """Tell which of some known articles count as edited: before and now, one after the other."""
    rows = [
        {
            "id": number,
            "source": "example",
            "identity": f"id:{number}",
            "state": State.EXPORTED,
            "first_seen": format_rfc3339(FETCHED),
            "fetched_at": format_rfc3339(FETCHED),
        }
        for number in range(20)
    ]
    ledger.call(lambda connection: connection.execute(insert(articles), rows))

    def tell(*pairs: tuple[str | None, str]) -> list[int]:
        before = {number: old for number, (old, _) in enumerate(pairs)}
        now = {n: new for n, (old, new) in enumerate(pairs) if new != old}
        return ledger.call(edited_articles, before, now)

    return tell


OLD = said(date_modified="2026-03-01T12:00:00Z")
LATER = said(date_modified="2026-03-02T13:00:00Z")


def test_a_later_date_is_an_edit(edited) -> None:
    assert edited((OLD, LATER), (OLD, OLD), (None, LATER)) == [0]


def test_a_date_that_is_new_for_most_articles_tells_of_the_site(edited) -> None:
    changed, same = [(OLD, LATER)] * 3, (OLD, OLD)
    assert edited(*changed) == []
    assert edited(*changed, same, same) == []
    assert edited(*changed, same, same, same) == [0, 1, 2]


def test_new_words_are_believed_whatever_else_is_new(edited) -> None:
    words = (said(headline="a"), said(headline="b", date_modified="2026-03-02T13:00:00Z"))
    assert edited(*[(OLD, LATER)] * 9, words) == [9]


@pytest.mark.parametrize(
    ("date", "is_edit"),
    [
        pytest.param(format_rfc3339(FETCHED + timedelta(minutes=1)), True, id="after it"),
        pytest.param(
            format_rfc3339(FETCHED - timedelta(hours=9)), True, id="by a clock that is off"
        ),
        pytest.param(format_rfc3339(FETCHED - timedelta(days=1)), False, id="long before it"),
        pytest.param("2026-03-01T10:00:00", False, id="long before it, without a zone"),
        pytest.param("2026-03-01", True, id="a day"),
        pytest.param("Sun, 01 Mar 2026 10:00:00 GMT", True, id="another form"),
    ],
)
def test_what_was_changed_before_it_was_fetched_is_no_edit(
    edited, date: str, is_edit: bool
) -> None:
    assert edited((said(date_modified="2026-02-01"), said(date_modified=date))) == [0] * is_edit
