from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsbot.article import Article, Category
from newsbot.errors import PostError
from newsbot.export.front_matter import read_front_matter
from newsbot.export.post import PostTemplates, RenderedPost, render_post
from newsbot.source import Post, PostCategory

GOLDEN = Path(__file__).parent / "golden"
BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Named:
    name: str = "harbour"
    title: str = "Harbour"
    language: str | None = "en"
    url: str = ""


MIRROR = Post(
    path="_posts/{{ date_published | date('%Y-%m-%d') }}-{{ identifier }}.md",
    body="html",
    category=PostCategory(slug="{{ publisher | slug }}", title="{{ publisher }}"),
    front_matter={
        "layout": "post",
        "title": "{{ headline }}",
        "date": "{{ date_published }}",
        "categories": "{{ category.slug }}",
        "tags": "{{ publisher }}新闻",
    },
    header="{% if digest %}> {{ digest | sub('^【[^】]*】', '') }}{% endif %}",
    footer="<{{ share_url }}>\n\n[返回{{ publisher }}新闻]"
    "(//news.example.com/category/{{ category.slug }}.html)｜[返回首页](//news.example.com/)\n",
)

STORY = Article(
    source="harbour",
    identifier="HX202403081530210007",
    headline='临江港首季吞吐量创新高 "绿色岸电"覆盖率过半',
    date_published=datetime(2024, 3, 8, 15, 30, 21, tzinfo=BEIJING),
    publisher="临江晚报",
    share_url=("http://share.example.com/html_News/NewsShare.html?infoCode=HX202403081530210007"),
    body_html=(
        '<p style="display:none;height:1px;overflow:hidden;"><br /></p><!-- Chart_Start -->'
        '<p style="text-align:center;"><a href="http://quote.example.com/r/1.0007" '
        'data-code="0007|1" class="Remark" target="_blank">'
        '<img src="https://img.example.com/k.png?nid=1.0007&type=k&at=1" border="0" '
        'alt="K图 0007" width="578" height="276" /></a></p><!-- Chart_End -->'
        "<p>临江港务局8日公布，今年首季集装箱吞吐量达31.6万标箱，同比增长12.4%，"
        "创下开港以来同期最高纪录。</p>"
        '<center><img src="https://img.example.com/port.jpg" style="border:1px solid;" /></center>'
        "<p><strong>岸电“下乡”</strong></p>"
        "<p>模板里写着{{ site.x }}和{% raw %}，也只是文字。</p><center></center>"
        '<p class="em_media">（文章来源：临江晚报）</p>'
    ),
)


def _render(article: Article, post: Post, **decided: Any) -> RenderedPost:
    templates = PostTemplates(post, own_fields={"digest"})
    identity = decided.pop("identity", article.identifier or article.url)
    return render_post(
        article, templates, source=Named(), site=Named(), identity=identity, **decided
    )


def _golden(name: str) -> str:
    return (GOLDEN / name).read_bytes().decode()


def test_a_mirrored_story_is_the_same_byte_for_byte() -> None:
    post = _render(STORY, MIRROR)

    assert post.path == "_posts/2024-03-08-HX202403081530210007.md"
    assert post.text == _golden("2024-03-08-HX202403081530210007.md")
    assert post.category == Category(slug="linjiangwanbao", title="临江晚报")


def test_a_digest_comes_before_the_body() -> None:
    digest = "【临江港创新高】临江港首季集装箱吞吐量达31.6万标箱，创同期最高纪录。"
    story = replace(STORY, body_html="<p>临江港务局8日公布。</p>\n", extra={"digest": digest})

    assert _render(story, MIRROR).text == _golden("digest.md")


def test_the_default_post_has_every_key_in_order() -> None:
    story = replace(
        STORY,
        identifier="20240308",
        url="https://news.example.com/2024/harbour-record.html",
        headline="Harbour posts record quarter",
        publisher="Harbour Daily",
        section="Economy",
        keywords=("port", "green power"),
        authors=("Wen Li",),
        description="Volumes rose: 12%.",
        image="https://img.example.com/port.jpg",
        date_modified=datetime(2024, 3, 8, 16, 0, tzinfo=BEIJING),
        body_html="<h2>Record</h2><p>Volumes rose <b>12%</b> in <i>Q1</i>.</p>",
    )

    post = _render(story, Post())

    assert post.text == _golden("default.md")
    assert post.path == "_posts/2024-03-08-20240308.md"


@pytest.mark.parametrize(
    ("fields", "category"),
    [
        ({"section": "World News"}, Category(slug="worldnews", title="World News")),
        ({}, Category(slug="linjiangwanbao", title="临江晚报")),
        ({"publisher": ""}, Category(slug="harbour", title="Harbour")),
    ],
    ids=["section", "publisher", "source"],
)
def test_the_category_is_the_first_that_has_a_name(
    fields: dict[str, str], category: Category
) -> None:
    assert _render(replace(STORY, **fields), Post()).category == category


def test_a_category_without_a_name_leaves_its_key_out() -> None:
    post = _render(replace(STORY, publisher=""), MIRROR)

    assert post.category is None
    assert "categories" not in post.text


def test_what_was_decided_before_stays() -> None:
    old = Category(slug="old", title="旧")

    post = _render(STORY, MIRROR, category=old, path="_posts/old.md")

    assert (post.path, post.category) == ("_posts/old.md", old)
    assert "categories: old\n" in post.text


def test_a_body_that_is_empty_leaves_no_blank_lines() -> None:
    post = _render(replace(STORY, body_html=" \n"), Post(front_matter={"title": "{{ headline }}"}))

    assert post.text.count("\n") == 3


def test_header_alone_is_followed_by_one_newline() -> None:
    post = _render(STORY, Post(front_matter={"a": "b"}, body="none", header="\n\nx\n\n"))

    assert post.text == "---\na: b\n---\nx\n"


def test_no_date_is_no_post() -> None:
    with pytest.raises(PostError, match="no date"):
        _render(replace(STORY, date_published=None), MIRROR)


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("https://x/2024/a-b.html?x=1", "_posts/2024-03-08-a-b.md"),
        ("https://x/2024/a-b/", "_posts/2024-03-08-a-b.md"),
        ("https://x/", "_posts/2024-03-08-4b7efacc.md"),
    ],
    ids=["a page", "a folder", "a host"],
)
def test_without_an_identifier_the_address_names_the_file(url: str, path: str) -> None:
    assert _render(replace(STORY, identifier="", url=url), Post()).path == path


IDENTIFIERS = [
    *("../../etc/passwd", "a/b", "a-b", "a b", "CON", "con", "", ".", "..", ".x", "x", "-x"),
    *("x" * 500, "x" * 499 + "y", "x" * 120, "中" * 300, "a\x00b", "\ud800", "é", "e\u0301"),
]


@pytest.mark.parametrize("post", [Post(), MIRROR], ids=["default", "mirror"])
def test_identifiers_never_leave_the_folder_and_never_collide(post: Post) -> None:
    paths = [_render(replace(STORY, identifier=it), post, identity=it).path for it in IDENTIFIERS]

    assert len({path.casefold() for path in paths}) == len(IDENTIFIERS)
    assert all(path.startswith("_posts/2024-03-08-") for path in paths)
    assert all(path.count("/") == 1 and len(path.encode()) < 250 for path in paths)


@given(first=st.text(), second=st.text())
def test_distinct_identities_have_distinct_paths(first: str, second: str) -> None:
    templates = PostTemplates(MIRROR, own_fields={"digest"})
    one, two = (
        render_post(
            replace(STORY, identifier=it, body_html=""),
            templates,
            source=Named(),
            site=Named(),
            identity=it,
        ).path
        for it in (first, second)
    )
    assert (one == two) == (first == second)


_HOSTILE = st.text() | st.text(alphabet="{}%<>&#*_[]()!|~^$=-+.:\\`\"'1a中 \n\t", max_size=30)


@given(headline=_HOSTILE, publisher=_HOSTILE, body=_HOSTILE)
def test_no_article_brings_liquid_into_a_post(headline: str, publisher: str, body: str) -> None:
    story = replace(STORY, headline=headline, publisher=publisher, extra={"digest": headline})
    for mode in ("html", "markdown", "excerpt"):
        mirror = replace(MIRROR, body=mode)
        text = _render(replace(story, body_html=f"<p>{body}</p>"), mirror).text
        keys, content = read_front_matter(text)
        assert "{{" not in content
        assert "{%" not in content
        assert keys.get("title", "") == headline
        assert text.endswith("\n")
        assert not text.endswith("\n\n")


def test_a_template_that_fails_is_named() -> None:
    with pytest.raises(PostError, match=r"post\.front_matter\.title: 'nothing' is undefined"):
        _ = _render(STORY, Post(front_matter={"title": "{{ nothing }}"})).text


def test_an_own_field_that_is_absent_is_empty() -> None:
    assert "x: ab\n" in _render(STORY, Post(front_matter={"x": "a{{ digest }}b"})).text


def test_templates_see_no_more_of_a_source_than_its_names() -> None:
    post = Post(front_matter={"x": "{{ source.title }} {{ source.language }} {{ site.title }}"})
    assert "x: Harbour en Harbour\n" in _render(STORY, post).text
    with pytest.raises(PostError, match="no attribute 'url'"):
        _ = _render(STORY, Post(header="{{ source.url }}")).text


@pytest.mark.parametrize(("is_free", "says_so"), [(False, True), (True, False), (None, False)])
def test_a_post_says_when_its_article_is_behind_a_paywall(is_free, says_so) -> None:
    article = replace(STORY, is_accessible_for_free=is_free)
    post = render_post(
        article, PostTemplates(Post()), source=Named(), site=Named(), identity="id:1"
    )
    values, _ = read_front_matter(post.text)
    assert ("is_accessible_for_free" in values) is says_so
    assert not values.get("is_accessible_for_free")
