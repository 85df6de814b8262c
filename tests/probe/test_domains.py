from __future__ import annotations

import pytest

from newsbot.probe.domains import domain_of, name_for


@pytest.mark.parametrize(
    ("url", "name"),
    [
        pytest.param("https://www.example.org/news/", "example", id="without www and the top"),
        pytest.param("https://m.example.co.uk/", "example", id="a second level"),
        pytest.param("https://news.example.com.cn/", "example-news", id="a site's part"),
        pytest.param("https://localhost:8000/", "localhost", id="one label"),
        pytest.param("http://127.0.0.1:8000/", "127-0-0-1", id="an address"),
        pytest.param("http://[::1]:8000/", "1", id="an IPv6 address"),
        pytest.param("https://münchen.example/", "xn--mnchen-3ya", id="another script"),
        pytest.param("https://con.example/", "site-con", id="a name that Windows reserves"),
        pytest.param("https://a_b.example/", "a_b", id="an underscore"),
    ],
)
def test_a_source_is_named_for_its_host(url: str, name: str) -> None:
    assert name_for(url) == name


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        pytest.param("https://www.example.org/", "example.org", id="a host"),
        pytest.param("https://news.example.co.uk/", "example.co.uk", id="a second level"),
        pytest.param("https://a.b.example.com.cn/", "example.com.cn", id="of a country"),
        pytest.param("http://127.0.0.1:8000/", "127.0.0.1", id="an IP address"),
        pytest.param("http://localhost/", "localhost", id="one label"),
    ],
)
def test_the_hosts_of_a_site_end_alike(url: str, domain: str) -> None:
    assert domain_of(url) == domain
