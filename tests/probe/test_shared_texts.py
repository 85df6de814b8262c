from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

import pytest

from newsbot.probe.fetched import Fetched
from newsbot.probe.found import PageRead, ShareFound
from newsbot.probe.pages import read_page
from newsbot.probe.shared_texts import SharedTexts
from newsbot.values.answer import Answer

NOW = datetime(2026, 3, 3, tzinfo=UTC)
SITE = "https://example.org"
SHELL = '<div id=text></div><script>get("/data/text?id=" + id)</script>'
FOOT = "<footer><p>The paper of the north is made by those who live there, every day but one.</p>"


def text_of(name: str) -> str:
    lines = ("came over the hills", "stayed for a day", "went to the sea", "was not seen again")
    return "".join(f"<p>The ship of {name} {line}, and people wrote it down.</p>" for line in lines)


def article(name: str, *, is_empty: bool = False, link: str = "/s?code=") -> str:
    text = "" if is_empty else text_of(name)
    return (
        f"<title>Ship {name}</title><h1>Ship {name}</h1>"
        "<time datetime='2026-03-02T10:00:00Z'></time>"
        f"<article>{text}</article><a href='{link}{name}'>Share</a>{FOOT}"
    )


def said(key: str, text: str) -> str:
    return json.dumps({"data": {key: text}})


def content(name: str, key: str = "text") -> str:
    return said(key, text_of(name))


Look = Callable[..., tuple[ShareFound | None, list[PageRead], list[str]]]

EMPTY = {"/n/a1111.html": article("a1111", is_empty=True)}
FULL = {"/n/b2222.html": article("b2222"), "/n/c3333.html": article("c3333")}
ANSWERS = {
    **{f"/s?code={name}": SHELL for name in ("a1111", "b2222", "c3333", "d4444")},
    **{f"/data/text?id={name}": content(name) for name in ("a1111", "b2222", "c3333")},
}


@pytest.fixture
def look(source_from) -> Look:
    """Look at articles, and at *further* ones; return what was found, and what was asked for."""

    def run(
        articles: Mapping[str, str], answers: Mapping[str, str], further: Mapping[str, str] = {}
    ) -> tuple[ShareFound | None, list[PageRead], list[str]]:
        source = source_from()
        asked: list[str] = []

        def fetched(path: str, text: str | None) -> Fetched:
            url = f"{SITE}{path}"
            if text is None:
                return Fetched(url=url, why="robots.txt")
            return Fetched(url=url, answer=Answer(url, text), body=text.encode())

        async def ask(url: str) -> Fetched:
            path = url.removeprefix(SITE)
            asked.append(path)
            return fetched(path, {**answers, **further}.get(path))

        pages = [read_page(fetched(*one), {}, source, NOW) for one in articles.items()]
        shared = SharedTexts(source=source, ask=ask, note=lambda *_: None, now=NOW)
        found = asyncio.run(shared.find(pages, [(f"{SITE}{path}", {}) for path in further]))
        return *found, asked

    return run


def test_a_text_behind_a_share_link_is_found_with_three_requests(look: Look) -> None:
    share, pages, asked = look({**EMPTY, **FULL}, ANSWERS)
    assert share is not None
    assert share.link == f"{SITE}/s?code={{identifier}}"
    assert share.content == f"{SITE}/data/text?id={{identifier}}"
    assert share.rules == (("json", "data.text"),)
    assert asked == ["/s?code=a1111", "/data/text?id=a1111", "/data/text?id=b2222"]
    assert [page.fields["body_html"].rule for page in pages] == ["share: json data.text"] * 3
    assert [page.missing for page in pages] == [""] * 3
    assert pages[0].article is not None
    assert "The ship of a1111" in pages[0].article.body_html


def test_keys_that_differ_between_articles_are_rules_one_after_the_other(look: Look) -> None:
    answers = {**ANSWERS, "/data/text?id=b2222": content("b2222", "content")}
    share, _, _ = look({**EMPTY, **FULL}, answers)
    assert share is not None
    assert share.rules == (("json", "data.text"), ("json", "data.content"))


def test_a_share_page_that_has_the_text_is_asked_for_it(look: Look) -> None:
    page = "<div class=article-content>{}</div>"
    shared = {f"/s?code={name}": page.format(text_of(name)) for name in ("a1111", "b2222")}
    share, pages, asked = look({**EMPTY, **FULL}, shared)
    assert share is not None
    assert share.content == share.link
    assert share.rules == (("css", ".article-content"),)
    assert len(asked) == 2
    assert pages[0].is_readable


def test_where_no_page_has_its_text_two_that_differ_are_believed(look: Look) -> None:
    other = {"/n/b2222.html": article("b2222", is_empty=True)}
    share, pages, _ = look({**EMPTY, **other}, ANSWERS)
    assert share is not None
    assert all(page.is_readable for page in pages)


def test_where_no_page_has_its_text_the_same_for_two_is_not_believed(look: Look) -> None:
    other = {"/n/b2222.html": article("b2222", is_empty=True)}
    same = {"/data/text?id=b2222": ANSWERS["/data/text?id=a1111"]}
    assert look({**EMPTY, **other}, {**ANSWERS, **same})[0] is None


def test_a_page_that_looks_like_a_login_is_an_article_once_its_text_is_found(look: Look) -> None:
    page = EMPTY["/n/a1111.html"].replace(FOOT, "<input type=password>")
    assert not look({"/n/a1111.html": page, **FULL}, {})[1][0].is_readable
    assert look({"/n/a1111.html": page, **FULL}, ANSWERS)[1][0].is_readable


@pytest.mark.parametrize(
    ("answers", "most"),
    [
        pytest.param({}, 1, id="robots keep away"),
        pytest.param({**ANSWERS, "/data/text?id=b2222": content("x")}, 3, id="another text"),
        pytest.param({**ANSWERS, "/data/text?id=b2222": content("a1111")}, 3, id="always the same"),
        pytest.param({**ANSWERS, "/data/text?id=a1111": said("text", "")}, 2, id="no text"),
        pytest.param({**ANSWERS, "/data/text?id=a1111": "{"}, 2, id="broken JSON"),
        pytest.param({**ANSWERS, "/data/text?id=a1111": said("n", "ok")}, 2, id="a state"),
        pytest.param(
            {"/s?code=a1111": "".join(f'<script>get("/t{n}?id=" + id)</script>' for n in range(9))},
            3,
            id="many addresses, none of which answers",
        ),
    ],
)
def test_what_proves_to_be_no_text_of_the_article_is_not_taken(
    look: Look, answers: dict[str, str], most: int
) -> None:
    share, pages, asked = look({**EMPTY, **FULL}, answers)
    assert share is None
    assert len(asked) == most
    assert not any("share" in page.fields["body_html"].rule for page in pages)


def test_a_site_with_share_buttons_and_its_texts_on_its_pages_has_no_use_for_them(
    look: Look,
) -> None:
    further = {"/n/d4444.html": article("d4444")}
    share, pages, asked = look(FULL, ANSWERS, further)
    assert share is None
    assert asked == ["/n/d4444.html"], "its pages are looked at for one without text"
    assert not any("share" in page.fields["body_html"].rule for page in pages)


def test_a_site_without_share_links_is_asked_for_nothing(look: Look) -> None:
    plain = {path: text.replace("/s?code=", "#") for path, text in {**EMPTY, **FULL}.items()}
    assert look(plain, ANSWERS, {"/n/d4444.html": article("d4444")})[2] == []


def test_an_article_without_text_among_the_further_ones_is_shown(look: Look) -> None:
    share, pages, _ = look(FULL, ANSWERS, EMPTY)
    assert share is not None
    assert [page.fetched.url for page in pages] == [f"{SITE}/n/b2222.html", f"{SITE}/n/a1111.html"]
    assert pages[-1].is_readable


def test_a_text_that_stands_on_each_page_is_not_the_articles_own(look: Look) -> None:
    foot = FOOT + "<p>Every word in it was read by two people, and then it was read again.</p>" * 4
    pages = {path: text + foot for path, text in {**EMPTY, **FULL}.items()}
    share, _, _ = look(pages, ANSWERS)
    assert share is not None
