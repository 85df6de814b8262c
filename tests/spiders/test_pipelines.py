from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import select

from newsbot.archive.contributions import record_page
from newsbot.archive.listings import begin_pass
from newsbot.archive.named import Named
from newsbot.archive.schema import articles
from newsbot.article import Article, Draft, Found
from newsbot.pipelines import NormalizePipeline
from newsbot.run import Run
from newsbot.scrapy_errors import MissingDate, NotWanted, Paywalled, WhereFails

URL = "https://example.org/1"
WHOLE = {"headline": "T", "date_published": "2022-05-25 08:00", "body_html": "<p>x</p>"}


def draft(run: Run, **fields: str) -> Draft:
    """Return the draft of an article that a listing has named."""
    listing_pass = run.ledger.call(begin_pass, "example", "home")
    named = Named(keys=("url:example.org/1",), identity=f"url:{URL}", fields={})
    record = run.ledger.call(
        record_page, "example", listing_pass, [named], url=URL, position=0, now=run.now()
    )
    return Draft(
        source="example",
        article_id=record.article_ids[0],
        fields={name: Found(value, "rule") for name, value in fields.items()},
        bases=dict.fromkeys(fields, URL),
        url=URL,
        share_url=None,
    )


def normalize(run: Run, **fields: str) -> Any:
    return asyncio.run(NormalizePipeline(run).process_item(draft(run, **fields)))


def row_of(run: Run) -> Any:
    return run.ledger.call(lambda connection: connection.execute(select(articles)).one())


def test_a_whole_article_that_is_wanted_goes_on(run_from) -> None:
    article = normalize(run_from("where: \"section != 'Video'\""), **WHOLE)
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("where", "fields", "raised", "reason"),
    [
        pytest.param("section", WHOLE, NotWanted, "where", id="not wanted"),
        pytest.param("section", {}, NotWanted, "where", id="not wanted, and not whole either"),
        pytest.param("headline", {"headline": "T"}, MissingDate, "no date", id="not whole"),
        pytest.param(
            "date_published > '2022'",
            {"headline": "T"},
            MissingDate,
            "no date",
            id="not whole, and so nobody can tell",
        ),
        pytest.param("date_modified > '2022'", WHOLE, NotWanted, "where", id="nobody can tell"),
        pytest.param("headline > `1`", WHOLE, WhereFails, "`where` fails", id="does not fit"),
    ],
)
def test_any_other_is_put_aside_or_waits(
    run_from, where: str, fields: dict[str, str], raised: type[Exception], reason: str
) -> None:
    run = run_from(f'where: "{where}"')
    with pytest.raises(raised):
        normalize(run, **fields)
    state = "skipped" if raised is NotWanted else "incomplete"
    assert (row_of(run).state, row_of(run).reason) == (state, reason)


def test_a_condition_that_does_not_fit_is_told_with_file_line_expression_and_article(
    run_from,
) -> None:
    run = run_from("title: Example\nwhere: headline > `1`")
    with pytest.raises(WhereFails):
        normalize(run, **WHOLE)
    assert [str(problem) for problem in run.problems.kept] == [
        f"{URL}: `where` fails (sources/example.yaml:2: where: headline > `1`:"
        " '>' not supported between instances of 'str' and 'int')"
    ]


@pytest.mark.parametrize("fields", [WHOLE, {"headline": "T"}], ids=["whole", "cut off"])
def test_an_article_behind_a_paywall_is_put_aside_where_the_source_says_so(
    run_from, fields: dict[str, str]
) -> None:
    run = run_from("paywall: skip")
    with pytest.raises(Paywalled):
        normalize(run, **fields, is_accessible_for_free="false")
    assert (row_of(run).state, row_of(run).reason) == ("skipped", "paywall")


@pytest.mark.parametrize(("paywall", "is_free"), [("mark", "false"), ("skip", "true")])
def test_any_other_article_behind_a_paywall_or_not_goes_on(run_from, paywall, is_free) -> None:
    article = normalize(run_from(f"paywall: {paywall}"), **WHOLE, is_accessible_for_free=is_free)
    assert isinstance(article, Article)
