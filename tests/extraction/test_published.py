from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsbot.article import Found
from newsbot.extraction.general import failed_before, read_general
from newsbot.extraction.page import Page
from newsbot.values.answer import Answer

NOW = datetime(2022, 6, 1, 12, tzinfo=UTC)
HEADLINE = "A bridge is built over the river"
PROSE = "The town council opened the bridge in the morning, and many people came to see it. " * 3


def page(body: str = "", *, head: str = "", url: str = "https://example.org/1", lang: str = "en"):
    html = (
        f"<html lang={lang}><head><title>{HEADLINE} - The Paper</title>{head}</head><body>"
        f"{body}</body></html>"
    )
    return Page(answer=Answer(url, html), fetched_at=NOW, zone=ZoneInfo("Asia/Shanghai"))


def article(above: str = "", below: str = "", **more: str) -> Page:
    return page(f"<h1>{HEADLINE}</h1>{above}<p>{PROSE}</p>{below}", **more)


def found_on(one: Page, name: str = "date_published") -> Found | None:
    return read_general(one, [name]).get(name)


def date_of(one: Page, name: str = "date_published") -> str:
    found = found_on(one, name)
    return "" if found is None else str(found.value)


def ld(fields: str) -> str:
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {fields}}}</script>'


DATED = ld('"datePublished": "2022-05-25T14:36:45+08:00"')


@pytest.mark.parametrize(
    ("one", "date", "rule"),
    [
        pytest.param(
            article(head=DATED),
            "2022-05-25T14:36:45+08:00",
            "json-ld date",
            id="JSON-LD",
        ),
        pytest.param(
            article(head='<meta property="article:published_time" content="2022-05-25T06:36Z">'),
            "2022-05-25T06:36:00+00:00",
            "meta date",
            id="Open Graph",
        ),
        pytest.param(
            article('<span itemprop="datePublished" content="2022-05-25 14:36">May</span>'),
            "2022-05-25T14:36:00",
            "microdata date",
            id="microdata",
        ),
        pytest.param(
            article('<time datetime="2022-05-25T14:36+02:00">today</time>'),
            "2022-05-25T14:36:00+02:00",
            "time element",
            id="a time element",
        ),
        pytest.param(
            article("<div>发布时间：2022-05-25 14:36 来源：新华网</div>", lang="zh"),
            "2022-05-25T14:36:00",
            "dateline with label",
            id="a dateline with its label",
        ),
        pytest.param(
            article("<div>2022年05月25日14:36 来源：新华网</div>", lang="zh"),
            "2022-05-25T14:36:00",
            "dateline",
            id="a dateline by its place",
        ),
        pytest.param(
            article(head='<script>var s = {"publishTime":"2022-05-25 14:36"};</script>'),
            "2022-05-25T14:36:00",
            "script date",
            id="the state of a script",
        ),
        pytest.param(
            article(url="https://example.org/2022/05/25/bridge.html"),
            "2022-05-25",
            "url date",
            id="the address",
        ),
        pytest.param(
            article(head='<meta name="lastmod" content="2022-05-25T14:36+08:00">'),
            "2022-05-25T14:36:00+08:00",
            "date of the last change",
            id="when nothing else is told, the last change",
        ),
    ],
)
def test_each_kind_of_witness_gives_its_date(one: Page, date: str, rule: str) -> None:
    found = found_on(one)
    assert found is not None
    assert (found.value, found.rule) == (date, rule)


def test_a_day_in_metadata_takes_its_time_from_the_dateline() -> None:
    one = article("<p class=date>25 May 2022, 14:36</p>", head=ld('"datePublished": "2022-05-25"'))
    assert date_of(one) == "2022-05-25T14:36:00"
    assert next((a.rule, a.why) for a in failed_before("date_published", one)) == (
        "json-ld date",
        "less exact than 2022-05-25T14:36:00",
    )


def test_midnight_in_metadata_is_a_day() -> None:
    one = article(
        "<p class=date>25 May 2022, 14:36</p>", head=ld('"datePublished": "2022-05-25T00:00:00Z"')
    )
    assert date_of(one) == "2022-05-25T14:36:00"


def test_the_offset_of_metadata_wins_over_a_wall_clock_without() -> None:
    one = article("<p class=date>25 May 2022, 08:36</p>", head=DATED)
    assert date_of(one) == "2022-05-25T14:36:45+08:00"


def test_address_and_dateline_together_outweigh_metadata_of_another_day() -> None:
    one = article(
        "<p class=date>20 May 2022, 14:36</p>", head=DATED, url="https://example.org/2022/05/20/a"
    )
    assert date_of(one) == "2022-05-20T14:36:00"


@pytest.mark.parametrize(
    ("lang", "shown", "date"),
    [
        pytest.param("zh", "2022-05-25 14:36", "2022-05-25T14:36:45", id="shown as it is: local"),
        pytest.param("zh", "2022-05-25 22:36", "2022-05-25T14:36:45+00:00", id="shown in its zone"),
        pytest.param("en", "25 May 2022 14:36", "2022-05-25T14:36:45+00:00", id="UTC is possible"),
    ],
)
def test_a_local_clock_that_a_program_wrote_as_utc_is_local(
    lang: str, shown: str, date: str
) -> None:
    stamp = ld('"datePublished": "2022-05-25T14:36:45Z"')
    body = "大桥今天上午通车。" * 30 if lang == "zh" else ""
    assert date_of(article(f"<p class=date>{shown}</p>", body, head=stamp, lang=lang)) == date


@pytest.mark.parametrize("date", ["2022-04-05", "2022-05-04"])
def test_day_and_month_in_doubt_are_settled_by_the_address(date: str) -> None:
    url = f"https://example.org/{date.replace('-', '/')}/a"
    one = article("<p class=date>04/05/2022 14:36</p>", url=url, lang="xx")
    assert date_of(one) == f"{date}T14:36:00"


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(article(head=ld('"datePublished": "1970-01-01T00:00:00Z"')), id="the epoch"),
        pytest.param(article(head=ld('"datePublished": "2022-01-01"')), id="a bare 1 January"),
        pytest.param(article(head=ld('"datePublished": "1985-05-25"')), id="before 1990"),
        pytest.param(article(head=ld('"datePublished": "2022-06-03T12:00Z"')), id="the future"),
        pytest.param(article("", "<p>© 2022-05-25 The Paper</p>"), id="a copyright"),
        pytest.param(
            article("", "<div class=comments><p class=date>2022-05-25 14:36</p></div>"),
            id="a comment",
        ),
        pytest.param(
            article("", "<div class=related><time datetime=2022-05-25>May</time></div>"),
            id="a related story",
        ),
        pytest.param(
            page(f"<p>1 June 2022</p><h1>{HEADLINE}</h1><p>{PROSE}</p>"), id="the reader's day"
        ),
        pytest.param(
            article(
                head=ld('"headline": "Quite another story", "datePublished": "2022-05-25"')
                + ld('"headline": "And one more", "datePublished": "2022-05-26"')
            ),
            id="JSON-LD of other articles",
        ),
    ],
)
def test_no_date_is_better_than_a_wrong_one(one: Page) -> None:
    assert date_of(one) == ""


def test_an_old_date_in_the_words_of_the_page_is_one() -> None:
    found = found_on(article("<p class=date>25 May 1985</p>"))
    assert found == Found("1985-05-25", "dateline", found.rank if found else 0)


def test_a_distance_from_now_counts_from_the_fetch_where_the_page_is_of_that_year() -> None:
    fresh = article("<p class=date>3 hours ago</p>", "<footer>2022</footer>")
    assert date_of(fresh) == "2022-06-01T17:00:00+08:00"
    assert date_of(article("<p class=date>3 hours ago</p>", "<footer>2019</footer>")) == ""


@pytest.mark.parametrize(
    ("modified", "date"),
    [
        pytest.param("2022-05-26T10:00:00+08:00", "2022-05-26T10:00:00+08:00", id="later"),
        pytest.param("2022-05-25T14:36:59+08:00", "", id="in the same minute"),
        pytest.param("2022-05-24T10:00:00+08:00", "", id="earlier"),
    ],
)
def test_a_change_is_after_publication(modified: str, date: str) -> None:
    stamps = f'"datePublished": "2022-05-25T14:36:45+08:00", "dateModified": "{modified}"'
    assert date_of(article(head=ld(stamps)), "date_modified") == date


def test_published_and_updated_on_one_line_are_two_dates() -> None:
    one = article("<p>Published 25 May 2022 14:36 | Updated 26 May 2022 10:00</p>")
    assert date_of(one) == "2022-05-25T14:36:00"
    assert date_of(one, "date_modified") == "2022-05-26T10:00:00"


def test_a_hostile_page_costs_little() -> None:
    one = page("<div class=date>" * 2000 + "2022 1 2 " * 2000 + "12:3 " * 2000)
    assert date_of(one) == ""


def video(name: str) -> str:
    return (
        f'<script type="application/ld+json">{{"@type": "VideoObject", "name": "{name}",'
        ' "uploadDate": "2022-05-25T14:36:45+08:00"}</script>'
    )


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        pytest.param(video(HEADLINE), "2022-05-25T14:36:45+08:00", id="the page's own video"),
        pytest.param(video("Another film of the day"), "", id="another video"),
        pytest.param(
            video(HEADLINE) + ld('"datePublished": "2022-05-20T10:00:00+08:00"'),
            "2022-05-20T10:00:00+08:00",
            id="the video in an article",
        ),
    ],
)
def test_a_video_has_the_date_of_its_upload(head: str, expected: str) -> None:
    assert date_of(page(f"<h1>{HEADLINE}</h1><video src='/v.mp4'></video>", head=head)) == expected
