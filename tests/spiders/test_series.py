from __future__ import annotations

import pytest
from sqlalchemy import update

from newsbot.archive.schema import State, articles
from tests.spiders.test_article_pages import crawl
from tests.spiders.test_articles import name, states, values_of

RULES = "extract: {headline: h1, body_html: article}"
COLUMNS = [f"https://example.org/column-{number}" for number in range(1, 6)]


def column(number: int, *, back: bool = False) -> str:
    before = f"<a rel=prev href=/column-{number - 1}>Previous</a>" if back else ""
    return (
        f"<h1>Column of the day</h1><article>{number}</article>"
        f"<p class=pager>{before}<a rel=next href=/column-{number + 1}>Next</a>"
    )


@pytest.mark.parametrize(
    ("back", "headlines"),
    [
        pytest.param(False, [], id="no page leads back"),
        pytest.param(True, ["On boats", "On nets", "On ropes"], id="listings tell them apart"),
    ],
)
def test_articles_of_a_series_are_no_pages_of_one(run_from, back: bool, headlines) -> None:
    run = run_from(RULES)
    for number, headline in enumerate(headlines):
        name(run, f"titles {number}", {"url": COLUMNS[number], "headline": headline})
    pages = {url: column(number, back=back) for number, url in enumerate(COLUMNS[:3], start=1)}
    pages[COLUMNS[3]] = None
    drafts, _ = crawl(run, pages, *COLUMNS[:3])
    bodies = [values_of(draft)["body_html"] for draft in drafts]
    assert bodies == [f"<article>{number}</article>" for number in (1, 2, 3)]
    assert len(states(run)) == 3


def test_the_entry_of_an_earlier_run_is_no_further_page_either(run_from) -> None:
    run = run_from(RULES)
    pages = {COLUMNS[1]: column(2), COLUMNS[2]: None}
    crawl(run, pages, COLUMNS[1])
    run.ledger.call(_done)
    drafts, _ = crawl(run, {**pages, COLUMNS[0]: column(1)}, COLUMNS[1], COLUMNS[0])
    assert [values_of(draft)["body_html"] for draft in drafts] == ["<article>1</article>"]


def _done(connection) -> None:
    connection.execute(update(articles).values(state=State.EXPORTED, version=1))
