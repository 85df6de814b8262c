from __future__ import annotations

from newsbot.archive.articles import wait
from newsbot.archive.exports import mark_exported
from newsbot.archive.review import Exported, Waits, exported_posts, waiting_articles


def test_posts_that_are_in_place_are_listed_by_path(desk) -> None:
    one, two, three = desk.name("id:1", "id:2", "id:3").article_ids
    desk.publish(one, path="_posts/b.md")
    desk.publish(two, path="_posts/a.md")
    desk.archive(three, path="_posts/c.md")
    assert desk.ledger.call(exported_posts, "example") == [
        Exported(article_id=two, path="_posts/a.md", digest="d"),
        Exported(article_id=one, path="_posts/b.md", digest="d"),
    ]
    assert desk.ledger.call(exported_posts, "other") == []


def test_a_post_whose_next_version_waits_is_in_place(desk) -> None:
    article_id = desk.name_one("id:1")
    desk.publish(article_id, words="a")
    desk.archive(article_id, words="b")
    (post,) = desk.ledger.call(exported_posts, "example")
    assert (post.article_id, post.is_withheld) == (article_id, False)


def test_a_post_that_its_owner_deleted_is_listed_as_such(desk) -> None:
    article_id = desk.name_one("id:1")
    desk.publish(article_id)
    desk.ledger.call(mark_exported, {}, withheld=[article_id])
    (post,) = desk.ledger.call(exported_posts, "example")
    assert post.is_withheld


def test_articles_that_wait_are_listed_with_why_and_until_when(desk) -> None:
    one, two, _ = desk.name("id:NW:1", "url:example.org/2", "id:3").article_ids
    for article_id in (one, two):
        desk.ledger.call(wait, article_id, reason="no date", detail="x", now=desk.now)
    first, second = desk.ledger.call(waiting_articles, "example")
    assert first == Waits(
        where="NW:1",
        reason="no date",
        detail="x",
        since="2022-05-25T12:00:00+00:00",
        due_at="2022-05-25T12:05:00+00:00",
    )
    assert second.where == "example.org/2"


def test_one_that_was_given_up_has_no_next_time(desk) -> None:
    article_id = desk.name_one("id:1")
    for days in (0, 15):
        desk.wait_for(days=days)
        desk.ledger.call(wait, article_id, reason="no date", detail="", now=desk.now)
    (waits,) = desk.ledger.call(waiting_articles, "example")
    assert waits.due_at is None
