from __future__ import annotations

from newsbot.archive.articles import skip
from newsbot.archive.due import note_rules
from newsbot.archive.former_names import adopt
from newsbot.archive.review import exported_posts


def publish(desk, source: str, *identities: str) -> tuple[int, ...]:
    ids = desk.name(*identities, source=source, key="home").article_ids
    for article_id in ids:
        desk.publish(article_id)
    return ids


def test_articles_links_and_listings_are_the_new_names(desk) -> None:
    publish(desk, "old", "id:1", "id:2")
    assert desk.ledger.call(adopt, "example", ["older", "old"]) == 2
    assert len(desk.ledger.call(exported_posts, "example")) == 2
    assert desk.begin("home").completed == 1
    record = desk.name("id:1", "id:2", "id:3")
    assert (record.known, record.new) == (2, 1)


def test_what_the_new_name_has_already_stays(desk) -> None:
    old = publish(desk, "old", "id:1", "id:2")
    own = publish(desk, "example", "id:1")
    assert desk.ledger.call(adopt, "example", ["old"]) == 1
    assert [desk.row(id_).source for id_ in (*old, *own)] == ["old", "example", "example"]
    assert desk.name("id:1", "id:2").article_ids == (own[0], old[1])


def test_its_rules_are_those_that_the_old_name_had(desk) -> None:
    desk.ledger.call(note_rules, "old", "a", desk.now)
    desk.ledger.call(adopt, "example", ["old"])
    article_id = desk.name_one("id:1")
    desk.ledger.call(skip, article_id, reason="where")
    desk.ledger.call(note_rules, "example", "b", desk.now)
    assert desk.due() == [article_id]


def test_a_second_time_there_is_nothing_to_do(desk) -> None:
    publish(desk, "old", "id:1")
    desk.ledger.call(adopt, "example", ["old"])
    assert desk.ledger.call(adopt, "example", ["old"]) == 0


def test_its_own_name_is_no_former_one(desk) -> None:
    publish(desk, "example", "id:1")
    assert desk.ledger.call(adopt, "example", ["example"]) == 0
    assert len(desk.ledger.call(exported_posts, "example")) == 1
