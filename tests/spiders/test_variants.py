from __future__ import annotations

import asyncio
from collections.abc import Mapping

import pytest
from sqlalchemy import Connection, update

from newsbot.archive.schema import State, articles
from newsbot.article import Draft
from newsbot.run import Run
from newsbot.spiders.articles import ArticleFetcher
from newsbot.spiders.read_pages import FirstPages, PageSoFar
from newsbot.spiders.steps import FetchPage
from newsbot.values.answer import Answer
from tests.spiders.test_articles import name, states, values_of

SOURCE = """
extract: {headline: h1, body_html: article, identifier: .code}
"""
MAIN, AMP, PHONE = (f"https://example.org/{path}" for path in ("a.html", "a.amp.html", "m/a.html"))
WHOLE = "<h1>Whole</h1><article>xyz</article>"


def variant(headline: str = "Short", canonical: str = MAIN) -> str:
    return f"<link rel=canonical href={canonical}><h1>{headline}</h1><article>x</article>"


async def fetch(run: Run, pages: Mapping[str, str | bool]) -> tuple[list[Draft], list[str]]:
    """Take what is due through its pages, all at once; return the drafts and what was fetched.

    A page that cannot be had is True where the site says that it is gone, else False.
    """
    fetcher, drafts, fetched = ArticleFetcher(run), [], []

    async def read(article_id: int, url: str, before: FirstPages = ()) -> None:
        fetched.append(url)
        page = pages[url]
        reading: Draft | PageSoFar | bool | None
        if isinstance(page, bool):
            reading = await fetcher.read_without(article_id, before, is_gone=page)
        else:
            reading = await fetcher.read_page(article_id, Answer(url, page, links=(url,)), before)
        if reading is False:
            await fetcher.fail(article_id, url, "HTTP 503", "")
        elif isinstance(reading, PageSoFar):
            await read(article_id, reading.next_url, reading.pages)
        elif isinstance(reading, Draft):
            drafts.append(reading)

    steps = await fetcher.next_chunk()
    await asyncio.gather(*(read(i, s.url) for i, s in steps if isinstance(s, FetchPage)))
    return drafts, fetched


def told(run: Run, pages: Mapping[str, str | bool]) -> tuple[list[tuple[str | None, str]], int]:
    """Return address and headline of what came, and how many pages were fetched."""
    drafts, fetched = asyncio.run(fetch(run, pages))
    return [(draft.url, values_of(draft)["headline"]) for draft in drafts], len(fetched)


def test_variants_lead_to_their_canonical_page_once(run_from) -> None:
    run = run_from(SOURCE)
    name(run, "a", {"url": AMP}, {"url": PHONE})
    assert told(run, {AMP: variant(), PHONE: variant(), MAIN: WHOLE}) == ([(MAIN, "Whole")], 3)
    assert len(states(run)) == 1


@pytest.mark.parametrize("order", [(MAIN, AMP), (AMP, MAIN)], ids=["main first", "variant first"])
def test_the_canonical_page_wins_in_whatever_order_they_come(
    run_from, order: tuple[str, str]
) -> None:
    run = run_from(SOURCE)
    name(run, "a", *({"url": url} for url in order))
    came, fetched = told(run, {AMP: variant(), MAIN: WHOLE})
    assert came[-1] == (MAIN, "Whole")
    assert {headline for _, headline in came} == {"Whole"}
    assert fetched == 2
    assert len(states(run)) == 1


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<h1>Gone</h1>", id="it has no text"),
        pytest.param(True, id="it is not there"),
        pytest.param(False, id="it fails, or may not be asked for"),
    ],
)
def test_a_variant_is_the_article_where_its_canonical_page_cannot_be_had(
    run_from, page: str | bool
) -> None:
    run = run_from(SOURCE)
    name(run, "a", {"url": AMP})
    assert told(run, {AMP: variant(), MAIN: page}) == ([(AMP, "Short")], 2)


@pytest.mark.parametrize("is_gone", [True, False], ids=["not there", "failed"])
def test_a_variant_that_waited_is_the_article_where_the_canonical_page_cannot_be_had(
    run_from, is_gone: bool
) -> None:
    run = run_from(SOURCE)
    name(run, "a", {"url": AMP}, {"url": MAIN})
    came, fetched = told(run, {AMP: variant(), MAIN: is_gone})
    assert ([headline for _, headline in came], fetched) == (["Short"], 2)
    assert len(states(run)) == 1


def test_a_variant_does_not_take_the_place_of_a_post(run_from) -> None:
    run = run_from(SOURCE)
    (article_id,) = name(run, "a", {"url": MAIN})
    run.ledger.call(_export, article_id)
    name(run, "b", {"url": AMP})
    assert told(run, {AMP: variant()}) == ([], 1)
    assert [state for _, state, _ in states(run)] == ["exported"]


def test_a_post_is_not_edited_by_a_variant_when_its_canonical_page_fails(run_from) -> None:
    run = run_from(SOURCE)
    _, article_id = name(run, "a", {"url": AMP}, {"url": MAIN})
    run.ledger.call(_export, article_id, due_at="2000-01-01T00:00:00+00:00")
    came, fetched = told(run, {AMP: variant(), MAIN: False})
    assert (came, fetched) == ([], 2)


def test_pages_that_call_each_other_canonical_are_one_article(run_from) -> None:
    run = run_from(SOURCE)
    name(run, "a", {"url": AMP}, {"url": MAIN})
    came, fetched = told(run, {AMP: variant("One"), MAIN: variant("Other", AMP)})
    assert (len(came), fetched, len(states(run))) == (1, 2, 1)


def test_two_identifiers_are_two_articles_whatever_one_calls_canonical(run_from) -> None:
    run = run_from(SOURCE)
    name(run, "a", {"url": AMP, "identifier": "1"}, {"url": MAIN, "identifier": "2"})
    pages = {AMP: f"{variant()}<p class=code>1</p>", MAIN: f"{WHOLE}<p class=code>2</p>"}
    came, _ = told(run, pages)
    assert sorted(headline for _, headline in came) == ["Short", "Whole"]


def _export(connection: Connection, article_id: int, due_at: str | None = None) -> None:
    values = {"state": State.EXPORTED, "version": 1, "due_at": due_at}
    connection.execute(update(articles).where(articles.c.id == article_id).values(values))
