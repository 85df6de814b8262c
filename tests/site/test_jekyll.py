"""One real build of the Jekyll skeleton, read like a visitor would."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from zoneinfo import ZoneInfo

import pytest
from parsel import Selector

from newsbot.cli.build import build_site
from newsbot.cli.project_files import site_files

pytestmark = pytest.mark.skipif(shutil.which("jekyll") is None, reason="jekyll is not installed")

SHANGHAI = ZoneInfo("Asia/Shanghai")
NEWEST = datetime(2026, 3, 2, 12, 0, tzinfo=SHANGHAI)
SITE_TITLE = '港湾 "News" & <more>'
BASEURL = "/mirror"

CATEGORIES = {
    "anheribao": "安和日报",
    "jiangzhou": "江州新闻网(海外版)",
    "career": "Career In 投行PEVC",
    "12": "12",
    "markup": "<b>&amp; {{ site.title }}",
}
PAGES = {**{slug: slug for slug in CATEGORIES}, "markup": "markup-0123abcd"}
"""Slug → name of its page: a slug that is no file's name has another."""

TITLES = {
    "plain": "新港大桥通车首日平稳",
    "Liquid output": "{{ site.title }}",
    "Liquid tag": "{% raw %} and {% include x %}",
    "script": "<script>alert(1)</script>",
    "entity": "Ham &amp; eggs & more",
    "quotes and backslash": '"a" \\ b -- c...',
    "end of an attribute": '"><img src=x onerror=alert(1)>',
    "time of day": "12:30",
    "number": "1e3",
    "emoji": "Dome opens 🔭",
    "long": "潮" * 400,
    "old, beyond the home page": "The first story",
}
TEXT = "Kept: \"quotes\" 'single' -- dash --- dots... (c) << >> {{ site.title }} {% raw %} 1st"


@dataclass(frozen=True, kw_only=True)
class Post:
    """A post as newsbot writes it."""

    name: str
    title: str
    date: datetime
    category: str
    keys: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> str:
        return f"_posts/{self.date:%Y-%m-%d}-{self.name}.md"

    @property
    def url(self) -> str:
        return f"/{self.category}/{self.date:%Y/%m/%d}/{self.name}.html"

    @property
    def text(self) -> str:
        front_matter = {
            "layout": "post",
            "title": json.dumps(self.title, ensure_ascii=False),
            "date": f"{self.date:%Y-%m-%d %H:%M:%S %z}",
            "categories": f'"{self.category}"',
            "source_url": f"https://publisher.example/{self.name}?a=1&b=2",
            "publisher": "Tide <Desk>",
            **self.keys,
        }
        lines = [f"{key}: {value}" for key, value in front_matter.items()]
        return "\n".join(["---", *lines, "---", TEXT, "", "<https://share.example/s?id=1>", ""])


def titled_posts() -> Iterator[Post]:
    """A dozen posts with awkward titles; the last is the oldest of all."""
    slugs = list(CATEGORIES)
    for number, title in enumerate(TITLES.values()):
        age = timedelta(minutes=37 * number) if title != "The first story" else timedelta(days=99)
        yield Post(
            name=f"DN{number:04}",
            title=title,
            date=NEWEST - age,
            category=slugs[number % len(slugs)],
            keys={
                "tags": '\n- "安和日报新闻"\n- "two <words>"',
                "authors": "\n- 林晓\n- Ada <b>",
                "description": '"a \\"short\\" <summary>"',
                "lang": "zh-CN",
                "date_modified": "2026-03-02 13:00:00 +0800",
            },
        )


FULL = list(titled_posts())
FILLERS = [
    Post(
        name=f"FILL{number:03}",
        title=f"Filler {number}",
        date=NEWEST - timedelta(hours=10 + number),
        category="anheribao",
    )
    for number in range(100)
]
UNLISTED = Post(
    name="unlisted",
    title="No category page",
    date=NEWEST - timedelta(days=1, minutes=1),
    category="nowhere",
    keys={"source_url": '"javascript:alert(1)"'},
)
POSTS = [*FULL, *FILLERS, UNLISTED]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """URL below the base URL → text, for everything that was built."""
    folder = tmp_path_factory.mktemp("site")
    texts = dict(site_files("jekyll", SITE_TITLE, "Asia/Shanghai"))
    assert 'baseurl: ""' in texts["_config.yml"]
    texts["_config.yml"] = texts["_config.yml"].replace('baseurl: ""', f"baseurl: {BASEURL}")
    for slug, title in CATEGORIES.items():
        keys = f"layout: category\ntitle: {json.dumps(title)}\ncategory: {slug}"
        texts[f"category/{PAGES[slug]}.html"] = f"---\n{keys}\n---\n"
    return build(folder, {**texts, **{post.file: post.text for post in POSTS}})


def build(folder: Path, texts: Mapping[str, str]) -> Mapping[str, str]:
    for name, text in texts.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    built = folder / "_site"
    result = build_site(folder, destination=built)
    assert (result.ok, result.output) == (True, "")
    files = (file for file in built.rglob("*") if file.is_file())
    return {f"/{file.relative_to(built).as_posix()}": file.read_text("utf-8") for file in files}


def text_of(page: str, css: str) -> str:
    """The words of the first element that matches, as a reader sees them."""
    return " ".join("".join(Selector(page).css(css)[0].xpath(".//text()").getall()).split())


def stories(page: str) -> list[str]:
    """Where a list of stories leads, below the base URL, in its order."""
    links = Selector(page).css("ul.stories a::attr(href)").getall()
    return [link.removeprefix(BASEURL) for link in links]


@pytest.mark.parametrize("post", FULL, ids=list(TITLES))
def test_a_title_is_shown_as_it_is(pages: Mapping[str, str], post: Post) -> None:
    assert text_of(pages[post.url], "h1") == post.title
    assert text_of(pages[post.url], "title").startswith(post.title)


def test_titles_in_lists_are_shown_as_they_are(pages: Mapping[str, str]) -> None:
    newest = Selector(pages["/index.html"]).css("ul.stories a")[: len(FULL) - 1]
    assert [link.xpath("string()").get() for link in newest] == [post.title for post in FULL[:-1]]


def test_every_link_leads_somewhere(pages: Mapping[str, str]) -> None:
    for url, page in pages.items():
        for link in Selector(page).xpath("//@href | //@src").getall():
            target = urlsplit(urljoin(f"https://site.example{BASEURL}{url}", link))
            if target.netloc != "site.example":
                continue
            path = unquote(target.path)
            assert path.startswith(f"{BASEURL}/"), f"{link} in {url}"
            path = path.removeprefix(BASEURL)
            page_there = pages[f"{path}index.html" if path.endswith("/") else path]
            if target.fragment:
                assert Selector(page_there).xpath("//*[@id=$id]", id=target.fragment), link


def test_every_post_is_in_its_category_newest_first(pages: Mapping[str, str]) -> None:
    for slug, title in CATEGORIES.items():
        page = pages[f"/category/{PAGES[slug]}.html"]
        listed = sorted((post for post in POSTS if post.category == slug), key=lambda p: p.date)
        assert stories(page) == [post.url for post in reversed(listed)]
        assert text_of(page, "h1") == title
        counted = "1 story" if len(listed) == 1 else f"{len(listed)} stories"
        assert text_of(page, "main .meta") == counted


def test_the_home_page_has_the_newest_hundred_by_day(pages: Mapping[str, str]) -> None:
    page = Selector(pages["/index.html"])
    newest = sorted(POSTS, key=lambda post: post.date, reverse=True)[:100]
    days = page.css("main h2 time::text").getall()
    assert stories(pages["/index.html"]) == [post.url for post in newest]
    assert days == sorted({f"{post.date:%Y-%m-%d}" for post in newest}, reverse=True)
    assert page.css("p.older a::attr(href)").getall() == ["#categories"]


def test_the_home_page_names_every_category_with_its_count(pages: Mapping[str, str]) -> None:
    rows = Selector(pages["/index.html"]).css(".categories li")
    shown = {row.css("a").xpath("string()").get(): row.css(".count::text").get() for row in rows}
    counts = {
        title: str(sum(post.category == slug for post in POSTS))
        for slug, title in CATEGORIES.items()
    }
    assert shown == counts


def test_a_post_page_says_what_the_post_says(pages: Mapping[str, str]) -> None:
    post = FULL[1]
    page = Selector(pages[post.url])
    assert page.css("html::attr(lang)").get() == "zh-CN"
    assert page.css('meta[name="description"]::attr(content)').get() == 'a "short" <summary>'
    assert text_of(pages[post.url], ".kicker a") == CATEGORIES[post.category]
    assert text_of(pages[post.url], ".meta") == (
        "Tide <Desk> By 林晓, Ada <b> 2026-03-02 11:23 +08:00 Edited 2026-03-02 13:00 +08:00"
    )
    assert page.css(".tags li::text").getall() == ["安和日报新闻", "two <words>"]
    assert page.css(".original a::attr(href)").get() == "https://publisher.example/DN0001?a=1&b=2"


def test_a_body_is_neither_run_nor_beautified(pages: Mapping[str, str]) -> None:
    assert text_of(pages[FULL[0].url], ".body p") == TEXT


def test_a_post_leads_to_the_page_of_its_category_whatever_its_file_is_called(
    pages: Mapping[str, str],
) -> None:
    post = next(post for post in POSTS if post.category == "markup")
    link = Selector(pages[post.url]).css(".kicker a::attr(href)").get()
    assert link == f"{BASEURL}/category/{PAGES['markup']}.html"


def test_a_post_without_category_page_links_to_none(pages: Mapping[str, str]) -> None:
    page = pages[UNLISTED.url]
    assert "/category/" not in page
    assert stories(pages["/index.html"]).count(UNLISTED.url) == 1


def test_only_web_addresses_become_links_to_the_original(pages: Mapping[str, str]) -> None:
    assert "javascript:" not in pages[UNLISTED.url]


def test_the_skeleton_loads_nothing_from_elsewhere(pages: Mapping[str, str]) -> None:
    loading = "//script | //iframe | //img | //link[not(starts-with(@href, '/') or @href='data:,')]"
    for url, page in pages.items():
        assert not Selector(page).xpath(loading), url
    assert "url(" not in pages["/assets/style.css"]
    assert "@import" not in pages["/assets/style.css"]


class BalanceChecker(HTMLParser):
    """Collects end tags that do not close what is open, and what stays open."""

    VOID = frozenset({"br", "hr", "img", "link", "meta"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_every_tag_is_closed_and_every_page_has_its_landmarks(pages: Mapping[str, str]) -> None:
    for url, page in pages.items():
        if url.endswith(".html"):
            checker = BalanceChecker()
            checker.feed(page)
            assert (checker.open, checker.wrong) == ([], []), url
            selector = Selector(page)
            for css in ("main#content", "h1", "header.site nav", "a.skip"):
                assert len(selector.css(css)) == 1, f"{css} in {url}"
            ids = selector.xpath("//@id").getall()
            assert len(ids) == len(set(ids)), url


def test_a_site_without_stories_builds_in_its_own_language(tmp_path: Path) -> None:
    texts = dict(site_files("jekyll", "空", "UTC"))
    texts["_config.yml"] = texts["_config.yml"].replace("lang: en", "lang: zh-CN")
    pages = build(tmp_path, texts)
    assert set(pages) == {"/index.html", "/404.html", "/assets/style.css"}
    assert "还没有消息。" in pages["/index.html"]
    assert "categories" not in pages["/index.html"]
