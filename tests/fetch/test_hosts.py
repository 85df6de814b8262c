from __future__ import annotations

import pytest

from newsbot.fetch.hosts import SourceHosts, hosts_of
from newsbot.source import Source


def hosts(*urls: str, domains: tuple[str, ...] = (), content: str | None = None) -> SourceHosts:
    entries = [{"kind": "category", "url": url} for url in urls]
    share = {"content": content} if content else None
    return hosts_of(Source(name="a", discover=entries, domains=domains, share=share))


@pytest.mark.parametrize(
    ("url", "is_sent"),
    [
        pytest.param("https://example.org/a/1", True, id="the host of a listing"),
        pytest.param("https://api.example.org/text?id=1", True, id="the host of a content"),
        pytest.param("https://EXAMPLE.org.:443/a", True, id="another spelling"),
        pytest.param("https://evil.example.org/", False, id="a host below it"),
        pytest.param("https://example.org.evil.net/", False, id="a name that begins like it"),
        pytest.param("https://example.org@evil.net/", False, id="a user that is called like it"),
        pytest.param("https://example.org:8443/", False, id="another port"),
        pytest.param("http://example.org/", False, id="where all can read along"),
        pytest.param("https://other.net/", False, id="another host"),
        pytest.param("no address", False, id="no address"),
    ],
)
def test_headers_go_to_the_hosts_of_a_files_addresses(url: str, is_sent: bool) -> None:
    named = hosts("https://example.org/", content="https://api.example.org/text?id={identifier}")
    assert named.gets_headers(url) is is_sent


@pytest.mark.parametrize(
    ("listing", "url", "is_sent"),
    [
        pytest.param("http://a.org/", "https://a.org/", True, id="over TLS at any time"),
        pytest.param("http://a.org:81/", "http://a.org/", False, id="not at the usual port"),
        pytest.param("http://b.org/", "http://c.org/", True, id="over http as all the file is"),
        pytest.param("https://b.org/", "https://c.org/", True, id="a host in domains"),
        pytest.param("https://b.org/", "http://c.org/", False, id="not over http if none is"),
        pytest.param("https://b.org/", "https://www.c.org/", False, id="not below it"),
    ],
)
def test_domains_name_hosts_too(listing: str, url: str, is_sent: bool) -> None:
    domains = ("c.org",) if "c.org" in url else ()
    assert hosts(listing, domains=domains).gets_headers(url) is is_sent


@pytest.mark.parametrize(
    ("url", "is_followed"),
    [
        pytest.param("https://example.org/", True, id="a host in domains"),
        pytest.param("http://news.example.org/1", True, id="a host below it"),
        pytest.param("https://www.lists.net/", True, id="the host of a listing"),
        pytest.param("https://lists.net/", True, id="the same without www"),
        pytest.param("https://shop.lists.net/", False, id="a host beside it"),
        pytest.param("https://evil.net/", False, id="another host"),
        pytest.param("ftp://example.org/", False, id="no http"),
    ],
)
def test_redirects_stay_within_what_the_file_names(url: str, is_followed: bool) -> None:
    named = hosts("https://www.lists.net/", domains=("example.org",))
    assert named.allows_redirect(url) is is_followed


def test_without_domains_redirects_stay_with_the_files_own_hosts() -> None:
    named = hosts("https://example.org/")
    assert named.allows_redirect("https://www.example.org/")
    assert not named.allows_redirect("https://example.net/")
