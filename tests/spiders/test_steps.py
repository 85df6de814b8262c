from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from newsbot.archive.articles import Record
from newsbot.archive.schema import State
from newsbot.article import Contribution, Found, Origin
from newsbot.spiders.steps import (
    FetchContent,
    FetchPage,
    Finish,
    draft_of,
    next_step,
    step_after_page,
    unknown_article,
)

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)
PAGE = "https://example.org/1.html"
CONTENT = "https://share.example.net/text?id=NW1"

PLAIN = "extract: {headline: h1, body_html: article}"
NO_RULES = "title: Example"
SHARED = """
share:
  link: "https://share.example.net/s?code={identifier}"
  content: "https://share.example.net/text?id={identifier}"
"""
WITH_PAGES = SHARED + PLAIN

LINK = {"url": PAGE}
CODE = {"identifier": "NW1"}
WHOLE = {"headline": "T", "date_published": "2022-05-25 08:00", "body_html": "<p>x</p>"}


def said(origin: Origin, fields: dict[str, str], url: str = PAGE) -> Contribution:
    return Contribution(
        origin=origin, url=url, fields={name: Found(v, "rule") for name, v in fields.items()}
    )


def record(listing: dict[str, str], *answers: Contribution, state: State = State.SEEN) -> Record:
    return Record(
        article_id=7,
        state=state,
        identity="id:x",
        contributions=(said(Origin.LISTING, listing), *answers),
        first_seen=NOW,
        links=(),
    )


def step_for(source: Any, found: Record) -> str:
    step = next_step(found, source, NOW)
    return "finish" if isinstance(step, Finish) else step.url


def test_a_skipped_article_is_judged_again_without_a_request(source_from) -> None:
    found = record(LINK, said(Origin.PAGE, {"headline": "T"}), state=State.SKIPPED)
    assert step_for(source_from(PLAIN), found) == "finish"


@pytest.mark.parametrize("state", [State.SKIPPED, State.INCOMPLETE])
def test_what_other_rules_read_is_fetched_again(source_from, state: State) -> None:
    found = record(LINK, said(Origin.PAGE, WHOLE), state=state)
    assert step_for(source_from(PLAIN), found) == "finish"
    assert step_for(source_from(PLAIN), replace(found, is_outdated=True)) == PAGE


@pytest.mark.parametrize(
    ("source", "found", "step"),
    [
        pytest.param(PLAIN, record(LINK), PAGE, id="a page"),
        pytest.param(PLAIN, record({**LINK, **WHOLE}), PAGE, id="a page that rules read, always"),
        pytest.param(NO_RULES, record(LINK), PAGE, id="a page where the listing said too little"),
        pytest.param(NO_RULES, record({**LINK, **WHOLE}), "finish", id="no page where it said all"),
        pytest.param(PLAIN, record(CODE), "finish", id="an identifier that leads nowhere"),
        pytest.param(SHARED, record(CODE), CONTENT, id="the content of an identifier"),
        pytest.param(
            SHARED,
            record({**CODE, "url": "https://elsewhere.example/1"}),
            CONTENT,
            id="the content, where the page is on a host of others",
        ),
        pytest.param(
            SHARED,
            record({**CODE, **WHOLE}),
            CONTENT,
            id="the content even where the listing said all",
        ),
        pytest.param(
            WITH_PAGES,
            record(LINK, said(Origin.PAGE, CODE)),
            CONTENT,
            id="the content after its page",
        ),
        pytest.param(
            WITH_PAGES,
            record(LINK, said(Origin.PAGE, CODE), said(Origin.CONTENT, WHOLE)),
            "finish",
            id="nothing when a killed run left every answer",
        ),
        pytest.param(
            PLAIN,
            record(LINK, said(Origin.PAGE, WHOLE), state=State.EXPORTED),
            PAGE,
            id="the page again, for one that is in the archive",
        ),
        pytest.param(
            WITH_PAGES,
            record(LINK, said(Origin.PAGE, CODE), state=State.INCOMPLETE),
            CONTENT,
            id="the answer that did not come, for one that waited",
        ),
        pytest.param(
            WITH_PAGES,
            record(LINK, said(Origin.PAGE, CODE), said(Origin.CONTENT, {}), state=State.INCOMPLETE),
            PAGE,
            id="every answer again, for one that waited although all of them came",
        ),
        pytest.param(
            PLAIN,
            record({**LINK, **WHOLE}, said(Origin.PAGE, {"headline": "T"}), state=State.INCOMPLETE),
            "finish",
            id="no request for one that waited and is complete now",
        ),
    ],
)
def test_what_an_article_needs_next(source_from, source: str, found: Record, step: str) -> None:
    made = source_from(f"{source}\ndomains: [example.org, share.example.net]")
    assert step_for(made, found) == step


@pytest.mark.parametrize(
    ("listing", "answers", "kind"),
    [
        pytest.param(LINK, [said(Origin.PAGE, CODE)], FetchContent, id="an identifier was found"),
        pytest.param(LINK, [said(Origin.PAGE, {})], Finish, id="none was found"),
        pytest.param(CODE, [], FetchContent, id="it has no page"),
    ],
)
def test_what_follows_the_page(source_from, listing, answers, kind: type) -> None:
    assert isinstance(
        step_after_page(record(listing, *answers), source_from(WITH_PAGES), NOW), kind
    )


def test_an_article_in_the_archive_is_read_as_if_for_the_first_time(source_from) -> None:
    """An identifier that only its old page gave does not lead past its page."""
    found = record(LINK, said(Origin.PAGE, CODE), state=State.EXPORTED)
    assert next_step(found, source_from(WITH_PAGES + "\ndomains: example.org"), NOW) == FetchPage(
        PAGE
    )


@pytest.mark.parametrize(
    ("source", "listing", "url", "share_url"),
    [
        pytest.param(PLAIN, LINK, PAGE, None, id="its page"),
        pytest.param(
            SHARED,
            {**LINK, **CODE},
            PAGE,
            "https://share.example.net/s?code=NW1",
            id="its page first",
        ),
        pytest.param(
            SHARED,
            CODE,
            "https://share.example.net/s?code=NW1",
            "https://share.example.net/s?code=NW1",
            id="else its share link",
        ),
        pytest.param(
            "share: {content: 'https://share.example.net/text?id={identifier}'}",
            CODE,
            CONTENT,
            None,
            id="else its content",
        ),
        pytest.param(PLAIN, CODE, None, None, id="none"),
    ],
)
def test_where_an_article_is(source_from, source, listing, url, share_url) -> None:
    draft = draft_of(record(listing), source_from(source))
    assert (draft.article_id, draft.url, draft.share_url) == (7, url, share_url)


def test_an_article_that_nobody_named_before_can_be_read_too(source_from) -> None:
    found = unknown_article((said(Origin.LISTING, LINK), said(Origin.PAGE, WHOLE)), NOW)
    step = step_after_page(found, source_from(PLAIN), NOW)
    assert isinstance(step, Finish)
    assert (step.draft.article_id, step.draft.url) == (0, PAGE)
