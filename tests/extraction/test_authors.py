from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsbot.extraction.author_names import is_person
from newsbot.extraction.general import read_general
from newsbot.extraction.page import Page
from newsbot.values.answer import Answer

HEADLINE = "A bridge is built over the river"
PROSE = "The town council opened the bridge in the morning, and many people came to see it. " * 3
HAN = "大桥今天上午正式通车，许多市民前来参观，现场十分热闹。" * 6


def authors_on(
    above: str = "", below: str = "", *, head: str = "", prose: str = PROSE
) -> list[str]:
    html = (
        f"<html><head><title>{HEADLINE} - The Paper</title>{head}</head><body>"
        f"<h1>{HEADLINE}</h1>{above}<p>{prose}</p>{below}"
    )
    page = Page(
        answer=Answer("https://paper.example/1", html),
        fetched_at=datetime(2022, 6, 1, tzinfo=UTC),
        zone=ZoneInfo("UTC"),
    )
    found = read_general(page, ["authors"]).get("authors")
    return [] if found is None else list(found.value)


def ld(author: str) -> str:
    return (
        '<script type="application/ld+json">[{"@type": "NewsArticle", "author": '
        f'{author}}}, {{"@id": "#jane", "@type": "Person", "name": "Jane Doe"}}]</script>'
    )


@pytest.mark.parametrize(
    ("author", "names"),
    [
        pytest.param('{"@type": "Person", "name": "Jane Doe"}', ["Jane Doe"], id="a person"),
        pytest.param('[{"name": "Jane Doe"}, "Al Roe"]', ["Jane Doe", "Al Roe"], id="a list"),
        pytest.param('"Jane Doe and Al Roe"', ["Jane Doe", "Al Roe"], id="two in one text"),
        pytest.param('{"@id": "#jane"}', ["Jane Doe"], id="a reference"),
        pytest.param('{"@type": "Organization", "name": "The Paper"}', [], id="the site itself"),
        pytest.param('{"@type": "Organization", "name": "News Wire"}', ["News Wire"], id="agency"),
        pytest.param("[[[]]]", [], id="nonsense"),
    ],
)
def test_json_ld_names_authors(author: str, names: list[str]) -> None:
    assert authors_on(head=ld(author)) == names


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("<p>By Jane Doe and Al Roe</p>", ["Jane Doe", "Al Roe"]),
        ("<p>By Jane Doe May 25, 2022</p>", ["Jane Doe"]),
        ("<p>By Jane Doe and Dr. Al Roe, Staff Writers</p>", ["Jane Doe", "Dr. Al Roe"]),
        ("<p>Written by: Jane Doe &amp; Al Roe | Edited by Max Blau</p>", ["Jane Doe", "Al Roe"]),
        ("<p>Von Jana Maier</p>", ["Jana Maier"]),
        ("<p>Автор: Иван Петров</p>", ["Иван Петров"]),
        ("<p class=byline><a>Jane Doe</a> <a>Al Roe</a></p>", ["Jane Doe", "Al Roe"]),
        ('<p><a rel=author href="/jane">Jane Doe</a></p>', ["Jane Doe"]),
        ("<p class=byline>Share this story</p>", []),
        ("<div class=comments><p class=author>Jane Doe</p></div>", []),
    ],
)
def test_bylines_above_the_body_are_read(above: str, names: list[str]) -> None:
    assert authors_on(above) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("（记者 张三丰 李四光）", ["张三丰", "李四光"]),
        ("□ 本报记者 葛小明", ["葛小明"]),
        ("本文来源:观察报 作者:张恒 责任编辑:郭小川", ["张恒"]),
        ("来源:新华网 责任编辑:郭小川", []),
        ("作者：新浪科技", []),
        ("作者：王小明 李雷", ["王小明", "李雷"]),
        ("作者：王小明 李雷 编辑：郭小川", ["王小明", "李雷"]),
        ("作者：王小明 文章来源：新华网", ["王小明"]),
        ("作者：王小明 时间：2022-05-25", ["王小明"]),
        ("作者：王小明 人民日报", ["王小明"]),
    ],
)
def test_chinese_bylines_at_the_end_give_reporters_and_no_editors(
    line: str, names: list[str]
) -> None:
    assert authors_on("", f"<p>{line}</p>", prose=HAN) == names


@pytest.mark.parametrize(
    "content", ["https://example.org/jane", "admin", "The Paper", "CMS_4711", "paper.example"]
)
def test_meta_elements_hold_more_than_names(content: str) -> None:
    assert authors_on(head=f'<meta name="author" content="{content}">') == []


def test_a_meta_element_names_a_person() -> None:
    assert authors_on(head='<meta name="author" content="Jane Doe">') == ["Jane Doe"]


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("Jane Doe", True),
        ("Victoria O’Regan", True),
        ("张三", True),
        ("新京报", False),
        ("网络整理", False),
        ("Jane", False),
        ("Acme News Inc", False),
        ("Read More", False),
        ("구현모", True),
    ],
)
def test_what_can_be_a_person(name: str, *, is_one: bool) -> None:
    assert is_person(name) is is_one


def test_japanese_names_need_no_chinese_surname() -> None:
    assert is_person("後藤大地", is_japanese=True)
    assert not is_person("後藤大地")


def test_a_japanese_name_is_one_in_two_parts() -> None:
    prose = "きょうの午前、新しい橋が開通し、多くの市民が見物に訪れた。" * 6
    assert authors_on("", "<p>筆者：山田 太郎</p>", prose=prose) == ["山田 太郎"]
