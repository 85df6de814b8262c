from __future__ import annotations

import pytest

from newsbot.archive.contributions import record_page
from newsbot.archive.listings import Validators, begin_pass, complete_pass, conditions
from newsbot.article import Origin


def test_passes_are_numbered_and_the_first_completed_one_is_remembered(desk) -> None:
    first = desk.begin()
    assert (first.number, first.completed, first.is_first) == (1, 0, True)
    desk.complete(first)
    second = desk.begin()
    assert (second.number, second.completed, second.is_first) == (2, 1, False)


def test_an_interrupted_pass_is_not_a_completed_one(desk) -> None:
    desk.complete(desk.begin())
    desk.begin()
    third = desk.begin()
    assert (third.number, third.completed) == (3, 1)


def test_a_first_pass_that_was_interrupted_is_still_to_come(desk) -> None:
    desk.page(desk.begin(), "id:1")
    assert desk.begin().is_first


def test_listings_of_two_sources_are_two(desk) -> None:
    desk.complete(desk.begin())
    assert desk.begin(source="other").is_first


def test_a_page_names_articles_in_its_order(desk) -> None:
    record = desk.name("id:b", "id:a")
    assert [desk.row(id_).identity for id_ in record.article_ids] == ["id:b", "id:a"]
    assert (record.new, record.known) == (2, 0)
    assert [desk.state(id_) for id_ in record.article_ids] == ["seen", "seen"]


def test_an_article_that_stands_twice_on_a_page_is_one(desk, named) -> None:
    record = desk.name(named("id:1", "url:a", headline="first"), named("url:a", "url:b"))
    assert len(record.article_ids) == 1
    assert record.new == 1
    assert desk.record(record.article_ids[0]).links == ("id:1", "url:a", "url:b")


def test_two_identifiers_are_two_articles_even_with_one_address(desk, named) -> None:
    record = desk.name(named("id:1", "url:list"), named("id:2", "url:list"))
    assert len(record.article_ids) == 2


def test_an_article_of_several_listings_is_one_with_what_each_says(desk, named) -> None:
    one = desk.begin("a")
    (first,) = desk.page(one, named("id:1", headline="A"), position=5).article_ids
    (second,) = desk.page(desk.begin("b"), named("id:1", section="B"), position=2).article_ids
    assert first == second
    said = [
        (c.origin, c.position, {name: found.value for name, found in c.fields.items()})
        for c in desk.record(first).contributions
    ]
    assert said == [(Origin.LISTING, 5, {"headline": "A"}), (Origin.LISTING, 2, {"section": "B"})]


def test_an_article_is_found_by_any_of_its_keys(desk, named) -> None:
    first = desk.name_one("id:1", "url:a")
    assert desk.name_one("url:a") == first
    assert desk.name_one("id:1", "url:b") == first
    assert desk.name_one("url:b") == first


def test_articles_of_two_sources_are_two(desk) -> None:
    (mine,) = desk.name("id:1").article_ids
    (yours,) = desk.name("id:1", source="other").article_ids
    assert mine != yours


def test_a_listing_keeps_one_contribution_an_article_the_last(desk, named) -> None:
    article_id = desk.name_one("id:1", headline="A")
    desk.name_one("id:1", headline="B")
    (said,) = desk.record(article_id).contributions
    assert said.fields["headline"].value == "B"


def test_a_page_is_wholly_known_when_the_last_completed_pass_had_all_of_it(desk) -> None:
    assert not desk.name("id:1", "id:2").is_wholly_known
    assert desk.name("id:2", "id:1").is_wholly_known
    assert not desk.name("id:1", "id:3").is_wholly_known
    assert desk.name("id:1", "id:3").is_wholly_known


def test_what_only_an_interrupted_pass_saw_is_not_wholly_known(desk) -> None:
    """A run that ended after the first page left the pages behind it unread."""
    desk.name("id:1", "id:2")
    desk.page(desk.begin(), "id:5", "id:4")
    resumed = desk.begin()
    assert not desk.page(resumed, "id:5", "id:4").is_wholly_known
    assert not desk.page(resumed, "id:3", "id:2").is_wholly_known
    assert desk.page(resumed, "id:2", "id:1").is_wholly_known
    desk.complete(resumed)
    assert desk.name("id:5", "id:4").is_wholly_known


def test_what_another_listing_named_is_not_known_to_this_one(desk) -> None:
    desk.name("id:1", key="a")
    desk.name("id:2", key="b")
    record = desk.name("id:1", key="b")
    assert not record.is_wholly_known
    assert record.new == 0


@pytest.mark.parametrize("is_first", [True, False], ids=["first pass", "later pass"])
def test_a_page_without_articles_is_nothing_new_except_to_the_first_pass(desk, is_first) -> None:
    if not is_first:
        desk.name("id:1")
    record = desk.page(desk.begin())
    assert (record.article_ids, record.adds_nothing) == ((), False)
    assert record.is_wholly_known is not is_first


def test_a_page_adds_nothing_when_this_pass_had_all_of_it(desk) -> None:
    listing_pass = desk.begin()
    assert not desk.page(listing_pass, "id:1", "id:2").adds_nothing
    assert not desk.page(listing_pass, "id:2", "id:3").adds_nothing
    assert desk.page(listing_pass, "id:1", "id:3").adds_nothing
    assert not desk.page(desk.begin(), "id:1").adds_nothing


def test_articles_that_are_in_the_archive_are_counted(desk) -> None:
    desk.publish(desk.name_one("id:1"))
    assert desk.name("id:1", "id:2").known == 1


def test_a_listing_that_shares_nothing_with_its_last_pass_is_a_gap(desk) -> None:
    desk.name("id:1", "id:2")
    desk.wait_for(hours=9)
    desk.name("id:3", "id:4")
    assert desk.gaps() == [("home", "2022-05-25T12:00:00+00:00", "2022-05-25T21:00:00+00:00")]


@pytest.mark.parametrize(
    "pages",
    [
        pytest.param([["id:3", "id:2"]], id="one article is shared"),
        pytest.param([["id:4", "id:3"], ["id:2"]], id="a later page is shared"),
        pytest.param([[]], id="nothing is listed"),
    ],
)
def test_a_listing_that_shares_something_has_no_gap(desk, pages: list[list[str]]) -> None:
    desk.name("id:1", "id:2")
    listing_pass = desk.begin()
    for page in pages:
        desk.page(listing_pass, *page)
    desk.complete(listing_pass)
    assert desk.gaps() == []


def test_a_listing_that_was_empty_and_fills_has_no_gap(desk) -> None:
    desk.name()
    desk.name("id:a")
    assert desk.gaps() == []
    desk.name()
    desk.name("id:b")
    assert len(desk.gaps()) == 1, "it had something before it was empty"


def test_a_first_pass_has_no_gap(desk) -> None:
    desk.name("id:1")
    assert desk.gaps() == []


def test_a_gap_is_measured_from_the_last_completed_pass(desk) -> None:
    desk.name("id:1")
    desk.wait_for(hours=1)
    desk.page(desk.begin(), "id:2")
    desk.wait_for(hours=1)
    desk.name("id:2")
    assert desk.gaps() == [("home", "2022-05-25T12:00:00+00:00", "2022-05-25T14:00:00+00:00")]


def test_a_page_of_more_links_than_a_query_takes_is_stored_whole(desk) -> None:
    entries = [f"id:{number}" for number in range(1_200)]
    assert desk.name(*entries).new == 1_200
    again = desk.name(*entries, "id:x")
    assert (again.new, again.is_wholly_known) == (1, False)


VALIDATORS = Validators(etag='"1"', last_modified="Wed, 25 May 2022 06:00:00 GMT", rules="r1")


def _read(desk, *, completed: bool = True) -> None:
    listing_pass = desk.begin()
    desk.ledger.call(
        record_page,
        "example",
        listing_pass,
        [],
        url="https://example.org/",
        position=0,
        now=desk.now,
        validators=VALIDATORS,
    )
    if completed:
        desk.complete(listing_pass)


def _conditions(desk, rules: str = "r1") -> dict[str, str]:
    return desk.ledger.call(conditions, "example", "home", rules=rules, now=desk.now)


def test_a_listing_that_was_read_to_its_end_is_asked_for_only_if_it_has_changed(desk) -> None:
    assert _conditions(desk) == {}
    _read(desk)
    assert _conditions(desk) == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Wed, 25 May 2022 06:00:00 GMT",
    }


def test_a_listing_whose_reading_was_cut_off_is_read_anew(desk) -> None:
    _read(desk)
    _read(desk, completed=False)
    assert _conditions(desk) == {}


def test_other_rules_read_a_listing_anew(desk) -> None:
    _read(desk)
    assert _conditions(desk, rules="r2") == {}


def test_a_listing_that_never_changes_is_read_anew_every_day(desk) -> None:
    _read(desk)
    desk.wait_for(hours=23)
    assert _conditions(desk)
    desk.wait_for(hours=1)
    assert _conditions(desk) == {}


def _pass(desk, reach: str, *, ended_at: str | None) -> bool:
    """Read a listing's first page; return whether that was a first pass."""
    listing_pass = desk.ledger.call(begin_pass, "example", "home", reach)
    desk.page(listing_pass, "id:1")
    desk.ledger.call(complete_pass, "example", listing_pass, desk.now, ended_at)
    return listing_pass.is_first


def test_a_larger_first_reads_on_where_a_smaller_one_ended(desk) -> None:
    assert _pass(desk, "25", ended_at="25")
    assert not _pass(desk, "25", ended_at=None)
    assert _pass(desk, "all", ended_at="")
    assert not _pass(desk, "all", ended_at=None)


def test_a_listing_that_was_read_to_its_end_has_nothing_more_for_a_larger_first(desk) -> None:
    assert _pass(desk, "7 days", ended_at="")
    assert not _pass(desk, "all", ended_at=None)


def test_a_pass_that_shares_nothing_with_the_last_one_is_told_as_a_gap(desk) -> None:
    _pass(desk, "7d", ended_at="")
    listing_pass = desk.begin()
    desk.page(listing_pass, "id:2", "id:3")
    assert desk.ledger.call(complete_pass, "example", listing_pass, desk.now)
