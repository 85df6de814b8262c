from __future__ import annotations

from typing import get_args

import pytest

from newsbot.source import (
    Category,
    Dated,
    Entry,
    Feed,
    Json,
    Links,
    Page,
    RequestOptions,
    Rule,
    Sitemap,
)
from newsbot.source.entries import entry_kinds

JSON = "kind: json, url: 'https://example.org/?m={market}&p={page}', items: a, fields: {url: b}"


def test_every_kind_of_entry_is_known():
    models = get_args(get_args(Entry)[0])
    assert {model.kind: model for model in models} == {
        "category": Category,
        "feed": Feed,
        "sitemap": Sitemap,
        "json": Json,
        "dated": Dated,
        "links": Links,
    }
    assert entry_kinds() == ("category", "feed", "sitemap", "json", "dated", "links")


def test_a_category_page_with_every_key(load):
    source = load(
        r"""
discover:
  - kind: category
    url: https://example.org/
    categories: "nav a.category"
    articles: {xpath: "//li/a"}
    next: "a[rel=next]"
    match: '/20\d\d/'
    exclude: [/video/, /live/]
    set: {section: News, number: 0123, flag: no, day: 2026-03-01}
    request: {headers: {X-Number: 5}}
"""
    )
    assert source.discover == (
        Category(
            url="https://example.org/",
            categories=Rule(kind="css", query="nav a.category"),
            articles=Rule(kind="xpath", query="//li/a"),
            next=Rule(kind="css", query="a[rel=next]"),
            match=(r"/20\d\d/",),
            exclude=("/video/", "/live/"),
            set={"section": "News", "number": "0123", "flag": "no", "day": "2026-03-01"},
            request=RequestOptions(headers={"X-Number": "5"}),
        ),
    )


def test_a_json_list_with_every_key(load):
    source = load(
        f"discover: [{{{JSON}, each: {{market: [37, 038, x]}}, page: {{from: 0, step: 20}}}}]\n"
    )
    [entry] = source.discover
    assert isinstance(entry, Json)
    assert entry.each == {"market": ("37", "038", "x")}
    assert entry.page == Page(from_=0, step=20)


def test_one_value_of_each_needs_no_list(load):
    [entry] = load(f"discover: [{{{JSON}, each: {{market: 37}}}}]\n").discover
    assert entry.each == {"market": ("37",)}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        pytest.param(
            "kind: categroy",
            "kind: found 'categroy', expected one of category, feed, sitemap, json, dated, links; "
            "did you mean 'category'?",
            id="an unknown kind",
        ),
        pytest.param(
            "url: 'https://example.org/'",
            "kind: found nothing, expected one of category, feed, sitemap, json, dated, links",
            id="no kind",
        ),
        pytest.param(
            "kind: category",
            "url: found nothing, expected an address, such as `url: https://example.org/news/`",
            id="no address",
        ),
        pytest.param(
            "kind: category, url: 'https://example.org/', items: a",
            "items: found an unknown key, expected one of articles, categories, exclude, kind, "
            "match, next, page, request, set, url",
            id="a key of another kind",
        ),
        pytest.param(
            "kind: category, url: 'https://example.org/{market}'",
            "url: found 'https://example.org/{market}', expected only {page} as a placeholder, "
            "not {market}",
            id="a placeholder that nothing fills in",
        ),
        pytest.param(
            "kind: category, url: 'https://example.org/{page:x!}'",
            "url: found 'https://example.org/{page:x!}', expected {page}, or with zeros before "
            "the number {page:03d}",
            id="a placeholder that is no number",
        ),
        pytest.param(
            "kind: category, url: 'https://example.org/{page}', next: a",
            "next: found 'a', expected either `{page}` in `url` or `next`, not both",
            id="two ways to a category's next page",
        ),
        pytest.param(
            f"{JSON}, each: {{markets: [1]}}",
            "url: found 'https://example.org/?m={market}&p={page}', expected only {markets}, "
            "{page} as placeholders, not {market}; did you mean 'markets'?",
            id="a placeholder that each does not have",
        ),
        pytest.param(
            "kind: json, url: 'https://example.org/', items: a, fields: {url: b}, page: {from: 1}",
            "url: found 'https://example.org/', expected a URL with {page}, since `page` says "
            "how it counts",
            id="a page that the address does not have",
        ),
        pytest.param(
            f"{JSON}, each: {{market: [1]}}, page: {{from: 1}}, next: cursor",
            "next: found 'cursor', expected either `page` or `next`, not both",
            id="two ways to the next page",
        ),
        pytest.param(
            f"{JSON}, each: {{market: []}}",
            "each.market: found an empty list, expected at least one",
            id="each without values",
        ),
        pytest.param(
            "kind: json, url: 'https://example.org/', items: a, fields: {headline: b}",
            "fields: found a mapping, expected `identifier` or `url` among the fields",
            id="no field that names the article",
        ),
        pytest.param(
            "kind: json, url: 'https://{host}/', items: a, fields: {url: b}, each: {host: [a]}",
            "url: found 'https://{host}/', expected an http(s) URL with placeholders only after "
            "the host",
            id="a placeholder as the host",
        ),
        pytest.param(
            "kind: json, url: 'https://example.org/{0}', items: a, fields: {url: b}",
            "url: found 'https://example.org/{0}', expected an http(s) URL with placeholders "
            "such as {page}",
            id="a placeholder without a name",
        ),
    ],
)
def test_a_wrong_entry_is_named(mistakes, entry, expected):
    assert mistakes(f"discover: [{{{entry}}}]\n") == [f"1: discover[0].{expected}"]


NO_DISCOVER = (
    "discover: found nothing, expected where articles are listed, such as "
    '`discover: [{kind: category, url: "https://example.org/news/"}]`'
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "discover: []\n", "1: discover: found an empty list, expected at least one", id="empty"
        ),
        pytest.param("discover:\ntitle: x\n", f"1: {NO_DISCOVER}", id="no value"),
        pytest.param(
            "discover: [x]\n",
            "1: discover[0]: found 'x', expected a mapping of keys to values",
            id="a text",
        ),
        pytest.param("# discover\ntitle: x\n", f"2: {NO_DISCOVER}", id="no key"),
    ],
)
def test_a_source_has_to_look_somewhere(mistakes, text, expected):
    assert mistakes(text) == [expected]


@pytest.mark.parametrize(
    ("url", "granularity"),
    [
        pytest.param("{date:%Y-%m-%d}.html", "day", id="days"),
        pytest.param("{date:%Y}/{date:%b}/{date:%-d}/", "day", id="in several places"),
        pytest.param("{date:%Y/%j}", "day", id="days of the year"),
        pytest.param("?m={date:%y%m}", "month", id="months"),
        pytest.param("{date:%Y}.html", "year", id="years"),
    ],
)
def test_an_archive_page_is_of_a_day_a_month_or_a_year(load, url: str, granularity: str) -> None:
    text = f"discover: [{{kind: dated, url: 'https://example.org/{url}', articles: 'li a'}}]\n"
    [entry] = load(text).discover
    assert isinstance(entry, Dated)
    assert entry.granularity == granularity


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("archive/", "there is no year", id="no date"),
        pytest.param("{date}", "there is no year", id="no format"),
        pytest.param("{date:%m-%d}", "there is no year", id="no year"),
        pytest.param("{date:%Y-%d}", "a day without a month", id="no month"),
        pytest.param("{date:%Y-%m-%d %H}", "expected an http(s) URL", id="a space"),
        pytest.param("{date:%Y%m%d%H}", "%H is none of", id="an hour"),
        pytest.param("{date:%Y-%m-%}", "%- is none of|% is none of", id="a stray percent sign"),
        pytest.param("{dat:%Y}", "{dat}; did you mean 'date'?", id="another name"),
    ],
)
def test_an_archive_page_needs_a_date_that_tells(mistakes, url: str, expected: str) -> None:
    [told] = mistakes(f"discover: [{{kind: dated, url: 'https://example.org/{url}'}}]\n")
    assert any(part in told for part in expected.split("|")), told
