from __future__ import annotations

from datetime import UTC, datetime

from newsbot.archive.exports import load_pending, mark_exported, pending_articles, published_dates
from newsbot.archive.schema import State
from newsbot.article import Category


def test_archived_articles_without_a_post_are_pending_oldest_first(desk) -> None:
    ids = desk.name("id:1", "id:2", "id:3").article_ids
    desk.archive(*ids, body_html="<p>x</p>")
    desk.export(ids[1])
    pending = desk.ledger.call(pending_articles, "example")
    assert [article.article_id for article in pending] == [ids[0], ids[2]]
    assert pending[0].body_html == "<p>x</p>"
    assert [a.article_id for a in desk.ledger.call(pending_articles, "example", after=ids[0])] == [
        ids[2]
    ]
    assert len(desk.ledger.call(pending_articles, "example", limit=1)) == 1
    assert desk.ledger.call(pending_articles, "other") == []


def test_everything_that_a_post_needs_is_loaded(desk) -> None:
    one, two = desk.name("id:1", "id:2").article_ids
    desk.publish(one, words="a", category=Category(slug="x", title="X"))
    desk.archive(one, words="b", description="latest")
    desk.archive(two)
    pending = desk.ledger.call(load_pending, [one, two, 99])
    assert set(pending) == {one, two}
    first, second = pending[one], pending[two]
    assert (first.identity, first.path, first.version) == ("id:1", f"_posts/{one}.md", 2)
    assert (first.category, first.post_digest) == (Category(slug="x", title="X"), "d")
    assert first.article.description == "latest"
    assert (second.category, second.post_digest, second.version) == (None, None, 1)


def test_a_post_that_the_owner_edited_stays_exported_with_the_digest_of_ours(desk) -> None:
    article_id = desk.name_one("id:1")
    desk.publish(article_id, words="a")
    desk.archive(article_id, words="b")
    desk.ledger.call(mark_exported, {}, kept=[article_id])
    row = desk.row(article_id)
    assert (row.state, row.post_digest) == ("exported", "d")
    assert desk.ledger.call(pending_articles, "example") == []


def test_a_post_that_the_owner_deleted_is_withheld(desk) -> None:
    article_id = desk.name_one("id:1")
    desk.publish(article_id, words="a")
    desk.archive(article_id, words="b")
    desk.ledger.call(mark_exported, {}, withheld=[article_id])
    assert desk.state(article_id) == State.WITHHELD
    assert desk.ledger.call(pending_articles, "example") == []
    assert desk.due(waiting_too=True) == []


def test_the_dates_of_archived_articles_are_known(desk) -> None:
    one, two = desk.name("id:1", "id:2").article_ids
    date = datetime(2022, 5, 25, 6, tzinfo=UTC)
    desk.archive(one, date_published=date)
    assert desk.ledger.call(published_dates, [one, two]) == [date]
