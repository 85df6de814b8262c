"""Archive pages by date, from run to run: which days are asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.spiders.answers import no_page
from newsbot.spiders.limits import Limits
from newsbot.spiders.listings import ListingReader
from newsbot.values.answer import Answer
from tests.spiders.conftest import NOW

ENTRY = """
discover:
  - {kind: dated, url: "https://example.org/{date:%Y-%m-%d}", articles: "li a", next: "a.next"}
"""


@dataclass
class Site:
    """Archive pages by their address's end, and which were asked for."""

    pages: Mapping[str, str] = field(default_factory=dict)
    failing: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    def crawl(self, run: Run, *, most: int = 1_000, **options: Any) -> list[str]:
        """Read listings, *most* of them before a kill; return what was asked for, in order."""
        self.asked = []
        asyncio.run(self._crawl(ListingReader(run, **options), most))
        return self.asked

    async def _crawl(self, reader: ListingReader, most: int) -> None:
        waiting = list(reader.first_pages())
        while waiting and len(self.asked) < most:
            page = waiting.pop(0)
            headers = {} if page.listing.is_virtual else await reader.conditions(page)
            answer = self._answer(page.listing.url, is_virtual=page.listing.is_virtual)
            if answer is not None and answer.etag and headers == {"If-None-Match": answer.etag}:
                reader.unchanged()
            elif answer is not None:
                waiting += await reader.read(page, answer)

    def _answer(self, url: str, *, is_virtual: bool) -> Answer | None:
        if is_virtual:
            return no_page(url)
        day = url.rpartition("/")[2]
        self.asked.append(day)
        if day in self.failing:
            return None
        text = self.pages.get(day)
        return Answer(url, text, etag=text) if text is not None else no_page(url)


@pytest.fixture
def run_at(run_from: Callable[..., Run]) -> Callable[..., Run]:
    def make(first: str, now: datetime = NOW, extra: str = "") -> Run:
        return replace(run_from(f"first: {first}\n{extra}{ENTRY}"), now=lambda: now)

    return make


def page(*ids: str, more: str = "") -> str:
    links = "".join(f"<li><a href=/a/{id_}>{id_}</a></li>" for id_ in ids)
    return f"<ul>{links}</ul>{more}"


def day(number: int, now: datetime = NOW) -> str:
    """Return the day so many days before *now*."""
    return f"{now - timedelta(days=number):%Y-%m-%d}"


def days(*numbers: int, now: datetime = NOW) -> list[str]:
    return [day(number, now) for number in numbers]


def filled(*numbers: int) -> dict[str, str]:
    return {day(number): page(f"{number}a", f"{number}b") for number in numbers}


@pytest.mark.parametrize(
    ("first", "numbers", "asked"),
    [
        pytest.param("3d", [0, 1, 2, 3, 4], 4, id="a duration"),
        pytest.param("3", [0, 1, 2, 3, 4], 2, id="a number of articles"),
        pytest.param("3", [5, 9], 10, id="a number of articles, on few days"),
        pytest.param("0", [0, 1], 1, id="the newest page is always read"),
        pytest.param("all", [0, 29, 58], 59 + 30, id="all, until thirty days had nothing"),
    ],
)
def test_the_first_crawl_goes_back_as_far_as_first_says(
    run_at, first: str, numbers: list[int], asked: int
) -> None:
    assert Site(filled(*numbers)).crawl(run_at(first)) == days(*range(asked))


@pytest.mark.parametrize("first", ["3d", "3", "all"])
def test_later_crawls_read_what_may_have_changed(run_at, first: str) -> None:
    site = Site(filled(*range(10)))
    site.crawl(run_at(first))
    assert site.crawl(run_at(first)) == days(0, 1)
    next_day = NOW + timedelta(hours=13)
    assert site.crawl(run_at(first, next_day)) == days(0, 1, 2, now=next_day)
    assert site.crawl(run_at(first, next_day)) == days(0, 1, now=next_day)


@pytest.mark.parametrize("first", ["3d", "3", "all"])
def test_after_a_pause_all_days_since_are_read_even_if_that_is_killed(run_at, first: str) -> None:
    site = Site(filled(*range(10)))
    site.crawl(run_at(first))
    site.crawl(run_at(first))
    later = NOW + timedelta(days=20)
    killed = set(site.crawl(run_at(first, later), most=15))
    after = site.crawl(run_at(first, later))
    assert killed | set(after) >= {day(n, later) for n in range(22)}
    assert killed & set(after) == set(days(0, 1, now=later))
    assert site.crawl(run_at(first, later)) == days(0, 1, now=later)


def test_a_walk_that_was_killed_goes_on_where_it_was(run_at) -> None:
    site = Site(filled(*range(9)))
    assert site.crawl(run_at("all"), most=5) == days(*range(5))
    assert site.crawl(run_at("all")) == days(0, 1, *range(5, 9 + 30))
    assert site.crawl(run_at("all")) == days(0, 1)


@pytest.mark.parametrize("first", ["4d", "all"])
def test_a_day_that_could_not_be_had_is_asked_for_until_it_is(run_at, first: str) -> None:
    site = Site(filled(*range(9)), failing={day(3)})
    site.crawl(run_at(first))
    later = NOW + timedelta(days=2)
    assert day(3) in site.crawl(run_at(first, later))
    site.failing.clear()
    assert day(3) in site.crawl(run_at(first, later))
    assert site.crawl(run_at(first, later)) == days(0, 1, now=later)


def test_a_day_that_failed_when_it_was_new_is_not_given_up_when_first_has_passed(run_at) -> None:
    site = Site(filled(*range(9)))
    site.crawl(run_at("1d"))
    site.crawl(run_at("1d"))
    site.failing.add(day(0))
    for number in range(1, 9):
        assert day(0) in site.crawl(run_at("1d", NOW + timedelta(days=number)))
    site.failing.clear()
    last = NOW + timedelta(days=9)
    assert day(0) in site.crawl(run_at("1d", last))
    site.crawl(run_at("1d", last))
    assert site.crawl(run_at("1d", last)) == days(0, 1, now=last)


def test_other_rules_read_again_as_far_back_as_first(run_at) -> None:
    site = Site(filled(*range(9)))
    site.crawl(run_at("3d"))
    changed = "extract: {headline: h2}\n"
    assert site.crawl(run_at("3d", extra=changed)) == days(0, 1, 2, 3)
    later = NOW + timedelta(days=9)
    for _ in range(2):
        site.crawl(run_at("3d", later, changed))
    assert site.crawl(run_at("3d", later)) == days(0, 1, 2, 3, now=later)
    site.crawl(run_at("all"))
    assert site.crawl(run_at("all", extra=changed)) == days(0, 1), "not years of pages"


def test_a_larger_first_reads_what_the_smaller_one_left(run_at) -> None:
    site = Site(filled(*range(9)))
    site.crawl(run_at("2d"))
    assert site.crawl(run_at("5d")) == days(*range(6))
    assert site.crawl(run_at("all")) == days(*range(39))


def test_today_is_that_of_the_sources_zone(run_at) -> None:
    run = run_at("0d", extra="timezone: Pacific/Kiritimati\n")
    assert Site().crawl(run) == [day(-1)]


def test_all_pages_of_a_day_are_read_since_new_articles_may_be_on_the_last(run_at) -> None:
    more = "<a class=next href=/second>more</a>"
    site = Site({day(0): page("a", more=more), "second": page("b")})
    for _ in range(2):
        assert {day(0), "second"} <= set(site.crawl(run_at("0d")))


def test_a_day_that_fills_is_no_gap_and_an_empty_one_is_told(run_at, report) -> None:
    site = Site()
    site.crawl(run_at("1d"))
    assert report()[Count.REFUSED] == 2
    site.pages = {day(0): page("a"), day(1): "<p>Nothing on this day.</p>"}
    site.crawl(run_at("1d"))
    assert report().reasons[Count.REFUSED] == {"no page": 2, "no links": 1}
    assert (report()[Count.GAPS], report()[Count.LISTING_FAILED]) == (0, 0)


@pytest.mark.parametrize("first", ["9d", "all"])
def test_a_look_at_the_source_reads_three_days(run_at, first: str) -> None:
    seen: list[Any] = []
    asked = Site(filled(0, 1, 2, 3)).crawl(run_at(first), on_page=seen.append)
    assert asked == days(0, 1, 2) == [one.listing.url.rpartition("/")[2] for one in seen]


def test_days_do_not_count_as_categories(run_at, report) -> None:
    limits = Limits(categories=1)
    assert len(Site(filled(0)).crawl(run_at("9d"), limits=limits)) == 10
    assert report()[Count.REFUSED] == 9, "only empty days"
