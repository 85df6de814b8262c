from __future__ import annotations

from ipaddress import ip_address

import pytest

from newsbot.fetch.guard import Trust, host_port, is_public, literal_address, trust_of
from tests.conftest import SourceFrom


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("127.0.0.1", id="loopback"),
        pytest.param("127.255.255.254", id="the end of loopback"),
        pytest.param("0.0.0.0", id="this host"),
        pytest.param("0.1.2.3", id="this network"),
        pytest.param("10.0.0.1", id="private, class A"),
        pytest.param("172.16.0.1", id="private, class B"),
        pytest.param("172.31.255.255", id="the end of private, class B"),
        pytest.param("192.168.1.1", id="private, class C"),
        pytest.param("169.254.169.254", id="link-local, a cloud's metadata"),
        pytest.param("100.64.0.1", id="a provider's own"),
        pytest.param("192.0.0.8", id="protocol assignments"),
        pytest.param("192.0.2.1", id="documentation, first"),
        pytest.param("198.51.100.1", id="documentation, second"),
        pytest.param("203.0.113.1", id="documentation, third"),
        pytest.param("192.88.99.1", id="6to4 relay"),
        pytest.param("198.18.0.1", id="benchmarks"),
        pytest.param("224.0.0.1", id="multicast"),
        pytest.param("240.0.0.1", id="reserved"),
        pytest.param("255.255.255.255", id="broadcast"),
        pytest.param("::", id="unspecified, IPv6"),
        pytest.param("::1", id="loopback, IPv6"),
        pytest.param("::127.0.0.1", id="IPv4-compatible"),
        pytest.param("::ffff:127.0.0.1", id="v4-mapped loopback"),
        pytest.param("::ffff:10.0.0.1", id="v4-mapped private"),
        pytest.param("64:ff9b::7f00:1", id="NAT64"),
        pytest.param("64:ff9b::808:808", id="NAT64 of a public address"),
        pytest.param("64:ff9b:1::1", id="local NAT64"),
        pytest.param("100::1", id="discard only"),
        pytest.param("2001::1", id="Teredo"),
        pytest.param("2001:2::1", id="benchmarks, IPv6"),
        pytest.param("2001:20::1", id="ORCHID"),
        pytest.param("2001:db8::1", id="documentation, IPv6"),
        pytest.param("3fff::1", id="documentation, IPv6, second"),
        pytest.param("2002:7f00:1::", id="6to4"),
        pytest.param("5f00::1", id="segment routing"),
        pytest.param("fc00::1", id="unique local"),
        pytest.param("fd12:3456::1", id="unique local, as they are used"),
        pytest.param("fe80::1", id="link-local, IPv6"),
        pytest.param("fe80::1%eth0", id="link-local with a zone"),
        pytest.param("2606:4700::1%eth0", id="public with a zone"),
        pytest.param("fec0::1", id="site-local"),
        pytest.param("ff02::1", id="multicast, IPv6"),
    ],
)
def test_an_address_that_is_not_of_the_public_internet_is_known(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2606:4700::1111",
        "2a00:1450::1",
        "::ffff:8.8.8.8",
    ],
)
def test_an_address_of_the_public_internet_is_known(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        pytest.param("127.0.0.1", "127.0.0.1", id="as usual"),
        pytest.param("127.0.0.1.", "127.0.0.1", id="with the root's dot"),
        pytest.param("0x7f000001", "127.0.0.1", id="one hexadecimal number"),
        pytest.param("0X7F.1", "127.0.0.1", id="capitals"),
        pytest.param("2130706433", "127.0.0.1", id="one decimal number"),
        pytest.param("017700000001", "127.0.0.1", id="one octal number"),
        pytest.param("0177.0.0.1", "127.0.0.1", id="an octal byte"),
        pytest.param("0177.0.0x0.1", "127.0.0.1", id="all bases at once"),
        pytest.param("127.1", "127.0.0.1", id="two parts"),
        pytest.param("127.0.1", "127.0.0.1", id="three parts"),
        pytest.param("10.65535", "10.0.255.255", id="a last part of several bytes"),
        pytest.param("0", "0.0.0.0", id="zero"),
        pytest.param("0x", "0.0.0.0", id="a hexadecimal nothing"),
        pytest.param("%31%32%37.0.0.1", "127.0.0.1", id="percent-encoded"),
        pytest.param("::1", "::1", id="IPv6"),
        pytest.param("[::1]", "::1", id="in brackets"),
        pytest.param("[::ffff:127.0.0.1]", "::ffff:127.0.0.1", id="v4-mapped"),
        pytest.param("64:ff9b::7f00:1", "64:ff9b::7f00:1", id="NAT64"),
        pytest.param("fe80::1%25eth0", "fe80::1%eth0", id="with a zone"),
        pytest.param("localhost", "127.0.0.1", id="localhost"),
        pytest.param("news.LOCALHOST.", "127.0.0.1", id="below localhost"),
    ],
)
def test_a_host_that_is_an_address_is_read_as_browsers_do(host: str, expected: str) -> None:
    assert literal_address(host) == ip_address(expected)


@pytest.mark.parametrize(
    "host",
    [
        pytest.param("example.org", id="a name"),
        pytest.param("0x7f.example", id="a name that begins as a number"),
        pytest.param("1.2.3.4.5", id="too many parts"),
        pytest.param("256.1.1.1", id="no byte"),
        pytest.param("1.2.3.256", id="no last byte"),
        pytest.param("4294967296", id="too large"),
        pytest.param("09.1.1.1", id="no octal number"),
        pytest.param("1..1", id="an empty part"),
        pytest.param("", id="nothing"),
        pytest.param("[::g]", id="no IPv6"),
        pytest.param("9" * 5000, id="very long"),
        pytest.param("localhost.example.org", id="not below localhost"),
    ],
)
def test_what_is_no_address_is_left_to_the_resolver(host: str) -> None:
    assert literal_address(host) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        pytest.param("http://Example.org/a", ("example.org", 80), id="http"),
        pytest.param("https://example.org./a", ("example.org", 443), id="https, root's dot"),
        pytest.param("http://example.org:8000/{page}", ("example.org", 8000), id="a template"),
        pytest.param("http://bücher.example/", ("xn--bcher-kva.example", 80), id="IDNA"),
        pytest.param("http://[::1]:8000/", ("::1", 8000), id="IPv6"),
        pytest.param("http://u:p@127.0.0.1:1@[::1]:2/", ("::1", 2), id="two at signs"),
        pytest.param("file:///etc/passwd", None, id="a file"),
        pytest.param("ftp://example.org/", None, id="ftp"),
        pytest.param("data:text/html,x", None, id="data"),
        pytest.param("http://", None, id="no host"),
        pytest.param("http://example.org:99999/", None, id="no port"),
        pytest.param("http://[::1", None, id="half a bracket"),
    ],
)
def test_host_and_port_of_an_address(url: str, expected: tuple[str, int] | None) -> None:
    assert host_port(url) == expected


def test_a_source_trusts_the_hosts_and_ports_that_its_file_names(source_from: SourceFrom) -> None:
    source = source_from(
        """
        discover:
          - {kind: category, url: "http://127.0.0.1:8001/", request: {proxy: "http://10.0.0.2:1"}}
          - {kind: json, url: "http://intranet/list?page={page}", items: a, fields: {url: u}}
        backfill: [{kind: category, url: "https://[::1]/"}]
        share: {link: "http://127.0.0.2:8002/{identifier}", content: "http://127.0.0.3:8003/{identifier}"}
        domains: [127.0.0.9]
        request: {proxy: "http://u:p@127.0.0.1:3128"}
        """.replace("\n        ", "\n")
    )
    trust = trust_of(source, {"HTTPS_PROXY": "http://10.0.0.1:8080", "http_proxy": "squid:3128"})
    assert trust.hosts == {
        ("127.0.0.1", 8001),
        ("intranet", 80),
        ("::1", 443),
        ("127.0.0.2", 8002),
        ("127.0.0.3", 8003),
    }
    assert trust.proxies == {
        ("127.0.0.1", 3128),
        ("10.0.0.2", 1),
        ("10.0.0.1", 8080),
        ("squid", 3128),
    }


def test_another_port_scheme_or_spelling_is_not_trusted() -> None:
    trust = Trust(hosts=frozenset({("127.0.0.1", 8000), ("intranet", 80)}))
    assert trust.allows("http://127.0.0.1:8000/a?b")
    assert trust.allows("http://INTRANET/")
    for url in (
        "http://127.0.0.1:8001/",
        "http://127.0.0.1/",
        "https://intranet/",
        "http://0x7f000001:8000/",
        "http://127.0.0.1:8000@10.0.0.1/",
        "ftp://127.0.0.1:8000/",
    ):
        assert not trust.allows(url)


def test_a_proxy_is_dialled_but_not_followed_to() -> None:
    trust = Trust(proxies=frozenset({("squid", 3128)}))
    assert trust.allows_dial("squid", 3128)
    assert trust.allows_dial("SQUID.", 0), "the tunnel to a proxy does not tell its port"
    assert not trust.allows_dial("squid", 3129)
    assert not trust.allows("http://squid:3128/")
