from __future__ import annotations

import pytest

from newsbot.source import RequestOptions


def test_a_secret_is_not_in_the_representation(load):
    text = """
request:
  headers: {Cookie: "${COOKIE}"}
  json: {token: "${COOKIE}"}
  proxy: "http://user:${COOKIE}@127.0.0.1:3128"
"""
    source = load(text, environ={"COOKIE": "hunter2"})
    assert source.request.headers == {"Cookie": "hunter2"}
    assert source.request.proxy == "http://user:hunter2@127.0.0.1:3128"
    assert "hunter2" not in repr(source)


def test_a_proxy_variable_that_is_empty_means_no_proxy(load):
    assert load("request: {proxy: '${P}'}\n", environ={"P": ""}).request.proxy is None


def test_json_is_kept_as_it_is_written(load):
    source = load("request: {json: {a: [1, null, {b: true}], c: 1.5}}\n")
    assert source.request.json == {"a": [1, None, {"b": True}], "c": 1.5}


def test_nothing_is_sent_by_default():
    assert RequestOptions() == RequestOptions(headers={}, method="GET", json=None, proxy=None)


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        pytest.param(
            "{headers: {'a b': x}}",
            "headers.a b: found 'a b', expected the name of an HTTP header",
            id="a space in a header's name",
        ),
        pytest.param(
            '{headers: {a: "x\\r\\nb: y"}}',
            "headers.a: found 'x\\r\\nb: y', expected one line without control characters",
            id="a second header inside a value",
        ),
        pytest.param(
            "{method: get}",
            "method: found 'get', expected 'GET' or 'POST'",
            id="a method in small letters",
        ),
        pytest.param(
            "{proxy: '127.0.0.1:3128'}",
            "proxy: found '127.0.0.1:3128', expected an http(s) URL",
            id="a proxy without a scheme",
        ),
        pytest.param(
            "{json: {id: 0123}}",
            "json.id: found '0123', expected quotes around it, since YAML makes a number of it",
            id="a value in doubt",
        ),
    ],
)
def test_what_cannot_be_sent_is_refused(mistakes, yaml, expected):
    assert mistakes(f"request: {yaml}\n") == [f"1: request.{expected}"]
