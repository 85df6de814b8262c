from __future__ import annotations

import pytest

from newsbot.source.secrets import credentials


@pytest.mark.parametrize(
    ("text", "environ", "expected"),
    [
        pytest.param(
            "request: {headers: {Cookie: 'sid=${SID}'}}", {"SID": "12345"}, {"12345"}, id="a header"
        ),
        pytest.param(
            "discover: [{kind: category, url: 'https://example.org/?key=${KEY}'}]",
            {"KEY": "abcdef"},
            {"abcdef"},
            id="an entry's address",
        ),
        pytest.param(
            "request: {proxy: '${CN_PROXY}'}",
            {"CN_PROXY": "http://me:p%40ss@squid:3128"},
            {"http://me:p%40ss@squid:3128", "p@ss", "me:p@ss"},
            id="a proxy",
        ),
        pytest.param(
            "request: {proxy: 'http://me:word@squid:3128'}",
            {},
            {"word", "me:word"},
            id="a proxy that is written out",
        ),
        pytest.param(
            "title: x",
            {"HTTPS_PROXY": "me:word@squid:1"},
            {"word", "me:word"},
            id="everyone's proxy",
        ),
        pytest.param("title: ${T}", {"T": "abc"}, set(), id="too short to be one"),
        pytest.param("title: $${SID}", {"SID": "12345"}, set(), id="a literal"),
        pytest.param("title: x", {"SID": "12345"}, set(), id="a variable that is not used"),
    ],
)
def test_what_is_secret(load, text: str, environ: dict[str, str], expected: set[str]) -> None:
    assert load(f"{text}\n", environ=environ).secrets == expected


def test_a_default_may_be_secret(load) -> None:
    source = load(
        "title: x\n",
        project="defaults:\n  request: {headers: {X-Key: '${KEY}'}}\n",
        environ={"KEY": "abcdef"},
    )
    assert source.secrets == {"abcdef"}


def test_secrets_are_not_shown(load) -> None:
    source = load("request: {headers: {Cookie: '${SID}'}}\n", environ={"SID": "12345"})
    assert "12345" not in repr(source)


def test_secrets_are_no_key_of_the_file(mistakes) -> None:
    assert "secrets" in mistakes("secrets: [a]\n")[0]


@pytest.mark.parametrize("url", ["", "http://squid:3128", "http://me@squid", "http://[::1"])
def test_an_address_without_a_password_has_no_credentials(url: str) -> None:
    assert list(credentials(url)) == []
