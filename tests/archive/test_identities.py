from __future__ import annotations

from typing import Any

import pytest

from newsbot.archive.identities import Match, find_articles, rename, settle


def settled(desk: Any, article_id: int, *keys: str) -> int:
    return desk.ledger.call(settle, "example", article_id, keys, keys[0])


def test_every_key_that_ever_led_to_an_article_is_remembered(desk) -> None:
    article_id = desk.name_one("url:a")
    settled(desk, article_id, "id:1", "url:amp", "url:m")
    found = desk.ledger.call(
        find_articles, "example", ["id:1", "url:a", "url:amp", "url:m", "url:z"]
    )
    assert {key: match.article_id for key, match in found.items()} == dict.fromkeys(
        ("id:1", "url:a", "url:amp", "url:m"), article_id
    )
    assert desk.ledger.call(find_articles, "other", ["id:1"]) == {}


def test_more_keys_than_a_query_takes_are_found(desk) -> None:
    article_id = desk.name_one("url:a")
    found = desk.ledger.call(
        find_articles, "example", [f"url:{n}" for n in range(2_000)] + ["url:a"]
    )
    assert found == {"url:a": Match(article_id, "url:a")}


@pytest.mark.parametrize(
    ("one", "other", "may_be"),
    [
        pytest.param("id:1", "id:1", True, id="one identifier"),
        pytest.param("id:1", "id:2", False, id="two identifiers"),
        pytest.param("id:1", "url:a", True, id="an identifier and an address"),
        pytest.param("url:a", "url:b", True, id="two addresses"),
    ],
)
def test_two_identifiers_are_never_one_article(one: str, other: str, may_be: bool) -> None:
    assert Match(1, one).may_be(other) is may_be
    assert Match(1, other).may_be(one) is may_be


def test_of_two_without_a_post_the_older_stays_with_what_both_listings_said(desk, named) -> None:
    older = desk.name_one("url:a", headline="A")
    (younger,) = desk.name(named("url:b", section="B"), key="second").article_ids
    assert settled(desk, younger, "url:b", "url:a") == older
    assert desk.row(younger) is None
    said = {name for c in desk.record(older).contributions for name in c.fields}
    assert said == {"headline", "section"}
    assert desk.record(older).links == ("url:a", "url:b")


def test_what_one_listing_said_of_both_is_kept_of_the_one_that_stays(desk, named) -> None:
    older, younger = desk.name(
        named("url:a", headline="A"), named("url:b", headline="B")
    ).article_ids
    settled(desk, younger, "url:b", "url:a")
    (said,) = desk.record(older).contributions
    assert said.fields["headline"].value == "A"


def test_the_one_with_a_post_stays(desk) -> None:
    seen, known = desk.name("url:a", "url:b").article_ids
    desk.publish(known)
    assert settled(desk, seen, "url:a", "url:b") == known
    assert desk.row(seen) is None
    assert desk.record(known).links == ("url:a", "url:b")


def test_two_with_posts_stay_two(desk) -> None:
    one, two = desk.name("url:a", "url:b").article_ids
    desk.publish(one)
    desk.publish(two)
    assert settled(desk, one, "url:a", "url:b", "url:c") == one
    assert [desk.record(id_).links for id_ in (one, two)] == [("url:a", "url:c"), ("url:b",)]


def test_three_can_prove_to_be_one(desk) -> None:
    one, two, three = desk.name("url:a", "url:b", "url:c").article_ids
    desk.publish(two)
    assert settled(desk, three, "url:c", "url:a", "url:b") == two
    assert desk.row(one) is None
    assert desk.row(three) is None
    assert desk.record(two).links == ("url:a", "url:b", "url:c")


def test_an_article_without_a_post_takes_the_better_identity(desk) -> None:
    article_id = desk.name_one("url:a")
    settled(desk, article_id, "id:1", "url:a")
    assert desk.row(article_id).identity == "id:1"


def test_the_identity_of_an_article_with_a_post_stays(desk) -> None:
    article_id = desk.name_one("url:a")
    desk.publish(article_id)
    settled(desk, article_id, "id:1", "url:a")
    assert desk.row(article_id).identity == "url:a"
    assert desk.name_one("id:1") == article_id


def test_an_identity_that_another_has_is_not_taken(desk) -> None:
    one, two = desk.name("url:a", "url:b").article_ids
    desk.ledger.call(rename, "example", {two: "url:a"})
    assert [desk.row(id_).identity for id_ in (one, two)] == ["url:a", "url:b"]


def test_an_article_that_is_gone_and_that_no_key_leads_to_is_none(desk) -> None:
    assert settled(desk, 99, "url:a") == 0
