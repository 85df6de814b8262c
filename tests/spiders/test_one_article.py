"""One article, one identity: whatever forms of its address are met, and in whatever order."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from itertools import permutations
from typing import Any

import pytest
from scrapy.exceptions import DropItem
from sqlalchemy import select

from newsbot.archive.contributions import record_page
from newsbot.archive.identities import find_articles
from newsbot.archive.keys import article_keys, identity_of
from newsbot.archive.listings import begin_pass
from newsbot.archive.named import Named
from newsbot.archive.schema import articles
from newsbot.article import Found
from newsbot.pipelines import ArchivePipeline, NormalizePipeline
from newsbot.run import Run
from newsbot.spiders.articles import ArticleFetcher
from newsbot.spiders.steps import FetchPage
from newsbot.values.answer import Answer

RULES = """
extract: {headline: h1, body_html: article, date_published: time, canonical_url: "[rel=canonical]"}
"""

HOME = "https://www.example.org"


def page(
    headline: str = "Boats are back",
    text: str = "They came at dawn.",
    day: str = "2022-05-24 08:00",
    head: str = "",
) -> str:
    return f"<head>{head}</head><h1>{headline}</h1><time>{day}</time><article>{text}</article>"


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="{url}">'


def crawl(run: Run, pages: Mapping[str, str], *, leads: Mapping[str, str] | None = None) -> None:
    """Fetch and archive what a listing names, in this order. *leads*: link → where it redirects."""
    fields = [{"url": Found(url, "listing")} for url in pages]
    keys = [article_keys(one, run.source) for one in fields]
    named = [
        Named(keys=k, identity=identity_of(f, k), fields=f)
        for k, f in zip(keys, fields, strict=True)
    ]
    listing = run.ledger.call(begin_pass, "example", "home")
    run.ledger.call(record_page, "example", listing, named, url=HOME, position=0, now=run.now())
    asyncio.run(_fetch(run, pages, leads or {}))


async def _fetch(run: Run, pages: Mapping[str, str], leads: Mapping[str, str]) -> None:
    fetcher, normalize, archive = ArticleFetcher(run), NormalizePipeline(run), ArchivePipeline(run)
    for article_id, step in await fetcher.next_chunk():
        assert isinstance(step, FetchPage)
        final = leads.get(step.url, step.url)
        links = (step.url,) if final == step.url else (step.url, final)
        draft: Any = await fetcher.read_page(
            article_id, Answer(final, pages[step.url], links=links), ()
        )
        try:
            if draft is not None:
                await archive.process_item(await normalize.process_item(draft))
        except DropItem:
            continue


def archived(run: Run) -> int:
    """Return how many articles are in the archive."""
    query = select(articles.c.id).where(articles.c.version > 0)
    return len(run.ledger.call(lambda connection: connection.execute(query).all()))


def states(run: Run) -> list[tuple[str, str]]:
    query = select(articles.c.state, articles.c.reason).order_by(articles.c.id)
    return run.ledger.call(lambda connection: [tuple(row) for row in connection.execute(query)])


def leads_to(run: Run, urls: Sequence[str]) -> set[int | None]:
    keys = [f"url:{url.removeprefix('https://').removeprefix('www.')}" for url in urls]
    found = run.ledger.call(find_articles, "example", keys)
    return {found[key].article_id if key in found else None for key in keys}


FORMS = {
    "plain": f"{HOME}/news/boats-1234.html",
    "for phones": "https://m.example.org/news/boats-1234.html",
    "for print": f"{HOME}/news/boats-1234.html?print=1",
    "for AMP": f"{HOME}/amp/news/boats-1234.html",
}


@pytest.mark.parametrize("order", list(permutations(FORMS)), ids=" - ".join)
def test_forms_of_one_address_that_lead_to_the_same_are_one_article(run_from, order) -> None:
    run = run_from(RULES)
    crawl(run, {FORMS[name]: page() for name in order})
    assert archived(run) == 1
    assert len(leads_to(run, list(FORMS.values()))) == 1


@pytest.mark.parametrize("order", list(permutations(FORMS, 2)), ids=" - ".join)
def test_they_are_one_in_separate_runs_too(run_from, order) -> None:
    for name in order:
        crawl(run_from(RULES), {FORMS[name]: page()})
    assert archived(run_from(RULES)) == 1


def test_a_form_that_says_whose_it_is_need_not_have_the_same_words(run_from) -> None:
    run = run_from(RULES)
    short = page(text="In short.", day="2022-05-24", head=canonical(FORMS["plain"]))
    crawl(run, {FORMS["for AMP"]: short, FORMS["plain"]: page()})
    assert archived(run) == 1


def test_a_form_with_other_words_that_says_nothing_is_another_article(run_from) -> None:
    run = run_from(RULES)
    other = page("Nets are torn", "Nobody knows why.", "2022-05-23 08:00")
    crawl(run, {FORMS["plain"]: page(), FORMS["for phones"]: other})
    assert archived(run) == 2


@pytest.mark.parametrize("is_listed", [True, False], ids=["listed too", "not listed"])
def test_links_that_are_redirected_to_one_article_are_one(run_from, is_listed: bool) -> None:
    run = run_from(RULES)
    final = f"{HOME}/news/boats"
    links = [f"{HOME}/s/a", f"{HOME}/s/b", *([final] if is_listed else [])]
    same = page(head=canonical(final))
    crawl(run, dict.fromkeys(links, same), leads=dict.fromkeys(links, final))
    assert archived(run) == 1
    assert len(leads_to(run, [*links, final])) == 1


def test_links_that_all_lead_to_one_page_for_maintenance_stay_several(run_from) -> None:
    run = run_from("undated: first-seen" + RULES)
    place = f"{HOME}/maintenance"
    links = [f"{HOME}/news/{number}" for number in range(3)]
    away = page("The harbour is closed", "Come back tomorrow.", day="", head=canonical(place))
    crawl(run, dict.fromkeys(links, away), leads=dict.fromkeys(links, place))
    assert len(states(run)) == 3
    assert None not in leads_to(run, links)
    assert len(leads_to(run, links)) == 3


@pytest.mark.parametrize(
    "named",
    [
        pytest.param(f"{HOME}/", id="the home page"),
        pytest.param(f"{HOME}/news/", id="the section"),
        pytest.param(f"{HOME}/news/boats-are-back-today", id="another article"),
        pytest.param("https://elsewhere.example.net/news/1", id="another site"),
        pytest.param(f"{HOME}/gone-for-ever", id="a page that is not there"),
    ],
)
def test_a_canonical_address_that_several_articles_share_is_not_believed(run_from, named) -> None:
    run = run_from(RULES)
    pages = {
        f"{HOME}/news/{name}": page(f"About {name}", f"All of {name}.", head=canonical(named))
        for name in ("boats-are-back-today", "nets-are-torn-again", "ropes-are-new")
    }
    crawl(run, pages)
    assert archived(run) == 3
    assert len(leads_to(run, list(pages))) == 3


def test_the_morning_paper_of_another_day_is_another_article(run_from) -> None:
    run = run_from(RULES)
    one, other = f"{HOME}/2022/05/23/the-morning-mail", f"{HOME}/2022/05/24/the-morning-mail"
    stale = page("The morning mail", "Other news.", "2022-05-24 08:00", canonical(one))
    crawl(run, {one: page("The morning mail", "News.", "2022-05-23 08:00"), other: stale})
    assert archived(run) == 2


def test_a_text_that_three_articles_have_is_that_of_none(run_from, report) -> None:
    run = run_from(RULES)
    wall = "We and our partners would like to know you, and to keep what we learn. " * 3
    days = ["2022-05-22 08:00", "2022-05-23 08:00", "2022-05-24 08:00"]
    pages = {f"{HOME}/news/{day[8:10]}": page("Dear reader", wall, day) for day in days}
    crawl(run, pages)
    told = [reason for _, reason in states(run)]
    assert told[2] == "same text as others"
    again = run_from(RULES, waiting_too=True)
    assert asyncio.run(ArticleFetcher(again).next_chunk()) != []


def test_two_articles_with_one_text_are_two(run_from) -> None:
    run = run_from(RULES)
    crawl(run, {f"{HOME}/a": page("A", "Short."), f"{HOME}/b": page("B", "Short.")})
    assert archived(run) == 2


def test_links_that_lead_to_the_page_of_another_article_wait(run_from) -> None:
    run = run_from(RULES)
    down = f"{HOME}/down.html"
    pages = {f"{HOME}/{n}": page("Back soon", f"It is {n} o'clock.") for n in range(1, 5)}
    crawl(run, pages, leads=dict.fromkeys(pages, down))
    assert archived(run) == 1
    assert [reason for _, reason in states(run)][1:] == ["redirect to another article"] * 3
