"""Articles in several pages, where no rule says so."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any

import pytest

from newsbot.archive.identities import find_articles
from newsbot.article import Draft
from newsbot.spiders.articles import ArticleFetcher
from newsbot.spiders.read_pages import PageSoFar
from newsbot.values.answer import Answer
from tests.spiders.test_articles import name, states, values_of

RULES = "extract: {headline: h1, body_html: article}"
FIRST = "https://example.org/a/boats.html"
SECOND = "https://example.org/a/boats_2.html"
THIRD = "https://example.org/a/boats_3.html"
WHOLE = "https://example.org/a/boats_all.html"
PAGER = (
    "<p class=pager><a href=boats.html>1</a><a href=boats_2.html>2</a><a href=boats_3.html>3</a>"
)


def page(text: str, headline: str = "Boats are back", more: str = PAGER) -> str:
    return f"<h1>{headline}</h1><article><p>{text}</p></article>{more}"


def crawl(run: Any, pages: Mapping[str, str | None], *named: str) -> tuple[list[Draft], list[str]]:
    """Fetch what a listing names, one after the other. None: the page is not there."""
    for number, url in enumerate(named):
        name(run, str(number), {"url": url})
    return asyncio.run(_crawl(run, pages))


async def _crawl(run: Any, pages: Mapping[str, str | None]) -> tuple[list[Draft], list[str]]:
    fetcher, drafts, fetched = ArticleFetcher(run), [], []
    for article_id, step in await fetcher.next_chunk():
        url, before = step.url, ()
        while True:
            fetched.append(url)
            text = pages[url]
            if text is None:
                reading: Any = await fetcher.read_without(article_id, before)
            else:
                reading = await fetcher.read_page(
                    article_id, Answer(url, text, links=(url,)), before
                )
            if not isinstance(reading, PageSoFar):
                break
            url, before = reading.next_url, reading.pages
        drafts += [reading] if isinstance(reading, Draft) else []
    return drafts, fetched


def body_of(draft: Draft) -> str:
    return str(values_of(draft)["body_html"])


def joined(*texts: str) -> str:
    return "".join(f"<article><p>{text}</p></article>" for text in texts)


def test_pages_are_joined_in_their_order_each_once(run_from) -> None:
    pages = {FIRST: page("one"), SECOND: page("two", "Boats are back (2)"), THIRD: page("three")}
    (draft,), fetched = crawl(run_from(RULES), pages, FIRST)
    assert body_of(draft) == joined("one", "two", "three")
    assert fetched == [FIRST, SECOND, THIRD]


@pytest.mark.parametrize("named", [(SECOND,), (THIRD, FIRST), (FIRST, SECOND)], ids=str)
def test_a_listing_may_name_a_later_page(run_from, named) -> None:
    run = run_from(RULES)
    pages = {FIRST: page("one"), SECOND: page("two"), THIRD: page("three")}
    drafts, _ = crawl(run, pages, *named)
    assert {body_of(draft) for draft in drafts} == {joined("one", "two", "three")}
    assert len(states(run)) == 1
    keys = [f"url:{url.removeprefix('https://')}" for url in (FIRST, *named)]
    assert (
        len({m.article_id for m in run.ledger.call(find_articles, "example", keys).values()}) == 1
    )


def test_an_article_that_a_later_page_led_to_is_known_by_its_first(run_from) -> None:
    (draft,), _ = crawl(
        run_from(RULES), {FIRST: page("one"), SECOND: page("two"), THIRD: None}, SECOND
    )
    assert draft.url == FIRST


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(page("two", "Nets are torn"), id="another article"),
        pytest.param(page("one"), id="the same text: comments have pages, too"),
        pytest.param("<h1>Page not found</h1>", id="a page that says it is not there"),
        pytest.param(None, id="none"),
    ],
)
def test_what_proves_to_be_no_further_page_is_left(run_from, second: str | None) -> None:
    (draft,), _ = crawl(run_from(RULES), {FIRST: page("one"), SECOND: second}, FIRST)
    assert body_of(draft) == joined("one")


def test_a_later_page_that_is_a_block_page_is_waited_for(run_from) -> None:
    run = run_from(RULES)
    drafts, _ = crawl(run, {FIRST: page("one"), SECOND: "<h1>Just a moment...</h1>"}, FIRST)
    assert drafts == []
    assert [state for _, *state in states(run)] == [["incomplete", "block page"]]


def test_all_pages_as_one_are_taken_instead(run_from) -> None:
    more = f"<a href={WHOLE}>View as one page</a>{PAGER}"
    pages = {FIRST: page("one", more=more), WHOLE: page("one</p><p>two</p><p>three", more="")}
    (draft,), fetched = crawl(run_from(RULES), pages, FIRST)
    assert body_of(draft) == joined("one</p><p>two</p><p>three")
    assert fetched == [FIRST, WHOLE]


@pytest.mark.parametrize("whole", [None, page("x", "Nets")], ids=["not there", "another article"])
def test_without_it_page_after_page_is_fetched(run_from, whole) -> None:
    more = f"<a href={WHOLE}>View as one page</a>{PAGER}"
    pages = {FIRST: page("one", more=more), WHOLE: whole, SECOND: page("two"), THIRD: None}
    (draft,), fetched = crawl(run_from(RULES), pages, FIRST)
    assert body_of(draft) == joined("one", "two")
    assert fetched == [FIRST, WHOLE, SECOND, THIRD]


def test_the_next_article_is_not_the_next_page(run_from) -> None:
    more = "<link rel=next href=nets.html><a class=next href=nets.html>Next</a>"
    (draft,), fetched = crawl(run_from(RULES), {FIRST: page("one", more=more)}, FIRST)
    assert body_of(draft) == joined("one")
    assert fetched == [FIRST]


def test_a_rule_of_the_source_is_all_that_counts_where_there_is_one(run_from) -> None:
    run = run_from(f"{RULES}\nnext_page: a.further")
    (_,), fetched = crawl(run, {FIRST: page("one")}, FIRST)
    assert fetched == [FIRST]
