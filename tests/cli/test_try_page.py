from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from newsbot.article import Draft
from newsbot.cli.options import open_project, open_sources
from newsbot.cli.page_text import page_text
from newsbot.cli.try_page import NO_DATE, page_result
from newsbot.extraction.fields import extract_fields
from newsbot.values.answer import Answer

URL = "https://example.org/1.html"
NOW = datetime(2022, 5, 25, tzinfo=UTC)
PAGE = "<h1>A title</h1><time>2022-05-24 10:00</time><i></i><article>Words.</article>"


@pytest.fixture
def show(tmp_path: Path):
    """Show a page by these rules."""

    def show_page(extract: str, page: str = PAGE, *, more: str = "") -> dict[str, Any]:
        (tmp_path / "newsbot.yaml").write_text("format: 1\n", "utf-8")
        (tmp_path / "sources").mkdir(exist_ok=True)
        listed = "discover: [{kind: category, url: 'https://example.org/'}]"
        text = f"{listed}\nextract: {extract}\n{more}"
        (tmp_path / "sources" / "example.yaml").write_text(text, "utf-8")
        project = open_project(tmp_path)
        [source] = open_sources(project, ["example"])[0]
        answer = Answer(URL, page)
        draft = Draft(
            source="example",
            article_id=1,
            fields=extract_fields(answer, source),
            bases=dict.fromkeys(extract_fields(answer, source), URL),
            url=URL,
            share_url=None,
        )
        return page_result(project, source, draft, [answer], NOW)

    return show_page


def test_a_whole_page_shows_each_field_with_its_rule_and_the_post(show) -> None:
    result = show("{headline: h1, date_published: time, body_html: article}")
    lines = list(page_text(result))
    assert 'headline        "A title"  [css h1]' in lines
    assert result["missing"] is None
    assert result["tried"] == {}
    assert lines[-1] == result["post"]["text"]


def test_a_field_that_is_missing_shows_what_each_rule_gave(show) -> None:
    result = show("{headline: h1, date_published: [i, {css: time, format: '%Y'}], body_html: b}")
    general = ("  general rules", "  trafilatura")
    lines = [line for line in page_text(result) if not line.startswith(general)]
    assert lines == [
        "source example",
        "",
        'headline        "A title"  [css h1]',
        "body_html       missing",
        "  css b: nothing",
        "date_published  missing",
        "  css i: 1 node without text",
        '  css time: "2022-05-24 10:00", which is not written like %Y',
        "",
        "no post: no date",
    ]


@pytest.mark.parametrize(
    ("extract", "name", "line"),
    [
        pytest.param(
            "{headline: h1, date_published: h1, body_html: article}",
            "date_published",
            f'  css h1: "A title": {NO_DATE}',
            id="a text that is no date",
        ),
        pytest.param(
            "{headline: h1, date_published: time, body_html: i}",
            "body_html",
            "  css i: 1 node without text",
            id="an element without a word",
        ),
    ],
)
def test_why_a_field_is_missing(show, extract: str, name: str, line: str) -> None:
    result = show(extract)
    assert list(result["tried"]) == [name]
    assert name not in result["fields"]
    assert line in page_text(result)


def test_what_a_crawl_would_skip_is_told(show) -> None:
    rules = "{headline: h1, date_published: time, body_html: article}"
    result = show(rules, more="where: headline != 'A title'\n")
    assert result["wanted"] is False
    assert "a crawl skips it: `where` says no" in page_text(result)
    assert show(rules)["wanted"] is True


def test_what_a_crawl_would_skip_for_its_paywall_is_told(show) -> None:
    page = f"{PAGE}<i class=paid>no</i>"
    rules = (
        "{headline: h1, date_published: time, body_html: article, is_accessible_for_free: .paid}"
    )
    result = show(rules, page, more="paywall: skip")
    assert result["wanted"] is False
    assert "a crawl skips it: it is behind a paywall (`paywall: skip`)" in page_text(result)
    assert show(rules, page)["wanted"] is True
