from __future__ import annotations

import pytest

from newsbot.extraction.cascade import first_sound
from newsbot.extraction.publisher import PUBLISHER
from tests.pages import page_of

LD = '<script type="application/ld+json">%s</script>'


def publisher(body: str, head: str = "") -> tuple[str, str] | None:
    found = first_sound(PUBLISHER, page_of(body, head=head))
    return (str(found.value), found.rule) if found is not None else None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        pytest.param("<p>2024-05-02 来源：新华社 作者：张三</p>", "新华社", id="between others"),
        pytest.param(
            "<p><span>来源：</span><a href=/>中国新闻网</a></p>", "中国新闻网", id="beside"
        ),
        pytest.param("<p>来源: China Daily 编辑：李四</p>", "China Daily", id="two words"),
        pytest.param("<p>（稿源：新华社）</p>", "新华社", id="in brackets"),
        pytest.param("<p>來源：中央社</p>", "中央社", id="traditional"),
        pytest.param("<p>来源：新华社责任编辑：张三</p>", "新华社", id="without a space"),
        pytest.param("<p>来源：新华社发布时间：2024-05-02</p>", "新华社", id="before the time"),
        pytest.param("<p>来源：新华社时间：2024-05-02</p>", "新华社", id="before a short label"),
        pytest.param("<p>来源：新华社阅读 120</p>", "新华社", id="before a number of readers"),
        pytest.param("<p>来源：滨海发布 2024-05-02</p>", "滨海发布", id="named like a label"),
        pytest.param("<p>来源：中国评论新闻网</p>", "中国评论新闻网", id="with a label's word"),
        pytest.param("<p>来源：滨海发布微信公众号</p>", "滨海发布", id="an account"),
        pytest.param("<p>来源：“滨海发布”公众号</p>", "滨海发布", id="an account in quotes"),
    ],
)
def test_a_line_that_tells_the_source(line: str, name: str) -> None:
    assert publisher(line) == (name, "source line")


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("<p>图片来源：视觉中国</p>", id="of a picture"),
        pytest.param("<p>数据来源：统计局</p>", id="of figures"),
        pytest.param("<p>来源：网络</p>", id="nobody"),
        pytest.param(f"<p>来源：新华社{'很长的一段话。' * 60}</p>", id="a paragraph"),
    ],
)
def test_other_lines_tell_no_publisher(line: str) -> None:
    assert publisher(line) is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            LD % '{"@type": "Article", "publisher": {"name": "The Paper"}}',
            ("The Paper", "json-ld publisher"),
        ),
        (
            LD % '{"@type": "Article", "publisher": {"name": "https://example.org"}}'
            + "<meta property=og:site_name content='The Paper'>",
            ("The Paper", "meta og:site_name"),
        ),
        (
            LD % '{"@type": "NewsMediaOrganization", "name": "The Paper"}',
            ("The Paper", "json-ld organization"),
        ),
        (
            "<meta name=application-name content='The Paper'>",
            ("The Paper", "meta application-name"),
        ),
    ],
    ids=["JSON-LD", "an address is no name", "of the site", "of the application"],
)
def test_metadata_names_the_publisher(head: str, expected: tuple[str, str]) -> None:
    assert publisher("", head) == expected
