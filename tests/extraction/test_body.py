from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot.extraction.article import read_article
from newsbot.extraction.body import BODY
from newsbot.values.answer import Answer
from newsbot.values.html import text_of
from tests.conftest import SourceFrom
from tests.pages import TITLE, body_of

NAV = "<ul class='menu'>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(9))
RELATED = "".join(
    f"<li><a href='/{n}'>Another story of the day, number {n}</a></li>" for n in "123"
)
ONE = "The council met on Tuesday, and voted for the bridge after a long and loud debate."
TWO = "Nobody had expected it: the mayor, who was against it, left before the vote was taken."
THREE = "Work begins in the spring. It will cost four million, said the engineers on Friday."


def read(html: str, *, head: str = TITLE) -> str:
    """Return the body that is found on a page."""
    found = body_of(html, head=head)
    return str(found.value) if found else ""


def lines(html: str) -> list[str]:
    """Return the lines of text of the body that is found on a page."""
    return text_of(read(html)).split("\n")


def test_the_body_is_the_text_and_nothing_around_it() -> None:
    page = (
        f"{NAV}</ul><h1>A bridge is built</h1><div class='story'><p>{ONE}</p><h2>Costs</h2>"
        f"<p>{TWO}</p></div><ul>{RELATED}</ul><p>© 2026 The Paper</p>"
    )
    assert read(page) == f"<p>{ONE}</p><h2>Costs</h2><p>{TWO}</p>"


def test_text_between_line_breaks_becomes_paragraphs() -> None:
    one = "中央社记者昨天从市政府了解到，大桥将于明年春天开工，工程预计需要两年时间。"
    two = "市长在会上表示，反对意见已经得到充分听取，但是这座城市需要一座新的大桥。"
    text = f"<font size=3>　　{one}<br>\n　　{two}<br><br>　　{one[:20]}。</font>"
    assert read(f"<table><tr><td>{NAV}</ul></td><td>{text}</td></tr></table>") == (
        f"<p>{one}</p><p>{two}</p><p>{one[:20]}。</p>"
    )


def test_a_break_without_an_indent_stays_a_break() -> None:
    assert read(f"<div>{ONE}<br>{TWO}</div>") == f"<p>{ONE}<br>{TWO}</p>"


def test_the_text_goes_on_after_an_advertisement() -> None:
    page = (
        f"<article><p>{ONE}</p><div class='ad-slot'><p>Buy our bread, it is the best there is, and"
        f" it is cheap, too.</p></div><p>{TWO}</p><p>{THREE}</p></article>"
    )
    assert lines(page) == [ONE, TWO, THREE]


def test_the_text_goes_on_after_a_line_that_leads_elsewhere() -> None:
    more = "<h3>Related stories</h3><p>Read more: <a href='/2'>Another story</a></p>"
    page = f"<article><p>{ONE} {THREE}</p><p>{TWO}</p>{more}<p>{THREE}</p></article>"
    assert lines(page) == [f"{ONE} {THREE}", TWO, THREE]


def test_what_follows_the_heading_of_other_stories_is_cut_off() -> None:
    others = f"<h3>Related stories</h3><div><p>{THREE}</p></div>"
    page = f"<article><p>{ONE} {ONE}</p><p>{TWO} {TWO}</p>{others}</article>"
    assert lines(page) == [f"{ONE} {ONE}", f"{TWO} {TWO}"]


def test_a_box_of_links_in_the_middle_is_left_out() -> None:
    page = (
        f"<article><p>{ONE}</p><div><h4>See also</h4><ul>{RELATED}</ul></div><p>{TWO}</p></article>"
    )
    assert lines(page) == [ONE, TWO]


def test_text_in_several_boxes_of_a_kind_is_put_together() -> None:
    boxes = "".join(
        f"<div class='row'><div class='text body'><p>{text} {text}</p></div></div>"
        "<div class='ad'>Ad</div>"
        for text in (ONE, TWO, THREE)
    )
    assert lines(f"<h1>A bridge is built</h1>{boxes}") == [f"{t} {t}" for t in (ONE, TWO, THREE)]


@pytest.mark.parametrize(
    "lead",
    [
        pytest.param(f"<p class='lead'>{THREE}</p>", id="a paragraph"),
        pytest.param(f"<header><h2>{THREE}</h2></header>", id="a heading in the header"),
    ],
)
def test_the_lead_outside_the_text_comes_first(lead: str) -> None:
    page = (
        f"<h1>A bridge is built</h1>{lead}<p class='byline'>By Ann Ash</p>"
        f"<div class='article-text'><p>{ONE}</p><p>{TWO}</p></div>"
    )
    assert lines(page) == [THREE, ONE, TWO]


@pytest.mark.parametrize("tag", ["p", "div"])
def test_the_line_of_date_and_source_is_not_the_text(tag: str) -> None:
    line = f"<{tag}>2026-05-12 08:24:06 来源: 第一财经日报, 上海. 网友评论, 0 条</{tag}>"
    text = f"<div class='article-text'><p>{ONE}</p><p>{TWO}</p></div>"
    assert lines(f"<h1>A bridge is built</h1>{line}{text}") == [ONE, TWO]
    assert lines(f"<h1>A bridge is built</h1><div>{line}<p>{ONE}</p></div>") == [ONE]


def test_the_headline_is_not_repeated() -> None:
    page = f"<article><h1>A bridge is built</h1><p>12 May 2026</p><p>{ONE}</p></article>"
    assert lines(page) == [ONE]


def test_a_heading_of_the_first_level_inside_the_text_stays_as_one_of_the_second() -> None:
    page = f"<article><p>{ONE}</p><h1>Costs</h1><p>{TWO}</p></article>"
    assert read(page) == f"<p>{ONE}</p><h2>Costs</h2><p>{TWO}</p>"


def test_a_text_that_stands_twice_on_a_page_is_taken_once() -> None:
    page = f"<div><div><p>{ONE}</p><p>{TWO}</p></div><div><p>{ONE}</p><p>{TWO}</p></div></div>"
    assert lines(page) == [ONE, TWO]


def test_lists_tables_quotes_and_code_are_kept() -> None:
    parts = (
        "<ul><li>Steel</li><li>Stone</li></ul>"
        "<table><tr><th>Year</th><th>Cost</th></tr><tr><td>2027</td><td>4</td></tr></table>"
        "<blockquote><p>We shall see.</p></blockquote><pre><code>x = 1\n  y = 2</code></pre>"
    )
    assert read(f"<article><p>{ONE}</p>{parts}<p>{TWO}</p></article>") == (
        f"<p>{ONE}</p>{parts}<p>{TWO}</p>"
    )


def test_code_keeps_its_language_and_no_other_class() -> None:
    code = "<pre><code class='hljs language-python dark'>x = 1</code></pre>"
    assert '<pre><code class="language-python">x = 1</code></pre>' in read(
        f"<article><p>{ONE}</p>{code}<p>{TWO}</p></article>"
    )


def test_an_image_keeps_its_caption() -> None:
    page = (
        f"<article><p>{ONE}</p><figure class='x'><img src='/blank.gif' data-src='/a.jpg' alt='A'>"
        f"<figcaption class='meta'>The old bridge</figcaption></figure><p>{TWO}</p></article>"
    )
    assert '<figure><img src="/a.jpg" alt="A"><figcaption>The old bridge</figcaption></figure>' in (
        read(page)
    )


def test_comments_longer_than_the_article_do_not_win() -> None:
    comments = "".join(f"<div class='comment'><p>{THREE} {TWO}</p></div>" for _ in range(5))
    page = f"<div class='post'><p>{ONE}</p><p>{TWO}</p></div><section id='comments'>{comments}"
    assert lines(page) == [ONE, TWO]


def test_a_page_without_sentences_has_no_body() -> None:
    assert read(f"{NAV}</ul>") == ""


def test_a_live_blog_is_read_with_all_its_posts() -> None:
    posts = "".join(
        f"<div class='entry'><time>1{n}:00</time><p>{text}</p></div>"
        for n, text in enumerate((ONE, TWO, THREE))
    )
    found = lines(f"{NAV}</ul><main><h1>A bridge is built</h1><div>{posts}</div></main>")
    assert [line for line in found if len(line) > 5] == [ONE, TWO, THREE]


def test_a_list_article_keeps_headings_images_and_order() -> None:
    items = "".join(
        f"<h2>{n}. Bridge</h2><img src='/{n}.jpg' alt=''><p>{text}</p>"
        for n, text in enumerate((ONE, TWO), 1)
    )
    assert read(f"<article>{items}</article>") == (
        '<p><img src="/1.jpg" alt=""></p>'
        f'<p>{ONE}</p><h2>2. Bridge</h2><p><img src="/2.jpg" alt=""></p><p>{TWO}</p>'
    )


def test_the_first_entry_of_a_ticker_keeps_its_time_and_heading() -> None:
    entries = "".join(
        f"<div class=entry><time>1{n}:00</time><h3>Entry {n}</h3><p>{text}</p></div>"
        for n, text in enumerate((ONE, TWO, THREE))
    )
    assert read(f"<article><h1>A vote</h1><time>May 25</time>{entries}</article>").startswith(
        f"<p><time>10:00</time></p><h3>Entry 0</h3><p>{ONE}</p><p><time>11:00</time></p>"
    )


def test_a_line_above_the_text_that_stands_over_other_paragraphs_too_is_no_entry() -> None:
    lines_between = "".join(f"<p>Our news by mail</p><p>{text}</p>" for text in (ONE, TWO, THREE))
    assert read(f"<article>{lines_between}</article>").startswith(f"<p>{ONE}</p>")


@pytest.mark.parametrize(
    ("line", "picture"),
    [
        pytest.param("<time datetime=2026-11-06>Nov 6</time>", "", id="a time"),
        pytest.param("<span>Nov 6, 2026</span>", "", id="a date"),
        pytest.param("<span>The old ferry</span>", "The old ferry", id="a caption"),
    ],
)
def test_a_date_before_a_picture_is_not_the_text(line: str, picture: str) -> None:
    page = (
        f"<article><h1>A vote</h1>{line}<picture><img src=/a.jpg alt=Ferry></picture>"
        f"<p>{ONE}</p><p>{TWO}</p></article>"
    )
    assert read(page) == (f'<p>{picture}<img src="/a.jpg" alt="Ferry"></p><p>{ONE}</p><p>{TWO}</p>')


@pytest.mark.parametrize(
    "credit",
    ["新华社记者 张三 摄", "（张三摄）", "本报记者张三摄影"],
    ids=["agency", "brackets", "own"],
)
def test_captions_with_their_photographers_are_a_text(credit: str) -> None:
    captions = [f"{day}日，市民在公园观看日出。{credit}" for day in ("21", "22", "23")]
    images = "".join(f"<p><img src=/{n}.jpg></p><p>{c}</p>" for n, c in enumerate(captions))
    assert [line for line in lines(f"<h1>组图</h1><div>{images}</div>") if line] == captions


def test_short_news_are_news() -> None:
    assert lines(f"{NAV}</ul><div><p>{ONE}</p></div><footer><p>{TWO} {THREE}</p></footer>") == [ONE]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param(f"<p>Read more: <a href='/2'>{TWO}</a></p>", id="read more"),
        pytest.param("<p>（责任编辑：王伟）</p>", id="editor"),
        pytest.param("<p>© 2026 The Paper. All rights reserved, by the way.</p>", id="copyright"),
        pytest.param(f"<div class='author-bio'><p>{TWO}</p></div>", id="author"),
        pytest.param("<ul class='tags'><li><a href='/t'>Bridges</a></li></ul>", id="tags"),
        pytest.param(f"<form><p>{TWO}</p><input name='mail'></form>", id="newsletter"),
        pytest.param(f"<div class='share'><p>{TWO}</p></div>", id="share bar"),
        pytest.param(f"<ul>{RELATED}</ul>", id="related"),
        pytest.param("<p>Advertisement</p>", id="label of an advertisement"),
        pytest.param(f"<div style='display: none'><p>{TWO}</p></div>", id="hidden"),
    ],
)
def test_what_stands_after_the_text_is_left_out(after: str) -> None:
    assert lines(f"<article><p>{ONE}</p><p>{THREE} {ONE[:-1]}!</p>{after}</article>") == [
        ONE,
        f"{THREE} {ONE[:-1]}!",
    ]


def test_a_class_that_says_aside_does_not_take_the_whole_text() -> None:
    assert lines(f"<div class='page-with-sidebar'><p>{ONE}</p><p>{TWO}</p></div>") == [ONE, TWO]


def test_what_the_source_removes_is_not_read(source_from: SourceFrom) -> None:
    source = source_from("remove: ['.fact', 'h2']")
    text = f"<article><p>{ONE}</p><h2>So far</h2><p class=fact>{TWO}</p><p>{THREE}</p></article>"
    answer = Answer("https://example.org/1.html", f"<html><body>{text}")
    found = read_article(answer, source, datetime(2026, 1, 1, tzinfo=UTC))
    assert found["body_html"].value == f"<p>{ONE}</p><p>{THREE}</p>"


def test_words_that_are_only_read_aloud_are_left_out() -> None:
    page = f"<div><p>{ONE} <span class='sr-only'>opens in a new tab</span></p><p>{TWO}</p></div>"
    assert lines(page) == [ONE, TWO]


def test_a_text_that_is_on_the_page_as_json_ld_only_is_taken_from_there() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"articleBody": "{ONE}\\n\\n{TWO} {THREE}"}}</script>'
    )
    found = body_of("<p>Loading</p>", head=head)
    assert found is not None
    assert (found.rule, found.value) == (
        "json-ld articleBody",
        f"<p>{ONE}</p><p>{TWO} {THREE}</p>",
    )


def test_json_ld_that_says_twice_as_much_as_the_page_shows_is_believed() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"articleBody": "{ONE}\\n{TWO}\\n{THREE} {ONE} {TWO}"}}</script>'
    )
    found = body_of(f"<article><p>{ONE}</p><p>{TWO}</p></article>", head=head)
    assert found is not None
    assert found.rule == "json-ld articleBody"


def test_a_text_in_the_data_of_a_page_is_taken_where_the_page_shows_none() -> None:
    state = f'{{"props": {{"article": {{"body": "<p>{ONE}</p><p>{TWO} {THREE} {ONE}</p>"}}}}}}'
    found = body_of(f"<div id=root></div><script type='application/json'>{state}</script>")
    assert found is not None
    assert (found.rule, found.value) == (
        "page state",
        f"<p>{ONE}</p><p>{TWO} {THREE} {ONE}</p>",
    )


def test_a_page_that_asks_for_javascript_has_no_body() -> None:
    assert body_of("<p>Please enable JavaScript and cookies in your browser to go on.</p>") is None


@pytest.mark.parametrize(
    "hostile",
    [
        pytest.param("<div>" * 20_000, id="deep"),
        pytest.param("<b>" * 3_000 + f"<p>{ONE}</p>" * 3_000, id="formats that nothing closes"),
        pytest.param("<a href=/x>x</a> " * 100_000, id="links"),
        pytest.param(f"<p>{'a ' * 1_000_000}", id="one paragraph"),
        pytest.param("<table><tr><td>" * 3_000, id="tables in tables"),
        pytest.param("<!-- x -->" * 100_000, id="comments"),
        pytest.param("<ul><li>" * 3_000 + "x", id="lists in lists"),
    ],
)
def test_a_hostile_page_is_read(hostile: str) -> None:
    assert ONE in read(f"<article><p>{ONE}</p><p>{TWO}</p></article>{hostile}")


def test_the_docs_tell_every_rule_in_its_order() -> None:
    docs = (Path(__file__).parents[2] / "docs/extraction.md").read_text("utf-8")
    section = docs.split("### Bodies without rules")[1].split("\n#")[0]
    told = [row.split("`")[1] for row in section.split("\n") if row.startswith("| `")]
    assert told == [rule.name for rule in BODY.rules]


def test_the_text_that_json_ld_has_too_wins_over_a_longer_one() -> None:
    other = f"<div class='box'><p>{THREE} {THREE} {THREE}</p><p>So {THREE} {THREE}</p></div>"
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle", '
        f'"articleBody": "{ONE} {ONE}\\n{TWO} {ONE} {ONE}"}}</script>'
    )
    text = f"<div class='box2'><p>{ONE} {ONE}</p><p>{TWO} {ONE} {ONE}</p></div>"
    page = f"{text}<div><div>{other}{other.replace('Work', 'Job')}</div></div>"
    assert text_of(read(page, head=head)).split("\n") == [f"{ONE} {ONE}", f"{TWO} {ONE} {ONE}"]
    assert f"{THREE} {THREE} {THREE}" in lines(page)


def test_a_notice_above_the_headline_does_not_win() -> None:
    notice = f"<div><p>{THREE} {THREE}</p><p>{TWO} {TWO} {TWO}</p></div>"
    page = f"{notice}<h1>A bridge is built</h1><div><p>{ONE}</p></div>"
    assert lines(page) == [ONE]


def test_a_text_whose_paragraphs_have_each_a_box_of_their_own_is_one() -> None:
    boxes = "".join(
        f"<div class='b{n}'><p>{text}</p></div>" for n, text in enumerate((ONE, TWO, THREE))
    )
    assert lines(f"{NAV}</ul><div>{boxes}</div><ul>{RELATED}</ul>") == [ONE, TWO, THREE]


def test_an_image_for_readers_without_scripts_stands_once() -> None:
    lazy = "<img class='lazy' src='data:,x'><noscript><img src='/a.jpg'></noscript>"
    both = "<img data-src='/b.jpg'><noscript><img src='/b.jpg'></noscript>"
    found = read(f"<article><p>{ONE}</p><div>{lazy}</div><div>{both}</div><p>{TWO}</p></article>")
    assert (found.count("/a.jpg"), found.count("/b.jpg")) == (1, 1)


def test_parts_of_a_text_in_boxes_without_names_are_put_together() -> None:
    boxes = "".join(
        f"<div class='x1a'><div class='y2b'><p>{text} {text}</p><p>{text[:-1]}!</p></div>"
        "<div class='z3c'><a href='/buy'>Buy our bread</a></div></div>"
        for text in (ONE, TWO)
    )
    found = lines(f"<h1>A bridge is built</h1><div>{boxes}</div>")
    assert [line for line in found if line != "Buy our bread"] == [
        f"{ONE} {ONE}",
        f"{ONE[:-1]}!",
        f"{TWO} {TWO}",
        f"{TWO[:-1]}!",
    ]


def test_the_text_of_another_article_below_does_not_join() -> None:
    first = f"<h1>A bridge is built</h1><div class='article-body'><p>{ONE}</p><p>{TWO}</p></div>"
    second = f"<h1>A road is built</h1><div class='article-body'><p>{THREE}</p></div>"
    assert lines(first + second) == [ONE, TWO]


def test_short_sentences_and_lists_at_the_edges_are_not_lost() -> None:
    page = f"<article><p>Es regnet.</p><p>{ONE}</p><p>So it is</p><ul><li>Steel</ul></article>"
    assert lines(page) == ["Es regnet.", ONE, "So it is", "Steel"]


def test_the_caption_of_a_film_goes_with_it() -> None:
    film = (
        "<figure><video src='/a.mp4'></video><figcaption>The bridge, filmed</figcaption></figure>"
    )
    assert lines(f"<article><p>{ONE}</p>{film}<p>{TWO}</p></article>") == [ONE, TWO]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            "<nav><a href='/'>Home</a> <a href='/sport/'>Sport</a></nav><article>"
            "<h1>A bridge is built</h1><time>Nov 9</time><video src='/v.mp4'></video>"
            "<p>Watch: the moment in 90 seconds.</p></article>",
            id="a button that leads elsewhere",
        ),
        pytest.param(
            "<header><a href='/'>The Paper</a></header><h1>A bridge is built</h1>"
            "<video src='/v.mp4'></video><p>See it in ninety seconds.</p>"
            f"<footer>{'<a href=/x>Section of it</a> ' * 9}</footer>",
            id="a caption among links",
        ),
    ],
)
def test_a_menu_is_no_body_where_a_page_has_no_text(page: str) -> None:
    assert read(page) == ""
