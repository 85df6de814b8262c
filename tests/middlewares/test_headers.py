from __future__ import annotations

import pytest
from scrapy import Request

from newsbot.fetch.hosts import SourceHosts
from newsbot.middlewares.headers import OwnHeadersMiddleware
from newsbot.scrapy_errors import RedirectRefused
from newsbot.source import RequestOptions
from newsbot.spiders.requests import request_arguments

OWN = {"Cookie": "sid=1", "X-Key": "k"}
HOSTS = SourceHosts(origins=frozenset({("https", "example.org", 443), ("https", "b.org", 443)}))


def sent(url: str, **changes: object) -> dict[bytes, list[bytes]]:
    request = Request(url, **request_arguments(RequestOptions(headers=OWN))).replace(**changes)
    OwnHeadersMiddleware(HOSTS).process_request(request)
    return dict(request.headers)


def test_own_headers_go_to_hosts_that_the_file_names() -> None:
    assert sent("https://example.org/1") == {b"Cookie": [b"sid=1"], b"X-Key": [b"k"]}


@pytest.mark.parametrize("url", ["https://evil.net/", "http://example.org/"])
def test_no_other_host_gets_any_of_them(url: str) -> None:
    assert sent(url) == {}


def test_what_a_redirect_took_off_is_put_on_again_for_the_owners_hosts() -> None:
    assert sent("https://b.org/1", headers={})[b"Cookie"] == [b"sid=1"]


def test_headers_that_are_not_the_owners_stay() -> None:
    assert sent("https://evil.net/", headers={**OWN, "Accept": "*/*"}) == {b"Accept": [b"*/*"]}


def test_the_owners_json_is_not_sent_elsewhere() -> None:
    with pytest.raises(RedirectRefused, match=r"https://evil\.net/: .*not sent there"):
        sent("https://evil.net/", method="POST", body=b'{"key": 1}')
