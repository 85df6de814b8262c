import json
from collections.abc import Callable

import pytest

from newsbot.demo import Newsroom

INDENT = "\u3000\u3000"


def test_home_links_to_categories_and_the_newest_stories(get, newsroom: Newsroom) -> None:
    page = get("/").page
    categories = page.css("nav a.category")
    assert categories.css("::attr(href)").getall() == [
        f"/category/{publisher.slug}.html" for publisher in newsroom.publishers
    ]
    assert categories.css("::text").getall() == [p.name for p in newsroom.publishers]
    assert page.css("ul.latest a::text").getall() == [newsroom.story(i).headline for i in range(20)]


def test_category_pages_follow_each_other_and_hold_every_story_once(serve) -> None:
    newsroom = Newsroom(stories=600)
    get = serve(newsroom)
    path, headlines, pages = "/category/ternbayradio.html", [], []
    while path:
        page = get(path).page
        pages.append(path)
        headlines += page.css("ul.list a::text").getall()
        path = page.css("a[rel=next]::attr(href)").get()
    expected = newsroom.site.pick(0, 600, newsroom.category("ternbayradio"))
    assert headlines == [story.headline for story in expected]
    assert pages[1:] == ["/category/ternbayradio-2.html", "/category/ternbayradio-3.html"]


def test_listings_mix_absolute_links_with_others(serve) -> None:
    get = serve(Newsroom(stories=600))
    links = get("/category/anheribao.html").page.css("ul.list a::attr(href)").getall()
    assert {link.startswith(get.server.url) for link in links} == {True, False}


def test_an_article_page_shows_the_story(get, newsroom: Newsroom) -> None:
    story = newsroom.story(0)
    page = get(story.url_path).page
    assert page.css("h1.headline::text").get() == story.headline
    assert page.css("time.when::text").get() == "2026年03月02日 12:00:00"
    assert page.css("span.source::text").get() == story.publisher
    assert page.css("p.byline .author::text").getall() == list(story.authors)
    assert page.css("article::attr(data-id)").get() == story.identifier
    assert page.css("html::attr(lang)").get() == story.language
    assert page.css("a.share::attr(href)").get() == get.server.url + story.share_path
    body = page.css("div.content").get()
    assert all(block.replace("<p>", f"<p>{INDENT}") in body for block in story.blocks)


def test_metadata_of_an_article_page_tells_the_same(get, newsroom: Newsroom) -> None:
    story = newsroom.story(2)
    page = get(story.url_path).page
    data = json.loads(page.css("script[type='application/ld+json']::text").get())
    assert data["headline"] == story.headline
    assert data["datePublished"] == story.date_published.isoformat()
    assert page.css("link[rel=canonical]::attr(href)").get() == get.server.url + story.url_path
    assert page.css("meta[name=description]::attr(content)").get() == story.digest


def test_a_body_on_a_page_has_an_advertisement_and_a_script_in_it(get, newsroom: Newsroom) -> None:
    content = get(newsroom.story(0).url_path).page.css("div.content")
    assert len(content.css(".ad")) == len(content.css("script")) == 1


def test_paragraphs_in_english_are_not_indented(get, newsroom: Newsroom) -> None:
    assert INDENT not in get(newsroom.story(1).url_path).text


def test_every_hard_headline_is_shown_as_it_is(get, newsroom: Newsroom) -> None:
    for story in newsroom.site.pick(24, 24):
        page = get(story.url_path).page
        assert page.css("h1.headline::text").get() == story.headline
        assert page.css("meta[property='og:title']::attr(content)").get() == story.headline


def test_a_page_without_body_has_only_the_share_link(get, newsroom: Newsroom) -> None:
    page = get(newsroom.story(4).url_path).page
    assert page.css("div.content").xpath("normalize-space()").get() == ""
    assert page.css("a.share")


def test_an_article_in_two_pages_is_joined_by_its_links(get, newsroom: Newsroom) -> None:
    story = newsroom.story(3)
    first = get(story.url_path).page
    second = get(first.css("a.next-page::attr(href)").get()).page
    assert not second.css("a.next-page")
    assert not first.css("a.share")
    text = first.css("div.content").get() + second.css("div.content").get()
    assert all(block in text for block in story.blocks)


def test_the_share_page_is_a_shell_and_its_content_is_json(get, newsroom: Newsroom) -> None:
    story = newsroom.story(4)
    assert "fetch(" in get(story.share_path).text
    assert story.digest not in get(story.share_path).text
    reply = get(story.content_path)
    assert reply.headers["Content-Type"] == "application/json; charset=utf-8"
    text = json.loads(reply.body)["text"]
    assert text.replace(INDENT, "") == story.body_html
    assert (INDENT in text) == (story.language == "zh-CN")


def test_rolling_news_has_its_text_under_another_name(get, newsroom: Newsroom) -> None:
    data = json.loads(get(newsroom.rolling.story(0).content_path).body)
    assert list(data) == ["content"]


def test_a_day_of_the_archive_lists_its_stories(get, newsroom: Newsroom) -> None:
    page = get("/archive/2026-03-01.html").page
    expected = [s.headline for s in newsroom.site.on(newsroom.story(30).date_published.date())]
    assert page.css("ul.list a::text").getall() == expected


def test_robots_txt_keeps_out_of_private_only(get) -> None:
    lines = get("/robots.txt").text.splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /private/"]
    assert lines[2] == f"Sitemap: {get.server.url}/sitemap.xml"


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/private/x",
        "/category/nobody.html",
        "/category/anheribao-2.html",
        "/category/anheribao-0.html",
        "/archive/2026-03-03.html",
        "/archive/2026-13-99.html",
        "/archive/0001-01-01.html",
        "/archive/9999-12-31.html",
        "/images/1000.png",
        "/images/007.png",
        "/sitemap-2.xml",
        "/html_News/Share.html",
        "/html_News/Share.html?infoCode=DN1",
        "/NewsData/GetNewsText.do?id=",
        "/web/list?channel=4",
        "/anheribao/2026/03/02/DN202603021200001683.html",
        "/../../etc/passwd",
    ],
)
def test_what_is_not_there_is_404(get, path: str) -> None:
    assert get(path).status == 404


def test_a_page_under_another_publisher_or_day_is_404(get, newsroom: Newsroom) -> None:
    path = newsroom.story(0).url_path
    assert get(path.replace("/2026/03/02/", "/2026/03/01/")).status == 404
    assert get(path.replace(newsroom.story(0).publisher_slug, "anheribao")).status == 404
    assert get(path.replace(".html", "_2.html")).status == 404


def test_bytes_do_not_depend_on_what_was_asked_before(serve: Callable[..., object]) -> None:
    paths = ["/", "/category/anheribao.html", Newsroom().story(7).url_path, "/web/list?channel=2"]
    first, second = serve(Newsroom()), serve(Newsroom())
    host = {"Host": "demo.example"}
    forward = [first(path, **host).body for path in paths]
    backward = [second(path, **host).body for path in reversed(paths)]
    assert forward == backward[::-1]
    assert forward == [first(path, **host).body for path in paths]
