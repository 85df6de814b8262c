from __future__ import annotations

from typing import Any

import pytest
from scrapy import Request
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from newsbot.fetch.hosts import SourceHosts
from newsbot.middlewares.redirects import MetaRefreshMiddleware, RedirectMiddleware
from newsbot.middlewares.robots import OBEYS_NOT
from newsbot.scrapy_errors import AddressRefused, RedirectRefused, TooManyRedirects

HOSTS = SourceHosts(domains=("example.org",))
URL = "https://example.org/1"


def redirected(to: str, hosts: SourceHosts | None = HOSTS, **meta: Any) -> Request | Response:
    middleware = RedirectMiddleware.from_crawler(get_crawler(settings_dict={}))
    middleware.hosts = hosts
    response = Response(URL, status=302, headers={"Location": to})
    return middleware.process_response(Request(URL, meta=meta), response)


def test_a_redirect_within_the_source_is_followed() -> None:
    assert redirected("https://www.example.org/2").url == "https://www.example.org/2"


def test_a_redirect_to_another_host_is_refused_for_a_reason() -> None:
    with pytest.raises(RedirectRefused) as refused:
        redirected("https://evil.net/")
    assert str(refused.value) == f"{URL} leads to https://evil.net/: not in `domains`"
    assert refused.value.reason == "redirect to another host"


def test_a_page_that_refreshes_to_another_host_is_refused_too() -> None:
    middleware = MetaRefreshMiddleware.from_crawler(get_crawler(settings_dict={}))
    middleware.hosts = HOSTS
    page = HtmlResponse(URL, body=b'<meta http-equiv="refresh" content="0;url=https://evil.net/">')
    with pytest.raises(RedirectRefused, match="evil"):
        middleware.process_response(Request(URL), page)


UNREADABLE = [
    pytest.param("http://example.org:65536/", id="a port that there is not"),
    pytest.param("http://[::1/", id="half of an address"),
    pytest.param("http://[]/", id="an empty address"),
    pytest.param("javascript:alert(1)", id="a script"),
    pytest.param("data:text/html,x", id="data"),
    pytest.param("file:///etc/passwd", id="a file"),
]


@pytest.mark.parametrize("to", UNREADABLE)
def test_a_redirect_to_what_is_no_address_is_refused_for_a_reason(to: str) -> None:
    with pytest.raises(AddressRefused) as refused:
        redirected(to)
    assert str(refused.value) == f"{URL} leads to {to}: not an http address"
    assert redirected(to, **{OBEYS_NOT: True}).status == 302, "as good as no robots.txt"


@pytest.mark.parametrize("to", UNREADABLE)
def test_a_page_that_refreshes_to_what_is_no_address_is_read(to: str) -> None:
    middleware = MetaRefreshMiddleware.from_crawler(get_crawler(settings_dict={}))
    middleware.hosts = HOSTS
    page = HtmlResponse(URL, body=f'<meta http-equiv="refresh" content="0;url={to}">'.encode())
    assert middleware.process_response(Request(URL), page) is page


def test_redirects_without_end_have_a_reason_of_their_own() -> None:
    with pytest.raises(TooManyRedirects) as refused:
        redirected("/2", redirect_times=20, redirect_ttl=1)
    assert refused.value.reason == "too many redirects"
    assert str(refused.value) == f"{URL} leads on to https://example.org/2"


@pytest.mark.parametrize(
    ("hosts", "meta"),
    [
        pytest.param(HOSTS, {OBEYS_NOT: True}, id="a robots.txt"),
        pytest.param(None, {}, id="a spider without a source file"),
    ],
)
def test_others_go_where_they_like(hosts: SourceHosts | None, meta: dict[str, Any]) -> None:
    assert redirected("https://evil.net/", hosts, **meta).url == "https://evil.net/"
