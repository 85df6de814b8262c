from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import select

from newsbot.archive.contributions import Named, record_page
from newsbot.archive.identities import find_articles
from newsbot.archive.listings import begin_pass
from newsbot.archive.schema import articles
from newsbot.article import Draft, Found
from newsbot.errors import AnswerError
from newsbot.report.counts import Count
from newsbot.run import Run
from newsbot.spiders.article_pages import MAX_PAGES
from newsbot.spiders.articles import ArticleFetcher
from newsbot.spiders.read_pages import PageSoFar
from newsbot.spiders.steps import FetchContent, FetchPage, Finish
from newsbot.values.answer import Answer

PLAIN = """
extract: {headline: h1, body_html: article, identifier: .code}
next_page: a.next
"""

SHARED = """
share:
  link: "https://example.org/s?code={identifier}"
  content: "https://example.org/text?id={identifier}"
extract: {headline: h1, body_html: {json: text}}
"""


def name(run: Run, listing: str, *entries: Mapping[str, str], position: int = 0) -> list[int]:
    """Name articles as a listing does."""

    def keys_of(fields: Mapping[str, str]) -> tuple[str, ...]:
        code = (f"id:{fields['identifier']}",) if "identifier" in fields else ()
        url = (f"url:{fields['url'].removeprefix('https://')}",) if "url" in fields else ()
        return code + url

    named = [
        Named(
            keys=keys_of(fields),
            identity=keys_of(fields)[0],
            fields={n: Found(value, "rule") for n, value in fields.items()},
        )
        for fields in entries
    ]
    listing_pass = run.ledger.call(begin_pass, "example", listing)
    record = run.ledger.call(
        record_page, "example", listing_pass, named, url=listing, position=position, now=run.now()
    )
    return list(record.article_ids)


async def fetch_all(run: Run, pages: Mapping[str, str]) -> tuple[list[Draft], list[str]]:
    """Take everything that is due through its answers; return the drafts and what was fetched."""
    fetcher, drafts, fetched = ArticleFetcher(run), [], []

    async def read(article_id: int, step: FetchPage | FetchContent | Finish) -> None:
        before: Any = ()
        while not isinstance(step, Finish):
            fetched.append(step.url)
            answer = Answer(step.url, pages[step.url], links=(step.url,))
            if isinstance(step, FetchContent):
                drafts.append(await fetcher.read_content(article_id, answer))
                return
            reading = await fetcher.read_page(article_id, answer, before)
            if not isinstance(reading, PageSoFar):
                drafts.append(reading)
                return
            step, before = FetchPage(reading.next_url), reading.pages
        drafts.append(step.draft)

    while (steps := await fetcher.next_chunk()) or fetcher.has_contents:
        await asyncio.gather(*(read(*step) for step in steps))
        for article_id, step in fetcher.contents():
            await read(article_id, step)
    return [draft for draft in drafts if draft is not None], fetched


def states(run: Run) -> list[tuple[str, str, str]]:
    query = select(articles.c.identity, articles.c.state, articles.c.reason).order_by(articles.c.id)
    return run.ledger.call(lambda connection: [tuple(row) for row in connection.execute(query)])


def values_of(draft: Draft) -> dict[str, Any]:
    return {name: found.value for name, found in draft.fields.items()}


def test_an_article_is_its_page(run_from, report) -> None:
    run = run_from(PLAIN)
    (article_id,) = name(run, "a", {"url": "https://example.org/1"})
    pages = {"https://example.org/1": "<h1>T</h1><article>x</article>"}
    (draft,), fetched = asyncio.run(fetch_all(run, pages))
    assert draft.article_id == article_id
    assert values_of(draft) == {
        "url": "https://example.org/1",
        "headline": "T",
        "body_html": "<article>x</article>",
    }
    assert fetched == ["https://example.org/1"]
    assert report()[Count.FETCHED] == 1


def test_an_article_of_several_pages_is_one_and_counts_once(run_from, report) -> None:
    run = run_from(PLAIN)
    name(run, "a", {"url": "https://example.org/1"})
    pages = {
        "https://example.org/1": "<h1>T</h1><article>1</article><a class=next href=/1_2>",
        "https://example.org/1_2": "<h1>T (2)</h1><article>2</article><a class=next href=/1_2>",
    }
    (draft,), fetched = asyncio.run(fetch_all(run, pages))
    assert values_of(draft)["body_html"] == "<article>1</article><article>2</article>"
    assert values_of(draft)["headline"] == "T"
    assert len(fetched) == 2
    assert report()[Count.FETCHED] == 1


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("https://elsewhere.example/2", id="another host"),
        pytest.param("javascript:x", id="no address"),
        pytest.param("/1", id="itself"),
    ],
)
def test_a_next_page_that_leads_nowhere_is_the_end(run_from, link: str) -> None:
    run = run_from(PLAIN)
    name(run, "a", {"url": "https://example.org/1"})
    page = f"<h1>T</h1><article>1</article><a class=next href='{link}'>"
    drafts, fetched = asyncio.run(fetch_all(run, {"https://example.org/1": page}))
    assert (len(drafts), len(fetched)) == (1, 1)


def test_a_next_page_that_leads_back_to_an_earlier_one_is_the_end(run_from) -> None:
    run = run_from(PLAIN)
    name(run, "a", {"url": "https://example.org/1"})
    pages = {
        "https://example.org/1": "<h1>T</h1><article>1</article><a class=next href=/2>",
        "https://example.org/2": "<article>2</article><a class=next href=/1>",
    }
    (draft,), _ = asyncio.run(fetch_all(run, pages))
    assert values_of(draft)["body_html"] == "<article>1</article><article>2</article>"


def test_an_article_whose_pages_never_end_is_an_error(run_from) -> None:
    run = run_from(PLAIN)
    name(run, "a", {"url": "https://example.org/0"})
    pages = {
        f"https://example.org/{n}": f"<article>{n}</article><a class=next href=/{n + 1}>"
        for n in range(MAX_PAGES + 1)
    }
    with pytest.raises(AnswerError, match="too many pages"):
        asyncio.run(fetch_all(run, pages))


def test_the_content_is_fetched_after_the_page_that_names_it(run_from) -> None:
    run = run_from(SHARED)
    name(run, "a", {"url": "https://example.org/1"})
    pages = {
        "https://example.org/1": "<h1>T</h1><a href='/s?code=N1'>share</a>",
        "https://example.org/text?id=N1": json.dumps({"text": "<p>x</p>"}),
    }
    (draft,), fetched = asyncio.run(fetch_all(run, pages))
    assert fetched == list(pages)
    assert (draft.url, draft.share_url) == (
        "https://example.org/1",
        "https://example.org/s?code=N1",
    )
    assert values_of(draft)["body_html"] == "<p>x</p>"


@pytest.mark.parametrize("is_page_first", [True, False], ids=["page first", "identifier first"])
def test_an_article_that_an_identifier_and_a_page_lead_to_is_fetched_once(
    run_from, is_page_first: bool
) -> None:
    run = run_from(SHARED)
    entries = [("a", {"url": "https://example.org/1"}), ("b", {"identifier": "N1", "section": "S"})]
    ordered = entries if is_page_first else entries[::-1]
    first, second = (id_ for listing, entry in ordered for id_ in name(run, listing, entry))
    pages = {
        "https://example.org/1": "<h1>T</h1><a href='/s?code=N1'>share</a>",
        "https://example.org/text?id=N1": json.dumps({"text": "<p>x</p>"}),
    }
    (draft,), fetched = asyncio.run(fetch_all(run, pages))
    assert fetched == list(pages)
    assert draft.article_id == min(first, second)
    assert values_of(draft)["section"] == "S"
    assert len(states(run)) == 1


def test_two_pages_with_one_identifier_are_one_article(run_from) -> None:
    run = run_from(PLAIN)
    name(run, "a", {"url": "https://example.org/1"})
    name(run, "b", {"url": "https://example.org/m/1", "section": "S"})
    page = "<i class=code>N1</i><h1>T</h1><article>x</article>"
    pages = {"https://example.org/1": page, "https://example.org/m/1": page}
    drafts, _ = asyncio.run(fetch_all(run, pages))
    assert len({draft.article_id for draft in drafts}) == 1
    assert [identity for identity, _, _ in states(run)] == ["id:N1"]


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")], ids=["as in the file", "the other way"])
def test_the_order_in_which_listings_are_read_does_not_matter(run_from, order) -> None:
    run = run_from(SHARED)
    said = {
        "a": {"identifier": "N1", "headline": "A", "section": "A"},
        "b": {"identifier": "N1", "headline": "B"},
    }
    for listing in order:
        name(run, listing, said[listing], position="ab".index(listing))
    pages = {"https://example.org/text?id=N1": json.dumps({"text": "<p>x</p>"})}
    (draft,), _ = asyncio.run(fetch_all(run, pages))
    assert (values_of(draft)["headline"], values_of(draft)["section"]) == ("B", "A")


def test_an_article_that_failed_waits_with_its_reason(run_from, report) -> None:
    run = run_from(PLAIN)
    (article_id,) = name(run, "a", {"url": "https://example.org/1"})
    url = "https://example.org/1"
    asyncio.run(ArticleFetcher(run).fail(article_id, url, "HTTP 404", ""))
    assert states(run) == [("url:example.org/1", "incomplete", "HTTP 404")]
    assert report().reasons["failed"] == {"HTTP 404": 1}
    assert str(run.problems.kept[0]) == f"{url}: HTTP 404"
    assert asyncio.run(ArticleFetcher(run).next_chunk()) == []


def test_one_that_waits_may_be_tried_before_its_time(run_from) -> None:
    (article_id,) = name(run_from(PLAIN), "a", {"url": "https://example.org/1"})
    asyncio.run(ArticleFetcher(run_from(PLAIN)).fail(article_id, "u", "HTTP 404", ""))
    run = run_from(PLAIN, waiting_too=True)
    assert asyncio.run(ArticleFetcher(run).next_chunk()) == [
        (article_id, FetchPage("https://example.org/1"))
    ]


def test_other_rules_try_again_at_once_what_waits_and_fetch_its_page_anew(run_from) -> None:
    async def try_once(run: Run) -> list[Any]:
        fetcher = ArticleFetcher(run)
        steps = await fetcher.next_chunk()
        for article_id, step in steps:
            page = "<h1>T</h1><article>x</article>"
            await fetcher.read_page(article_id, Answer(step.url, page, links=(step.url,)), ())
            await fetcher.fail(article_id, step.url, "no date", "")
        return [step for _, step in steps]

    name(run_from(PLAIN), "a", {"url": "https://example.org/1"})
    fetch = [FetchPage("https://example.org/1")]
    assert asyncio.run(try_once(run_from(PLAIN))) == fetch
    assert asyncio.run(try_once(run_from(PLAIN))) == []
    assert asyncio.run(try_once(run_from(PLAIN + "remove: .ad\n"))) == fetch
    assert asyncio.run(try_once(run_from(PLAIN + "remove: .ad\n"))) == []


def test_an_article_that_may_not_be_fetched_is_put_aside(run_from, report) -> None:
    run = run_from(PLAIN)
    (article_id,) = name(run, "a", {"url": "https://example.org/1"})
    asyncio.run(ArticleFetcher(run).skip(article_id, "https://example.org/1", "robots.txt"))
    assert states(run) == [("url:example.org/1", "skipped", "robots.txt")]
    assert report().reasons["skipped"] == {"robots.txt": 1}


def test_pages_that_all_lead_to_one_page_stay_articles_of_their_own(run_from) -> None:
    """Sites in trouble send every address to one page, and come back."""
    run = run_from(PLAIN)
    addresses = [f"https://example.org/{number}" for number in range(5)]
    name(run, "a", *({"url": url} for url in addresses))
    page = "<h1>The harbour is closed today</h1>"

    async def fetch() -> None:
        fetcher = ArticleFetcher(run)
        for article_id, step in await fetcher.next_chunk():
            links = (step.url, "https://example.org/maintenance")
            await fetcher.read_page(article_id, Answer(links[-1], page, links=links), ())

    asyncio.run(fetch())
    assert [identity for identity, _, _ in states(run)] == [f"url:{url}" for url in addresses]
    found = run.ledger.call(find_articles, "example", ["url:example.org/maintenance"])
    assert found == {}


def test_a_block_page_makes_its_article_wait_and_says_nothing_of_it(run_from, report) -> None:
    run = run_from(PLAIN)
    name(run, "a", {"url": "https://example.org/1"})
    page = "<title>Just a moment...</title><h1>Just a moment</h1><article>One step</article>"
    drafts, _ = asyncio.run(fetch_all(run, {"https://example.org/1": page}))
    assert drafts == []
    assert states(run) == [("url:example.org/1", "incomplete", "block page")]
    assert "failed" not in report().reasons
    told = 'https://example.org/1: block page (its title is "just a moment")'
    assert str(run.problems.kept[0]) == told
    again = run_from(PLAIN, waiting_too=True)
    pages = {"https://example.org/1": "<h1>T</h1><article>x</article>"}
    (draft,), _ = asyncio.run(fetch_all(again, pages))
    assert values_of(draft)["headline"] == "T"


def test_a_page_for_members_puts_its_article_aside(run_from, report) -> None:
    run = run_from(PLAIN)
    name(run, "a", {"url": "https://example.org/1"})
    drafts, _ = asyncio.run(fetch_all(run, {"https://example.org/1": "<h1>登录</h1>"}))
    assert drafts == []
    assert states(run) == [("url:example.org/1", "skipped", "login page")]
    assert report().reasons["skipped"] == {"login page": 1}
    assert asyncio.run(ArticleFetcher(run_from(PLAIN)).next_chunk()) == []


def test_a_content_that_is_a_block_page_makes_its_article_wait(run_from) -> None:
    run = run_from(SHARED)
    name(run, "a", {"identifier": "N1", "headline": "T"})
    pages = {"https://example.org/text?id=N1": "<h1>访问验证</h1>"}
    drafts, _ = asyncio.run(fetch_all(run, pages))
    assert drafts == []
    assert [state for _, *state in states(run)] == [["incomplete", "block page"]]
