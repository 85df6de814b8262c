from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from sqlalchemy import select

from newsbot.archive.articles import due_articles, skip
from newsbot.archive.places import Place
from newsbot.archive.schema import listings
from newsbot.archive.versions import Entry, archive
from newsbot.article import Article
from newsbot.errors import AnswerError
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.spiders.limits import Limits
from newsbot.spiders.listings import TRY_PAGES, ListingReader, PageSeen
from newsbot.values.answer import Answer
from newsbot.values.date_reading import parse_date

LIST = """
discover:
  - kind: json
    url: "https://example.org/list?page={page}"
    items: record
    fields: {identifier: id, date_published: date}
"""

Items = Sequence[tuple[str, str]]


class Crawl:
    """Reads listings of which every page is given, and remembers which were asked for."""

    def __init__(self, run: Run, pages: Mapping[str, str], **options: Any) -> None:
        self.reader = ListingReader(run, **options)
        self.pages = pages
        self.asked: list[str] = []

    async def rounds(self) -> None:
        waiting = list(self.reader.first_pages())
        while waiting:
            await self.read_all(waiting)
            waiting = await self.reader.resume()

    async def read_all(self, waiting: list[Any]) -> None:
        while waiting:
            page = waiting.pop(0)
            url = page.listing.url
            self.asked.append(url)
            waiting += await self.reader.read(page, Answer(url, self.pages[url]))


def json_pages(*pages: Items) -> dict[str, str]:
    return {
        f"https://example.org/list?page={number}": json.dumps(
            {"record": [{"id": id_, "date": date} for id_, date in page]}
        )
        for number, page in enumerate([*pages, []], start=1)
    }


def dated(*ids: int, date: str = "2022-05-24") -> Items:
    return [(f"N{id_}", date) for id_ in ids]


def numbers_of(run: Run, pages: Mapping[str, str]) -> list[int]:
    """Crawl, and return the numbers of the pages that were asked for."""
    crawl = Crawl(run, pages)
    asyncio.run(crawl.rounds())
    return [int(url.rpartition("=")[2]) for url in crawl.asked]


def due(run: Run) -> set[str]:
    return {r.identity for r in run.ledger.call(due_articles, "example", now=run.now())}


def is_completed(run: Run) -> bool:
    query = select(listings.c.completed_pass)
    return run.ledger.call(lambda connection: connection.execute(query).scalar_one()) > 0


def publish(run: Run, date: str) -> None:
    """Archive everything that is due, as if it had been published at one time."""
    moment = parse_date(date, zone=run.source.timezone, now=run.now())
    for record in run.ledger.call(due_articles, "example", now=run.now()):
        path = f"{record.article_id}.md"
        entry = Entry(
            article=Article(source="example", article_id=record.article_id, date_published=moment),
            words_digest="w",
            place=lambda _article, _identity, p=path: Place(paths=iter([(p, p)]), category=None),
        )
        run.ledger.call(archive, [entry], run.now())


@pytest.mark.parametrize(
    ("first", "pages", "read"),
    [
        pytest.param(
            "7d", [dated(1), dated(2), dated(3, date="2022-05-01"), dated(4)], 3, id="time"
        ),
        pytest.param("2", [dated(1), dated(2), dated(3)], 2, id="number of articles"),
        pytest.param("0", [dated(1), dated(2)], 1, id="the first page is always taken"),
        pytest.param("all", [dated(1), dated(2, date="1999-01-01"), dated(3)], 4, id="all"),
        pytest.param(
            "7d", [[("N1", "2022-05-01"), ("N2", "2022-05-24")], dated(3)], 3, id="latest date"
        ),
    ],
)
def test_the_very_first_crawl_pages_back_as_far_as_first_says(
    run_from, first: str, pages: list[Items], read: int
) -> None:
    run = run_from(f"first: {first}\n{LIST}")
    assert numbers_of(run, json_pages(*pages)) == list(range(1, read + 1))
    assert is_completed(run)


def test_what_lies_further_back_is_told(run_from, report) -> None:
    numbers_of(run_from(f"first: 1\n{LIST}"), json_pages(dated(1), dated(2)))
    assert report()[Count.MORE] == 1


def test_a_later_crawl_stops_at_the_first_page_that_was_known(run_from) -> None:
    run = run_from(f"first: all\n{LIST}")
    numbers_of(run, json_pages(dated(4, 3), dated(2, 1)))
    later = json_pages(dated(8, 7), dated(6, 5), dated(4, 3), dated(2, 1))
    assert numbers_of(run_from(f"first: all\n{LIST}"), later) == [1, 2, 3]
    assert numbers_of(run_from(f"first: all\n{LIST}"), later) == [1]
    assert due(run) == {f"id:N{n}" for n in range(1, 9)}


@pytest.mark.parametrize(
    "first", [pytest.param("7d", id="time"), pytest.param("4", id="number of articles")]
)
def test_a_later_crawl_does_not_go_beyond_where_first_ended_the_first_one(
    run_from, first: str
) -> None:
    def pages(newest: int) -> dict[str, str]:
        """Pages of four; articles up to 20 were published before what `first` reaches."""
        ids = list(range(newest, 0, -1))
        parts = [ids[at : at + 4] for at in range(0, len(ids), 4)]
        return json_pages(
            *([(f"N{n}", "2022-05-24" if n > 20 else "2022-05-01") for n in part] for part in parts)
        )

    text = f"first: {first}\n{LIST}"
    began = numbers_of(run_from(text), pages(24))
    assert began == ([1, 2] if first == "7d" else [1])
    assert numbers_of(run_from(text), pages(25)) == began
    assert numbers_of(run_from(text), pages(25)) == [1]
    assert numbers_of(run_from(text), pages(45)) == [1, 2, 3, 4, 5, 6], "twenty new ones"
    oldest = min(int(identity.removeprefix("id:N")) for identity in due(run_from(text)))
    assert oldest == (17 if first == "7d" else 21)


def test_a_crawl_that_was_killed_is_made_up_for(run_from) -> None:
    numbers_of(run_from(f"first: all\n{LIST}"), json_pages(dated(1)))
    later = json_pages(dated(4), dated(3), dated(2), dated(1))
    killed = Crawl(run_from(LIST), dict(list(later.items())[:1]))
    with pytest.raises(KeyError):
        asyncio.run(killed.rounds())
    assert numbers_of(run_from(LIST), later) == [1, 2, 3, 4]


def test_a_listing_that_answers_its_last_page_for_ever_ends(run_from) -> None:
    run = run_from(f"first: all\n{LIST}")
    pages = json_pages(dated(1), dated(2), dated(2), dated(2), dated(2))
    assert numbers_of(run, pages) == [1, 2, 3]
    assert is_completed(run)


def test_a_listing_whose_pages_go_in_circles_ends(run_from) -> None:
    entry = "{kind: category, url: 'https://example.org/', articles: h2 a, next: .n}"
    run = run_from(f"first: all\ndiscover: [{entry}]")
    pages = {
        "https://example.org/": "<h2><a href=/1>1</a></h2><a class=n href='/?p=2'>",
        "https://example.org/?p=2": "<h2><a href=/2>2</a></h2><a class=n href='/'>",
    }
    crawl = Crawl(run, pages)
    asyncio.run(crawl.rounds())
    assert len(crawl.asked) == 2
    assert is_completed(run)


def endless(run: Run, listing: str, **limits: int) -> tuple[Crawl, list[list[str]]]:
    """Crawl a site of which every page leads to another, *listing*; return what was read at once.

    It gives up after six rounds.
    """
    entry = "kind: category, url: 'https://example.org/0', articles: h2 a"
    run = run(f"first: all\ndiscover: [{{{entry}, {listing}: .n}}]")
    page = "<h2><a href=/a{0}>{0}</a></h2><a class=n href=/{1}><a class=n href=/x{1}>"
    pages = {f"https://example.org/{n}": page.format(n, n + 1) for n in range(100)}
    pages |= {f"https://example.org/x{n}": page.format(f"x{n}", n) for n in range(100)}
    crawl = Crawl(run, pages, limits=Limits(**limits))
    rounds: list[list[str]] = []

    async def read() -> None:
        waiting = list(crawl.reader.first_pages())
        while waiting and len(rounds) < 6:
            crawl.asked = []
            await crawl.read_all(waiting)
            rounds.append(crawl.asked)
            waiting = await crawl.reader.resume()

    asyncio.run(read())
    return crawl, rounds


def test_a_chain_of_pages_without_end_is_cut_off_and_told(run_from, report) -> None:
    run = run_from("first: all")
    _, rounds = endless(run_from, "next", pages=5)
    assert [len(pages) for pages in rounds] == [5]
    assert report().reasons["refused"] == {"too many pages": 1}
    assert len(due(run)) == 5
    assert is_completed(run)


def test_a_chain_of_categories_without_end_is_cut_off_and_told(run_from, report) -> None:
    run = run_from("first: all")
    _, rounds = endless(run_from, "categories", categories=5)
    assert [len(pages) for pages in rounds] == [6]
    assert report().reasons["refused"]["too many categories"] > 1
    assert len(due(run)) == 6


@pytest.mark.parametrize("listing", ["next", "categories"])
def test_after_many_pages_the_articles_found_so_far_come_first(run_from, listing: str) -> None:
    _, rounds = endless(run_from, listing, pages_at_once=3)
    assert len(rounds) == 6
    assert all(3 <= len(pages) <= 6 for pages in rounds)


def test_a_listing_that_has_one_name_is_read_once(run_from) -> None:
    entry = "{kind: category, url: 'https://example.org/', categories: nav a, articles: main a}"
    run = run_from(f"discover: [{entry}, {entry}]")
    nav = "<nav><a href=/?utm_source=nav></a><a href=/s/></a></nav><main><a href=/1></a></main>"
    crawl = Crawl(run, {"https://example.org/": nav, "https://example.org/s/": nav})
    asyncio.run(crawl.rounds())
    assert crawl.asked == ["https://example.org/", "https://example.org/s/"]


@pytest.mark.parametrize(
    ("published", "read"),
    [pytest.param("2022-05-24", [1, 2], id="recent"), pytest.param("2022-05-01", [1], id="old")],
)
def test_a_listing_without_dates_asks_its_articles(
    run_from, published: str, read: list[int]
) -> None:
    run = run_from(LIST)
    crawl = Crawl(run, json_pages(dated(1, date=""), dated(2, date="2022-04-01")))

    async def rounds() -> None:
        await crawl.read_all(list(crawl.reader.first_pages()))
        await asyncio.to_thread(publish, run, published)
        await crawl.read_all(await crawl.reader.resume())

    asyncio.run(rounds())
    assert [int(url.rpartition("=")[2]) for url in crawl.asked] == read
    assert is_completed(run)


def test_a_page_that_cannot_be_read_leaves_the_ledger_alone(run_from) -> None:
    run = run_from(LIST)
    crawl = Crawl(run, {"https://example.org/list?page=1": "<html>"})
    with pytest.raises(AnswerError, match="HTML instead of JSON"):
        asyncio.run(crawl.rounds())
    assert due(run) == set()


def test_what_is_listed_known_and_refused_is_counted(run_from, report) -> None:
    run = run_from(LIST.replace("fields:", "exclude: N3\n    fields:"))
    numbers_of(run, json_pages(dated(1, 2, 3)))
    publish(run, "2022-05-24")
    numbers_of(run, json_pages(dated(1, 2, 4)))
    found = report()
    assert found[Count.LISTINGS] == 4
    assert (found[Count.LISTED], found[Count.KNOWN]) == (5, 2)
    assert found.reasons["refused"] == {"excluded": 1}


def test_to_look_only_the_first_pages_are_read_and_shown(run_from) -> None:
    seen: list[PageSeen] = []
    pages = json_pages(*(dated(n) for n in range(9)))
    crawl = Crawl(run_from(f"first: all\n{LIST}"), pages, on_page=seen.append)
    asyncio.run(crawl.rounds())
    assert len(crawl.asked) == TRY_PAGES
    assert [page.listing.number for page in seen] == [1, 2, 3]
    assert [link.identifier for link in seen[0].found.links] == ["N0"]


def test_a_skipped_article_is_due_when_its_listing_says_what_where_asks_for(run_from) -> None:
    text = LIST.replace("date}", "date, section: s, reads: r}") + "where: section != 'Video'"

    def crawl(section: str, reads: int) -> set[str]:
        run = run_from(text)
        item = {"id": "N1", "date": "2022-05-24", "s": section, "r": reads}
        pages = {"https://example.org/list?page=1": json.dumps({"record": [item]})}
        pages["https://example.org/list?page=2"] = json.dumps({"record": []})
        asyncio.run(Crawl(run, pages).rounds())
        found = due(run)
        for record in run.ledger.call(due_articles, "example", now=run.now()):
            run.ledger.call(skip, record.article_id, reason="where")
        return found

    assert crawl("Video", 1) == {"id:N1"}
    assert crawl("Video", 2) == set()
    assert crawl("News", 2) == {"id:N1"}


def test_one_article_is_named_by_its_address(run_from) -> None:
    run = run_from(f"share: {{link: 'https://example.org/s?code={{identifier}}'}}\n{LIST}")
    asyncio.run(ListingReader(run).name("https://example.org/s?code=N1"))
    asyncio.run(ListingReader(run).name("https://example.org/2.html"))
    assert due(run) == {"id:N1", "url:https://example.org/2.html"}
