from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.values.templates import UrlTemplate

SHARE = UrlTemplate("http://share.example.org/html_News/NewsShare.html?infoCode={identifier}")


def test_names_are_those_in_braces():
    assert UrlTemplate("https://example.org/{a}/{b:%Y}?c={a}").names == {"a", "b"}


@pytest.mark.parametrize(
    ("template", "fields", "expected"),
    [
        pytest.param("/{a}", {"a": "x"}, "/x", id="plain"),
        pytest.param("/{a}", {"a": "x/y ?&文"}, "/x%2Fy%20%3F%26%E6%96%87", id="escaped"),
        pytest.param("/{a}", {"b": "x"}, None, id="missing"),
        pytest.param("/{a}", {"a": ""}, None, id="empty"),
        pytest.param("/{a}/b", {"a": ".."}, None, id="parent folder"),
        pytest.param("/{a}", {"a": "\ud800"}, None, id="surrogate"),
        pytest.param("/{a:%Y/%m}", {"a": date(2022, 5, 1)}, "/2022/05", id="date"),
        pytest.param("/{a:03d}", {"a": 7}, "/007", id="number"),
        pytest.param("/{{a}}", {}, "/{a}", id="doubled braces"),
    ],
)
def test_values_are_filled_in(template, fields, expected):
    filled = UrlTemplate(f"https://example.org{template}").format(fields)
    assert filled == (expected and f"https://example.org{expected}")


def test_a_value_that_its_spec_cannot_show_is_named():
    with pytest.raises(ValueError, match="page:03d"):
        UrlTemplate("https://example.org/{page:03d}").format({"page": "x"})


@pytest.mark.parametrize(
    "url",
    [
        "http://share.example.org/html_News/NewsShare.html?infoCode=NW1",
        "https://SHARE.example.org:443/html_News/NewsShare.html?infoCode=NW1&from=app",
        "http://share.example.org/html_News/./NewsShare.html?from=app&infoCode=NW1#top",
        "http://share.example.org/html%5fNews/NewsShare.html?infoCode=%4eW1",
    ],
)
def test_a_link_made_from_the_template_is_recognised(url):
    assert SHARE.match(url) == {"identifier": "NW1"}


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://share.example.org/html_News/NewsShare.html", id="no parameter"),
        pytest.param("http://share.example.org/html_News/NewsShare.html?infoCode=", id="no value"),
        pytest.param("http://share.example.org/html_News/newsshare.html?infoCode=1", id="path"),
        pytest.param("http://example.org/html_News/NewsShare.html?infoCode=NW1", id="host"),
        pytest.param("http://share.example.org:81/html_News/NewsShare.html?infoCode=1", id="port"),
        pytest.param("http://share.example.org/html_News/NewsShare.html?infocode=1", id="name"),
        pytest.param("http://share.example.org/html_News/NewsShare.html?infoCode=%FF", id="bytes"),
        pytest.param("javascript:alert(1)", id="no address"),
    ],
)
def test_another_link_is_not(url):
    assert SHARE.match(url) is None


@pytest.mark.parametrize(
    ("template", "url", "expected"),
    [
        pytest.param("a.example/{x}-{y}.h", "a.example/1-2-3.h", {"x": "1", "y": "2-3"}, id="two"),
        pytest.param("a.example/{x}/{y}", "a.example/1/2/3", None, id="a value has no slash"),
        pytest.param("a.example/{x}/{x}", "a.example/1/2", None, id="one name, two values"),
        pytest.param("a.example/{x}?y={x}", "a.example/1?y=1", {"x": "1"}, id="one name twice"),
        pytest.param("{x}.example/", "News.example", {"x": "news"}, id="host"),
        pytest.param("a.example/#/{x}", "a.example/#/7", {"x": "7"}, id="fragment"),
        pytest.param("a.example/#/{x}", "a.example/", None, id="fragment missing"),
        pytest.param("a.example/?t=1&x={x}", "a.example/?x=2&t=1", {"x": "2"}, id="fixed one"),
        pytest.param("a.example/?t=1&x={x}", "a.example/?x=2&t=3", None, id="fixed one differs"),
        pytest.param("a.example/{d:%Y/%m}/", "a.example/2022/05/", {"d": "2022/05"}, id="date"),
    ],
)  # fmt: skip
def test_placeholders_stand_anywhere(template, url, expected):
    assert UrlTemplate(f"http://{template}").match(f"https://{url}") == expected


def test_a_hostile_address_is_matched_without_trying_every_division():
    template = UrlTemplate("http://a.example/" + "-".join(f"{{v{n}}}" for n in range(8)) + "!")
    assert template.match("http://a.example/" + "-" * 2000) is None


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=50))
def test_what_was_filled_in_is_found_again(value):
    url = SHARE.format({"identifier": value})
    if url is not None:
        assert SHARE.match(url) == {"identifier": value}


@pytest.mark.parametrize(
    "text",
    [
        "http://example.org/{",
        "http://example.org/{}",
        "http://example.org/{0}",
        "http://example.org/{a.b}",
        "http://example.org/{a!r}",
        "http://example.org/{a:{b}}",
        "http://example.org:{port}/",
        "/{a}",
        "ftp://example.org/{a}",
    ],
)
def test_a_template_that_cannot_work_is_named_at_once(text):
    with pytest.raises(ValueError, match=r"example\.org|\{a\}"):
        UrlTemplate(text)


def test_the_key_of_a_listing_is_the_same_for_all_its_pages():
    assert (
        UrlTemplate("https://a.example/?m={m}&p={page:02d}").key() == "https://a.example/?m={m}&p="
    )
