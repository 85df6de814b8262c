from __future__ import annotations

import pytest
from scrapy import Request
from scrapy.exceptions import CannotResolveHostError

from newsbot.fetch.guard import Trust
from newsbot.fetch.resolver import under_way
from newsbot.middlewares.guard import GuardMiddleware
from newsbot.scrapy_errors import AddressRefused

TRUST = Trust(hosts=frozenset({("127.0.0.1", 8000)}), proxies=frozenset({("squid", 3128)}))


@pytest.fixture
def guard() -> GuardMiddleware:
    return GuardMiddleware(TRUST)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.0.0.1:8001/",
        "https://127.0.0.1:8001/",
        "http://169.254.169.254/latest/meta-data/",
        "http://10.0.0.1/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://localhost:8000/",
        "http://squid:3128/",
        "http://127.0.0.1:8000@10.0.0.1/",
        "file:///etc/passwd",
        "data:text/html,x",
        "ftp://example.org/",
    ],
)
@pytest.mark.parametrize("meta", [{}, {"proxy": "http://squid:3128"}], ids=["direct", "by proxy"])
def test_an_address_that_a_page_supplied_is_refused(
    guard: GuardMiddleware, url: str, meta: dict[str, str]
) -> None:
    with pytest.raises(AddressRefused) as refused:
        guard.process_request(Request(url, meta=meta))
    assert str(refused.value).startswith(f"{url}: ")
    assert refused.value.reason == "address refused"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:8000/a",
        "http://1.1.1.1/",
        "https://example.org:8443/",
        "http://[2606::1]/",
    ],
)
def test_trusted_and_public_addresses_and_names_pass(guard: GuardMiddleware, url: str) -> None:
    guard.process_request(Request(url))
    dial = under_way.get()
    assert dial is not None
    assert dial.trust is TRUST, "the resolver is told whose request it is"


def test_trust_does_not_come_from_meta(guard: GuardMiddleware) -> None:
    request = Request("http://127.0.0.1:8000/")
    guard.process_request(request)
    led_on = request.replace(url="http://127.0.0.1:8001/")
    with pytest.raises(AddressRefused, match="port 8001"):
        guard.process_request(led_on)


def test_a_name_of_which_the_resolver_refused_all_addresses_is_refused(
    guard: GuardMiddleware,
) -> None:
    request = Request("http://inside.example/a")
    guard.process_request(request)
    dial = under_way.get()
    assert dial is not None
    dial.refused += ["10.0.0.1", "10.0.0.1"]
    with pytest.raises(AddressRefused, match=r"inside\.example is at 10\.0\.0\.1, not a public"):
        guard.process_exception(request, CannotResolveHostError("x"))


def test_a_name_that_is_not_known_is_not_called_refused(guard: GuardMiddleware) -> None:
    request = Request("http://unknown.example/a")
    guard.process_request(request)
    guard.process_exception(request, CannotResolveHostError("x"))


def test_a_spider_without_a_source_file_is_left_alone() -> None:
    guard = GuardMiddleware(None)
    guard.process_request(Request("http://127.0.0.1:1/"))
    guard.process_request(Request("file:///tmp/x"))
