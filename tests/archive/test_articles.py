from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from newsbot.archive.answers import Answered
from newsbot.archive.articles import (
    count_articles,
    count_waiting,
    due_articles,
    load_records,
    skip,
    wait,
)
from newsbot.archive.schema import State
from newsbot.article import Contribution, Found, Origin
from newsbot.values.dates import parse_rfc3339


def fail(desk: Any, article_id: int, reason: str = "no date", **options: Any) -> None:
    desk.ledger.call(wait, article_id, reason=reason, detail="where", now=desk.now, **options)


def page(**fields: str) -> Contribution:
    return Contribution(
        origin=Origin.PAGE,
        url="https://example.org/1",
        fields={name: Found(value, "rule") for name, value in fields.items()},
    )


def answered(article_id: int, *keys: str, said: Contribution | None = None) -> Answered:
    return Answered(
        article_id=article_id, contribution=said or page(headline="T"), keys=keys, identity=keys[0]
    )


def test_what_a_listing_named_is_due_at_once_oldest_first(desk) -> None:
    ids = desk.name("id:1", "id:2", "id:3").article_ids
    assert desk.due() == list(ids)
    assert desk.due(limit=2) == list(ids[:2])
    assert desk.due(after=ids[1]) == [ids[2]]
    assert desk.due("other") == []


def test_an_article_that_waits_is_tried_after_5_minutes_1_hour_6_hours_and_then_daily(desk) -> None:
    article_id = desk.name_one("id:1")
    pauses = []
    for _ in range(6):
        fail(desk, article_id)
        assert desk.state(article_id) == State.INCOMPLETE
        pause = parse_rfc3339(desk.row(article_id).due_at) - desk.now
        desk.wait_for(seconds=pause.total_seconds() - 1)
        assert desk.due() == []
        desk.wait_for(seconds=1)
        assert desk.due() == [article_id]
        pauses.append(pause)
    day = timedelta(days=1)
    assert pauses == [timedelta(minutes=5), timedelta(hours=1), timedelta(hours=6), day, day, day]


def test_it_is_given_up_after_14_days(desk) -> None:
    article_id = desk.name_one("id:1")
    fail(desk, article_id)
    desk.wait_for(days=13, hours=23)
    fail(desk, article_id)
    assert desk.row(article_id).due_at is not None
    desk.wait_for(hours=1)
    fail(desk, article_id)
    assert desk.row(article_id).due_at is None
    desk.wait_for(days=365)
    assert desk.due() == []
    assert desk.due(waiting_too=True) == [article_id]


def test_one_that_waits_may_be_tried_before_its_time(desk) -> None:
    article_id = desk.name_one("id:1")
    fail(desk, article_id)
    assert desk.due() == []
    assert desk.due(waiting_too=True) == [article_id]


def test_a_failure_before_its_time_puts_nothing_off(desk) -> None:
    article_id = desk.name_one("id:1")
    fail(desk, article_id)
    before = desk.row(article_id)
    desk.wait_for(minutes=1)
    fail(desk, article_id, "HTTP 500")
    after = desk.row(article_id)
    assert (after.due_at, after.attempts) == (before.due_at, before.attempts)
    assert after.reason == "HTTP 500"


def test_what_other_rules_read_is_outdated(desk) -> None:
    waits, skipped = desk.name("id:1", "id:2").article_ids
    fail(desk, waits, rules="old")
    desk.ledger.call(skip, skipped, reason="where", rules="old", again=desk.now)
    desk.wait_for(minutes=5)
    for rules, is_outdated in (("old", False), ("new", True)):
        records = desk.ledger.call(due_articles, "example", now=desk.now, rules=rules)
        assert [record.is_outdated for record in records] == [is_outdated] * 2


def test_what_answers_said_of_a_skipped_article_is_kept_to_judge_it_again(desk) -> None:
    article_id, known = desk.name("id:1", "id:2").article_ids
    desk.publish(known)
    for one in (article_id, known):
        said = [page(section="Video")]
        desk.ledger.call(skip, one, reason="where", said=said, now=desk.now)
    assert desk.record(article_id).has(Origin.PAGE)
    assert not desk.record(known).has(Origin.PAGE)


def test_a_skipped_article_is_due_when_a_listing_says_what_decides(desk, named) -> None:
    article_id = desk.name_one("id:1", section="Video")
    desk.ledger.call(skip, article_id, reason="where")
    desk.name(named("id:1", section="Video", reads="2"), decisive={"section"})
    assert desk.due() == []
    desk.name(named("id:1", section="News"), key="second listing", decisive={"section"})
    assert desk.due() == [article_id]


def test_numbers_that_move_do_not_end_a_wait(desk, named) -> None:
    article_id = desk.name_one("id:1", reads="1")
    fail(desk, article_id)
    desk.name(named("id:1", reads="2"))
    assert desk.due() == []


def test_a_new_link_to_a_skipped_article_has_it_judged_again(desk) -> None:
    skipped, seen = desk.name("url:a", "url:b").article_ids
    desk.answer(answered(skipped, "id:1", "url:a"))
    desk.ledger.call(skip, skipped, reason="where")
    assert desk.answer(answered(seen, "id:1", "url:b")) == [skipped]
    assert desk.due() == [skipped]


def test_a_success_ends_the_failures_in_a_row(desk) -> None:
    article_id = desk.name_one("id:1")
    fail(desk, article_id, "HTTP 500")
    desk.publish(article_id)
    row = desk.row(article_id)
    assert (row.state, row.attempts, row.failed_since, row.due_at) == ("exported", 0, None, None)
    assert (row.reason, row.detail) == ("", "")
    assert desk.due() == []


def test_a_new_contribution_completes_an_article_that_waits(desk, named) -> None:
    article_id = desk.name_one("id:1")
    fail(desk, article_id)
    desk.name(named("id:1", date_published="2022-05-25"), key="second listing")
    assert desk.due() == [article_id]


def test_a_given_up_article_is_tried_again_when_a_listing_says_more(desk, named) -> None:
    article_id = desk.name_one("id:1")
    fail(desk, article_id)
    desk.wait_for(days=15)
    fail(desk, article_id)
    desk.name(named("id:1", date_published="2022-05-25"))
    assert desk.due() == [article_id]


def test_a_listing_that_says_the_same_again_changes_nothing(desk, named) -> None:
    waits, known = desk.name(named("id:1", headline="A"), named("id:2", headline="B")).article_ids
    fail(desk, waits)
    desk.publish(known)
    desk.name(named("id:1", headline="A"), named("id:2", headline="B"))
    assert desk.due() == []


def test_a_changed_contribution_makes_a_known_article_due(desk, named) -> None:
    article_id = desk.name_one("id:1", headline="A")
    desk.publish(article_id)
    desk.name(named("id:1", headline="B"))
    assert desk.due() == [article_id]
    assert desk.state(article_id) == State.EXPORTED


def test_another_listing_that_names_a_known_article_does_not(desk) -> None:
    desk.publish(desk.name_one("id:1"))
    desk.name("id:1", key="second listing")
    assert desk.due() == []


@pytest.mark.parametrize("state", ["archived", "withheld", "skipped"])
def test_an_article_that_is_done_with_is_never_due(desk, named, state: str) -> None:
    article_id = desk.name_one("id:1", headline="A")
    if state == "skipped":
        desk.ledger.call(skip, article_id, reason="where")
    else:
        desk.archive(article_id)
    if state == "withheld":
        desk.ledger.call(_withhold, article_id)
    desk.name(named("id:1", headline="B"))
    desk.wait_for(days=30)
    assert desk.state(article_id) == state
    assert desk.due(waiting_too=True) == []


def _withhold(connection: Any, article_id: int) -> None:
    from newsbot.archive.exports import mark_exported

    mark_exported(connection, {}, withheld=[article_id])


def test_a_known_article_that_cannot_be_fetched_stays_known_and_is_put_off(desk, named) -> None:
    article_id = desk.name_one("id:1", headline="A")
    desk.publish(article_id)
    desk.name(named("id:1", headline="B"))
    fail(desk, article_id, "HTTP 500")
    assert desk.state(article_id) == State.EXPORTED
    assert desk.due() == []
    desk.wait_for(minutes=5)
    assert desk.due() == [article_id]


def test_a_skipped_article_keeps_its_reason(desk) -> None:
    article_id = desk.name_one("id:1")
    fail(desk, article_id)
    desk.ledger.call(skip, article_id, reason="robots.txt", detail="https://example.org/1")
    row = desk.row(article_id)
    assert (row.state, row.reason, row.detail, row.due_at) == (
        "skipped", "robots.txt", "https://example.org/1", None,
    )  # fmt: skip


def test_a_known_article_that_is_skipped_keeps_its_post_and_is_not_due_any_more(
    desk, named
) -> None:
    article_id = desk.name_one("id:1", headline="A")
    desk.publish(article_id)
    desk.name(named("id:1", headline="B"))
    desk.ledger.call(skip, article_id, reason="robots.txt")
    assert desk.state(article_id) == State.EXPORTED
    assert desk.due() == []


def test_what_waits_is_counted_by_reason(desk) -> None:
    one, two, three, _ = desk.name("id:1", "id:2", "id:3", "id:4").article_ids
    fail(desk, one)
    fail(desk, two)
    fail(desk, three, "no body")
    assert desk.ledger.call(count_waiting, "example") == {"no date": 2, "no body": 1}
    assert desk.ledger.call(count_waiting, "other") == {}
    assert desk.ledger.call(count_waiting, "example", besides={two, 99}) == {
        "no date": 1,
        "no body": 1,
    }
    assert desk.ledger.call(count_articles, "example", State.SEEN) == 1


def test_a_known_article_whose_second_look_failed_does_not_wait(desk) -> None:
    one, two = desk.name("id:1", "id:2").article_ids
    desk.publish(one)
    fail(desk, one)
    fail(desk, two)
    assert desk.ledger.call(count_waiting, "example") == {"no date": 1}


def test_what_answers_said_is_kept_while_an_article_waits(desk) -> None:
    article_id = desk.name_one("id:1")
    fail(desk, article_id, said=[page(headline="A")])
    fail(desk, article_id, said=[page(headline="B")])
    answers = [c for c in desk.record(article_id).contributions if c.origin is Origin.PAGE]
    assert [c.fields["headline"].value for c in answers] == ["B"]


def test_a_failure_of_an_article_that_is_gone_is_nothing(desk) -> None:
    fail(desk, 99)
    desk.ledger.call(skip, 99, reason="where")


def test_an_answer_is_stored_with_the_addresses_that_led_there(desk) -> None:
    article_id = desk.name_one("url:a")
    assert desk.answer(answered(article_id, "url:a", "url:short")) == [article_id]
    record = desk.record(article_id)
    assert record.links == ("url:a", "url:short")
    assert record.has(Origin.PAGE)
    assert not record.has(Origin.CONTENT)
    assert desk.name_one("url:short") == article_id


def test_an_answer_replaces_the_one_before(desk) -> None:
    article_id = desk.name_one("url:a")
    for headline in ("A", "B"):
        desk.answer(answered(article_id, "url:a", said=page(headline=headline)))
    (said,) = [c for c in desk.record(article_id).contributions if c.origin is Origin.PAGE]
    assert said.fields["headline"].value == "B"


def test_an_identifier_found_on_two_pages_makes_them_one_article(desk) -> None:
    one, two = desk.name("url:a", "url:b").article_ids
    assert desk.answer(answered(one, "id:1", "url:a")) == [one]
    assert desk.answer(answered(two, "id:1", "url:b")) == [one]
    assert desk.record(two) is None
    record = desk.record(one)
    assert (record.identity, record.links) == ("id:1", ("id:1", "url:a", "url:b"))
    assert desk.due() == [one]


def test_pages_that_come_together_are_joined_like_pages_that_come_one_by_one(desk) -> None:
    one, two, three = desk.name("url:a", "url:b", "url:c").article_ids
    survivors = desk.answer(
        answered(one, "id:1", "url:a"),
        answered(two, "id:1", "url:b"),
        answered(three, "id:3", "url:c"),
    )
    assert survivors == [one, one, three]
    assert desk.due() == [one, three]
    assert desk.record(one).links == ("id:1", "url:a", "url:b")


def test_the_order_of_pages_that_come_together_does_not_matter(desk) -> None:
    one, two = desk.name("url:a", "url:b").article_ids
    survivors = desk.answer(answered(two, "id:1", "url:b"), answered(one, "id:1", "url:a"))
    assert survivors == [one, one]
    assert desk.due() == [one]
    assert desk.record(one).links == ("id:1", "url:a", "url:b")


def test_an_answer_for_an_article_that_was_joined_meanwhile_reaches_the_other(desk) -> None:
    one, two = desk.name("url:a", "url:b").article_ids
    desk.answer(answered(one, "id:1", "url:a"))
    desk.answer(answered(two, "id:1", "url:b"))
    assert desk.answer(answered(two, "id:1", "url:b")) == [one]


def test_a_new_link_to_an_article_in_the_archive_is_that_article(desk) -> None:
    known, seen = desk.name("url:a", "url:b").article_ids
    desk.answer(answered(known, "id:1", "url:a"))
    desk.publish(known)
    assert desk.answer(answered(seen, "id:1", "url:b")) == [known]
    assert desk.record(known).is_known
    assert desk.record(seen) is None
    assert desk.due() == []


def test_records_that_are_gone_are_left_out(desk) -> None:
    (one,) = desk.name("id:1").article_ids
    found = desk.ledger.call(load_records, [99, one])
    assert [record.article_id for record in found] == [one]
    assert found[0].first_seen == desk.now
