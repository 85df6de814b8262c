from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from newsbot.article import Found
from newsbot.extraction import no_article_words
from newsbot.extraction.no_article import Verdict, verdict_on
from newsbot.extraction.page import Page
from newsbot.scrapy_errors import Skipped, Waiting
from newsbot.values.answer import Answer

NOW = datetime(2022, 5, 25, 12, tzinfo=UTC)
TEXT = "<p>" + "Harbour master counts the boats again. " * 20 + "</p>"
LD = '<script type="application/ld+json">%s</script>'
ARTICLE = LD % '{"@type": "NewsArticle", "headline": "T", "datePublished": "2022-05-25"}'


def verdict(
    page: str, *, url: str = "https://example.org/1", body: str = "", elsewhere: bool = False
) -> Verdict | None:
    fields = {"body_html": Found(body, "rule")} if body else {}
    read = Page(answer=Answer(url, page, links=(url,)), fetched_at=NOW, zone=ZoneInfo("UTC"))
    return verdict_on(read, fields, has_text_elsewhere=elsewhere)


def reason(page: str, **options: object) -> str:
    found = verdict(page, **options)  # type: ignore[arg-type]
    return found.reason if found is not None else ""


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        pytest.param(
            "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>",
            "block page",
            id="a challenge by its script",
        ),
        pytest.param("<h1>Verify you are human</h1>", "block page", id="a question in English"),
        pytest.param("<title>访问验证 - 每日新闻</title>", "block page", id="in Chinese"),
        pytest.param("<title>Вы не робот?</title>", "block page", id="in Russian"),
        pytest.param(
            "<title>Before you continue | Example</title><form></form>",
            "consent page",
            id="consent",
        ),
        pytest.param("<h1>Votre vie privée</h1>" + TEXT, "consent page", id="consent, at length"),
        pytest.param("<title>页面不存在</title>", "page not found", id="not found in Chinese"),
        pytest.param(
            "<title>404 - Seite nicht gefunden</title><a href=/>Start</a>",
            "page not found",
            id="not found in German",
        ),
        pytest.param("<h1>ไม่พบหน้าที่ต้องการ</h1>", "page not found", id="not found in Thai"),
        pytest.param("<h1>We’ll be back soon!</h1>", "error page", id="maintenance"),
        pytest.param("<h1>系统维护中</h1>", "error page", id="maintenance in Chinese"),
        pytest.param("<title>Sign in</title>", "login page", id="a login page by its title"),
        pytest.param(
            "<h1>T</h1><form><input type=Password></form>", "login page", id="by its field"
        ),
        pytest.param("<h1>T</h1><p>打开 APP 阅读全文</p>", "app only", id="for an app in Chinese"),
        pytest.param(
            "<h1>T</h1><p>Open the app to continue reading.</p>", "app only", id="in English"
        ),
        pytest.param(
            '<meta property="og:type" content="video.other"><h1>T</h1>',
            "video without text",
            id="a video by Open Graph",
        ),
        pytest.param(
            LD % '{"@type": "VideoObject"}' + "<h1>T</h1>", "video without text", id="by JSON-LD"
        ),
        pytest.param(
            LD % '{"@type": "ImageGallery"}' + "<h1>T</h1>", "gallery without text", id="a gallery"
        ),
    ],
)
def test_a_page_that_is_no_article_is_called_what_it_is(page: str, expected: str) -> None:
    assert reason(page) == expected


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<h1>Verify you are human: how captchas took over</h1>", id="captchas"),
        pytest.param("<title>验证码为何越来越难 - 每日新闻</title>", id="captchas in Chinese"),
        pytest.param("<h1>Page not found: the lost diaries of a clerk</h1>", id="a lost page"),
        pytest.param("<h1>Is your privacy for sale?</h1>", id="privacy"),
        pytest.param("<h1>Why newspapers say: open the app</h1>", id="apps"),
    ],
)
def test_an_article_about_such_pages_is_one(page: str) -> None:
    assert reason(page, body="<p>Short but true, and about what its title says.</p>") == ""


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<title>Captcha</title>", id="a title that is the word itself"),
        pytest.param("<h1>T</h1><p>打开APP阅读全文</p>", id="a button beside the text"),
        pytest.param("<h1>T</h1><form><input type=password></form>", id="a form to log in"),
        pytest.param(LD % '{"@type": "VideoObject"}', id="a video beside the text"),
        pytest.param("<h1>T</h1><p>It left _cf_chl_opt in the source.</p>", id="a mark"),
    ],
)
def test_what_has_the_text_of_an_article_is_one(page: str) -> None:
    assert reason(page, body=TEXT) == ""


@pytest.mark.parametrize("title", ["404", "Maintenance mode", "Before you continue", "Login"])
def test_a_page_that_says_it_is_an_article_of_a_day_is_not_judged_by_its_title(title: str) -> None:
    assert reason(f"{ARTICLE}<h1>{title}</h1>", body="<p>A brief.</p>") == ""


def test_a_long_text_with_a_date_asks_for_no_consent() -> None:
    answer = Answer("https://example.org/1", f"<h1>Your privacy</h1>{TEXT}")
    page = Page(answer=answer, fetched_at=NOW, zone=ZoneInfo("UTC"))
    said = {"body_html": Found(TEXT, "rule"), "date_published": Found("2022-05-25", "rule")}
    assert verdict_on(page, said, has_text_elsewhere=False) is None


def test_a_page_whose_text_is_elsewhere_need_not_have_any() -> None:
    page = "<h1>T</h1><p>打开APP阅读全文</p><form><input type=password></form>"
    assert reason(page, elsewhere=True) == ""
    assert reason("<h1>访问验证</h1>", elsewhere=True) == "block page"


def test_an_article_that_only_lacks_its_text_is_not_judged() -> None:
    assert reason("<h1>Boats are back</h1><p>menu</p>") == ""


@pytest.mark.parametrize(
    "mark",
    [
        pytest.param("<form><input type=password></form>", id="a form to log in"),
        pytest.param(LD % '{"@type": "VideoObject"}', id="a video"),
        pytest.param(LD % '{"@type": "ImageGallery"}', id="a gallery"),
    ],
)
def test_a_page_with_text_that_no_rule_reads_is_not_judged(mark: str) -> None:
    assert reason(f"<h1>T</h1>{mark}{TEXT}{TEXT}{TEXT}") == ""


@pytest.mark.parametrize(
    "url",
    [
        "https://consent.example.org/?continue=https://example.org/1",
        "https://example.org/privacy-gate?return=/1",
        "https://www.example.org/collectConsent?id=1",
    ],
)
def test_a_place_for_consent_is_known_by_its_address(url: str) -> None:
    assert reason("<h1>Example</h1>" + TEXT, url=url) == "consent page"


def test_the_sign_is_told() -> None:
    found = verdict("<h1>Access Denied</h1>")
    assert found is not None
    assert found.sign == 'its title is "access denied"'


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        pytest.param("<h1>Captcha</h1>", Waiting, id="a block page may vanish"),
        pytest.param("<h1>页面不存在</h1>", Waiting, id="a page may come yet"),
        pytest.param("<h1>登录</h1>", Skipped, id="what is for members stays so"),
        pytest.param("<p>请下载APP</p>", Skipped, id="what is for an app stays so"),
    ],
)
def test_what_may_vanish_is_tried_again(page: str, kind: type) -> None:
    found = verdict(page)
    assert found is not None
    assert issubclass(found.kind, kind)


def test_every_title_is_written_as_titles_are_compared() -> None:
    titles = (
        no_article_words.BLOCK_TITLES
        | no_article_words.CONSENT_TITLES
        | no_article_words.NOT_FOUND_TITLES
        | no_article_words.ERROR_TITLES
        | no_article_words.LOGIN_TITLES
    )
    assert sorted(title for title in titles if not reason(f"<title>{title}</title>")) == []
