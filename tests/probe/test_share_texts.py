from __future__ import annotations

import pytest

from newsbot.probe.share_texts import has_sentences, text_addresses, texts_in
from newsbot.values.answer import Answer

SITE = "https://example.org"
PAGE = f"{SITE}/share/page.html?code=NW77"
TEXT = (
    "<p>It rained in the north for a whole day. People stayed in their houses and wrote letters."
    " Nobody sang, and nobody asked why that was so, since all of them waited for the sun.</p>"
)
CHINESE = (
    "<p>北方整整下了一天的雨。人们都留在家里看书写信。"
    "没有人唱歌，也没有人问起这是为什么，大家都在等天晴。</p>"
)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        pytest.param(
            """<script>fetch("/data/text.do?id=" + encodeURIComponent(id))</script>""",
            "/data/text.do?id={identifier}",
            id="put together with +",
        ),
        pytest.param(
            """<script>$.get('/data/' + id + '.json', show)</script>""",
            "/data/{identifier}.json",
            id="with an ending",
        ),
        pytest.param(
            """<script>u = "\\/data\\/text?id=".concat(id)</script>""",
            "/data/text?id={identifier}",
            id="concat, slashes escaped",
        ),
        pytest.param(
            "<script>fetch(`${base}/data/text?id=${query.get('code')}&v=1`)</script>",
            "/data/text?id={identifier}&v=1",
            id="a template literal",
        ),
        pytest.param(
            "<div data-src='/data/text/{id}'></div>",
            "/data/text/{identifier}",
            id="a name in braces in an attribute",
        ),
        pytest.param(
            "<script>load('/data/text?id=NW77')</script>",
            "/data/text?id={identifier}",
            id="the identifier itself",
        ),
        pytest.param(
            """<script>x("text?id=" + id + "&time=" + now)</script>""",
            "/share/text?id={identifier}",
            id="relative to the page, without what a script adds",
        ),
    ],
)
def test_the_address_of_the_text_stands_in_the_page(page: str, address: str) -> None:
    assert text_addresses(Answer(PAGE, page), "NW77", ["example.org"]) == [SITE + address]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("""<script>go("https://other.example/t?id=" + id)</script>""", id="elsewhere"),
        pytest.param("""<script>go("/comments?id=" + id)</script>""", id="comments"),
        pytest.param("""<script>go("/" + id)</script>""", id="any page"),
        pytest.param("""<script>go("/js/" + id + ".js")</script>""", id="a script"),
        pytest.param("""<script>say("id: " + id)</script>""", id="no address"),
        pytest.param("""<script src="/t?id=NW77"></script>""", id="nothing inline"),
        pytest.param("<p>/data/text?id={id}</p>", id="words"),
    ],
)
def test_other_addresses_are_none(page: str) -> None:
    assert text_addresses(Answer(PAGE, page), "NW77", ["example.org"]) == []


def test_what_sounds_like_a_text_is_asked_first() -> None:
    page = """<script>a("/r/t?id=" + id); b("/getContent?id=" + id)</script>"""
    found = text_addresses(Answer(PAGE, page), "NW77", ["example.org"])
    assert found == [f"{SITE}/getContent?id={{identifier}}", f"{SITE}/r/t?id={{identifier}}"]


@pytest.mark.parametrize(
    ("text", "is_text"),
    [
        pytest.param(TEXT, True, id="English"),
        pytest.param(CHINESE, True, id="Chinese"),
        pytest.param("<p>It rained in the north.</p>", False, id="one sentence"),
        pytest.param("a.b.c. 1.2.3", False, id="dots"),
    ],
)
def test_a_text_has_several_sentences(text: str, is_text: bool) -> None:
    assert has_sentences(text) == is_text


@pytest.mark.parametrize(
    ("value", "paths"),
    [
        pytest.param({"text": TEXT, "title": "Rain."}, ["text"], id="at the top"),
        pytest.param({"data": {"list": [{"body": TEXT}]}}, ["data.list[0].body"], id="below"),
        pytest.param({"the-text": TEXT}, ['"the-text"'], id="a key that needs quotes"),
        pytest.param({"short": TEXT, "long": TEXT * 3}, ["long", "short"], id="the longest first"),
        pytest.param({"a": {"b": {"c": {"d": {"e": TEXT}}}}}, [], id="too deep"),
        pytest.param({"code": 404, "message": "not found"}, [], id="no text"),
        pytest.param(TEXT, [], id="a text that no key names"),
    ],
)
def test_a_text_in_json_has_a_path(value: object, paths: list[str]) -> None:
    assert list(texts_in(value)) == paths
