from __future__ import annotations

import json
from typing import Any

import pytest
from scrapy import Request

from newsbot.source import RequestOptions
from newsbot.spiders.requests import request_arguments

URL = "https://example.org/"


def request_for(source: RequestOptions | None, entry: RequestOptions | None = None) -> Request:
    return Request(URL, **request_arguments(source, entry))


def test_nothing_is_sent_that_nobody_asked_for() -> None:
    assert request_arguments(None) == {"headers": {}, "meta": {}}
    plain = request_for(RequestOptions(), RequestOptions())
    assert (plain.method, plain.body, plain.meta, dict(plain.headers)) == ("GET", b"", {}, {})


def test_an_entrys_headers_come_before_the_sources() -> None:
    request = request_for(
        RequestOptions(headers={"Cookie": "a", "X-Kept": "1"}),
        RequestOptions(headers={"cookie": "b"}),
    )
    assert request.headers.getlist("Cookie") == [b"b"]
    assert request.headers["X-Kept"] == b"1"


def test_the_options_themselves_are_left_alone() -> None:
    source, entry = RequestOptions(headers={"A": "1"}), RequestOptions(json={"q": 1})
    request_arguments(source, entry)
    assert (source.headers, entry.headers) == ({"A": "1"}, {})


@pytest.mark.parametrize(
    ("options", "method", "content_type"),
    [
        pytest.param({}, "POST", b"application/json", id="JSON is posted"),
        pytest.param({"method": "POST"}, "POST", b"application/json", id="as it says"),
        pytest.param(
            {"headers": {"content-type": "text/x"}},
            "POST",
            b"text/x",
            id="its own content type stays",
        ),
    ],
)
def test_json_is_sent_as_the_body(
    options: dict[str, Any], method: str, content_type: bytes
) -> None:
    request = request_for(None, RequestOptions(json={"query": "新闻", "n": [1, None]}, **options))
    assert (request.method, request.headers["Content-Type"]) == (method, content_type)
    assert json.loads(request.body) == {"query": "新闻", "n": [1, None]}


def test_a_method_may_come_without_json() -> None:
    assert request_for(None, RequestOptions(method="POST")).method == "POST"


def test_method_and_json_are_not_sent_for_articles() -> None:
    request = request_for(RequestOptions(method="POST", json={"a": 1}))
    assert (request.method, request.body) == ("GET", b"")


@pytest.mark.parametrize(
    ("source", "entry", "proxy"),
    [
        pytest.param("http://a:1", None, "http://a:1", id="the source's"),
        pytest.param("http://a:1", "http://b:2", "http://b:2", id="the entry's first"),
        pytest.param(None, "http://b:2", "http://b:2", id="the entry's"),
        pytest.param(None, None, None, id="none"),
    ],
)
def test_a_proxy_is_used(source: str | None, entry: str | None, proxy: str | None) -> None:
    request = request_for(RequestOptions(proxy=source), RequestOptions(proxy=entry))
    assert request.meta.get("proxy") == proxy
