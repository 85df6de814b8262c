import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsbot.values.urls import (
    absolute_url,
    canonical_url,
    host_of,
    hosts_match,
    is_http_url,
    link_key,
)

BASE = "https://example.org/news/2022/story.html?page=2#top"

PIECES = (
    "http: https: javascript: // / \\ . .. ? # & = % %2e %zz %41 %c3%a9 @ : [ ] ::1 www. "
    "example.org 例え.jp a é 文 utm_x=1 \t \n \x00 \ud800 \u3000 ０ ℀ 80 99999 ; , + ~"
)
HOSTILE = st.text() | st.lists(st.sampled_from(PIECES.split(" "))).map("".join)


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        pytest.param("https://a.example/x", "https://a.example/x", id="absolute"),
        pytest.param("//a.example/x", "https://a.example/x", id="scheme of the base"),
        pytest.param("/x", "https://example.org/x", id="from the root"),
        pytest.param("x.html", "https://example.org/news/2022/x.html", id="beside the page"),
        pytest.param("../../x", "https://example.org/x", id="two folders up"),
        pytest.param("../../../../x", "https://example.org/x", id="above the root"),
        pytest.param("?page=3", "https://example.org/news/2022/story.html?page=3", id="query only"),
        pytest.param("", "https://example.org/news/2022/story.html?page=2", id="empty"),
        pytest.param(
            "#end", "https://example.org/news/2022/story.html?page=2#end", id="fragment only"
        ),
        pytest.param("https:x", "https://example.org/news/2022/x", id="the base's scheme, no host"),
        pytest.param(" \t/a\nb ", "https://example.org/ab", id="white space around and inside"),
        pytest.param("\\\\a.example\\x", "https://a.example/x", id="backslashes"),
        pytest.param("/a?b=\\", "https://example.org/a?b=%5C", id="backslash in a query"),
        pytest.param(
            "/新闻 1", "https://example.org/%E6%96%B0%E9%97%BB%201", id="Chinese and space"
        ),
        pytest.param("//例え.jp/", "https://xn--r8jz45g.jp/", id="host in Japanese"),
        pytest.param("//straße.example/", "https://xn--strae-oqa.example/", id="host with sharp s"),
        pytest.param("//EXAMPLE%2eorg/", "https://example.org/", id="escaped host"),
        pytest.param("//a_b.example/", "https://a_b.example/", id="underscore in a host"),
        pytest.param("//[::0:1]:8080/x", "https://[::1]:8080/x", id="IPv6 and port"),
        pytest.param("//a.example:443", "https://a.example/", id="default port"),
    ],
)
def test_a_link_leads_where_a_browser_would_go(link, expected):
    assert absolute_url(BASE, link) == expected


@pytest.mark.parametrize(
    "link",
    [
        pytest.param("javascript:alert(1)", id="script"),
        pytest.param("java\nscript:alert(1)", id="script with a line break"),
        pytest.param("data:text/html,x", id="data"),
        pytest.param("mailto:a@example.org", id="mail"),
        pytest.param("ftp://example.org/", id="ftp"),
        pytest.param("http://[::1", id="open bracket"),
        pytest.param("http://[fe80::1%25eth0]/", id="zone of an IPv6 address"),
        pytest.param("http://a b/", id="space in the host"),
        pytest.param("http://a.example:99999/", id="port out of range"),
        pytest.param("http://a.example:0/", id="port zero"),
        pytest.param("http://a.example:x/", id="port in letters"),
        pytest.param("http:///x", id="no host"),
        pytest.param("http://a..example/", id="empty label"),
        pytest.param(f"http://{'a' * 64}.example/", id="label too long"),
        pytest.param("http://a.example/\ud800", id="surrogate"),
        pytest.param("http://a.example/\x00a", id="NUL"),
        pytest.param("/" + "x" * 10_000, id="ten thousand characters"),
        pytest.param("/" + "文" * 300, id="too long once escaped"),
        pytest.param("http://℀.example/", id="character that becomes a slash"),
    ],
)
def test_what_is_no_http_address_gives_none(link):
    assert absolute_url(BASE, link) is None


def test_a_relative_link_without_a_base_gives_none():
    assert absolute_url(None, "/x") is None
    assert absolute_url("about:blank", "/x") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("HTTP://Example.ORG", "http://example.org/", id="capitals"),
        pytest.param("http://example.org:80/", "http://example.org/", id="default port"),
        pytest.param("https://example.org:80/", "https://example.org:80/", id="other port"),
        pytest.param("https://example.org./a", "https://example.org/a", id="dot of the root"),
        pytest.param("https://u:p@example.org/", "https://example.org/", id="user name"),
        pytest.param("https://example.org/a#b", "https://example.org/a", id="fragment"),
        pytest.param("https://example.org/a?", "https://example.org/a", id="empty query"),
        pytest.param("https://example.org/a/", "https://example.org/a/", id="trailing slash stays"),
        pytest.param("https://example.org/%7ea%2f", "https://example.org/~a%2F", id="escapes"),
        pytest.param("https://example.org/%2e%2e/a", "https://example.org/a", id="escaped dots"),
        pytest.param("https://example.org/50%", "https://example.org/50%25", id="lone percent"),
        pytest.param("https://example.org/?q=%B1%B1", "https://example.org/?q=%B1%B1", id="GBK"),
        pytest.param(
            "https://example.org/?b=2&utm_source=x&a=1&FBCLID=y",
            "https://example.org/?b=2&a=1",
            id="tracking goes, the order stays",
        ),
        pytest.param(
            "https://example.org/?id=1&from=app&ref=a&source=b&p=",
            "https://example.org/?id=1&from=app&ref=a&source=b&p=",
            id="what may select content stays",
        ),
        pytest.param("https://example.org/?spm=1.2", "https://example.org/", id="only tracking"),
        pytest.param("https://example.org/?WT.mc_id=1", "https://example.org/", id="Webtrends"),
        pytest.param("https://example.org/?%75tm_id=1", "https://example.org/", id="escaped name"),
    ],
)
def test_an_address_has_one_canonical_form(url, expected):
    assert canonical_url(url) == expected


def test_a_canonical_url_may_start_from_a_base():
    assert canonical_url("x?utm_medium=y", BASE) == "https://example.org/news/2022/x"


def test_junk_has_no_canonical_form():
    with pytest.raises(ValueError, match="not an http"):
        canonical_url("javascript:alert(1)")


@settings(deadline=None)
@given(HOSTILE)
def test_canonical_form_is_a_fixed_point_and_exists_where_the_absolute_one_does(text):
    url = absolute_url(BASE, text)
    if url is not None:
        assert url.isascii()
        assert absolute_url(None, url) == url
        canonical = canonical_url(url)
        assert canonical_url(canonical) == canonical
        assert link_key(url) == link_key(canonical)


SIMPLE = [
    *("a", "b-_", ".", "..", "./", "/", "//", ":", ":80", ":443", ":080", ":9999", "@"),
    *("?", "?x=1", "&", "=", ";", "~", "!", "(", "example.org", "org"),
]


@settings(deadline=None)
@given(
    st.sampled_from(["http://a.example", "https://a-b.example"]),
    st.lists(st.sampled_from(SIMPLE)).map("".join),
)
def test_an_address_that_is_in_its_one_form_is_read_as_any_other(origin, rest):
    # The space has it read the long way.
    assert absolute_url(None, origin + rest) == absolute_url(None, " " + origin + rest)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/a?x=1",
        "https://www.example.org/a/?x=1#b",
        "https://www.example.org:443/a?x=1&utm_source=y",
    ],
)
def test_links_to_one_article_share_a_key(url):
    assert link_key(url) == "example.org/a?x=1"


def test_a_key_keeps_what_may_be_another_page():
    urls = ["m.example.org/a", "example.org/a/index.html", "example.org/a?p=2", "example.org:81/a"]
    assert [link_key(f"http://{url}") for url in urls] == urls
    assert link_key("http://www.org/") == "www.org"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://WWW.Example.org:8080/x", "www.example.org"),
        ("http://[::1]:80/", "::1"),
        ("http://trusted.example@evil.example/", "evil.example"),
        ("http://trusted.example\\@evil.example/", "trusted.example"),
        ("/x", ""),
        ("mailto:a@example.org", ""),
    ],
)
def test_the_host_is_the_one_that_a_browser_asks(url, host):
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("host", "domain", "expected"),
    [
        pytest.param("example.org", "example.org", True, id="itself"),
        pytest.param("m.example.org", "example.org", True, id="subdomain"),
        pytest.param("M.Example.Org.", "example.ORG", True, id="capitals and the root's dot"),
        pytest.param("example.org", "m.example.org", False, id="parent"),
        pytest.param("badexample.org", "example.org", False, id="same ending"),
        pytest.param("www.例え.jp", "xn--r8jz45g.jp", True, id="both spellings"),
        pytest.param("127.0.0.1", "127.0.0.1", True, id="address"),
        pytest.param("9.127.0.0.1", "127.0.0.1", False, id="subdomain of an address"),
        pytest.param("::1", "[::1]", True, id="IPv6"),
        pytest.param("", "example.org", False, id="empty"),
        pytest.param("a b", "example.org", False, id="junk"),
        pytest.param("example.org", "", False, id="empty domain"),
    ],
)
def test_hosts_match_by_whole_labels(host, domain, expected):
    assert hosts_match(host, [domain]) is expected


def test_an_http_url_is_whole_by_itself():
    assert is_http_url("https://example.org")
    assert not is_http_url("//example.org")
    assert not is_http_url("see https://example.org")
