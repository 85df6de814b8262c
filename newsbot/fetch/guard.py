"""The address guard: which addresses may be asked when it was a page that named them.

Whoever publishes a page decides where its links and redirects lead: also into the network that
newsbot runs in. So only public addresses are asked, and the hosts and ports that the owner wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import unquote, urlsplit

from newsbot.values.urls import host_of

if TYPE_CHECKING:
    from newsbot.source import Source

Address: TypeAlias = IPv4Address | IPv6Address

HostPort: TypeAlias = tuple[str, int]
"""A host in lower case and IDNA, and a port."""

DEFAULT_PORTS: Final = {"http": 80, "https": 443}

# https://www.iana.org/assignments/iana-ipv4-special-registry/, and multicast (RFC 5771).
NOT_PUBLIC_4: Final = (
    IPv4Network("0.0.0.0/8"),  # this network
    IPv4Network("10.0.0.0/8"),  # private use
    IPv4Network("100.64.0.0/10"),  # shared between customers of a provider
    IPv4Network("127.0.0.0/8"),  # loopback
    IPv4Network("169.254.0.0/16"),  # link-local; the metadata of cloud machines is there
    IPv4Network("172.16.0.0/12"),  # private use
    IPv4Network("192.0.0.0/24"),  # protocol assignments
    IPv4Network("192.0.2.0/24"),  # documentation
    IPv4Network("192.88.99.0/24"),  # relays of 6to4, deprecated
    IPv4Network("192.168.0.0/16"),  # private use
    IPv4Network("198.18.0.0/15"),  # benchmarks
    IPv4Network("198.51.100.0/24"),  # documentation
    IPv4Network("203.0.113.0/24"),  # documentation
    IPv4Network("224.0.0.0/4"),  # multicast
    IPv4Network("240.0.0.0/4"),  # reserved, and broadcast
)

GLOBAL_6: Final = IPv6Network("2000::/3")
"""All of IPv6 that is given to hosts so far
(https://www.iana.org/assignments/ipv6-address-space/). Loopback, private, link-local, multicast
and NAT64 (64:ff9b::/96, 64:ff9b:1::/48) are outside of it."""

# https://www.iana.org/assignments/iana-ipv6-special-registry/
NOT_PUBLIC_6: Final = (
    IPv6Network("2001::/23"),  # protocol assignments: Teredo, benchmarks, ORCHID
    IPv6Network("2001:db8::/32"),  # documentation
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address is in it
    IPv6Network("3fff::/20"),  # documentation
)

_NUMBER: Final = re.compile(r"0x[0-9a-f]*|[0-9]+")


def is_public(address: Address) -> bool:
    """Tell whether an address belongs to a host of the public internet."""
    if isinstance(address, IPv4Address):
        return not any(address in network for network in NOT_PUBLIC_4)
    if address.ipv4_mapped is not None:
        return is_public(address.ipv4_mapped)
    if address.scope_id is not None or address not in GLOBAL_6:
        return False
    return not any(address in network for network in NOT_PUBLIC_6)


def literal_address(host: str) -> Address | None:
    """Return the address that a host is by itself; None when it is a name that must be looked up.

    Numbers are read as browsers and `inet_aton` read them: `0x7f000001`, `2130706433`,
    `0177.0.0.1`, `127.1` (https://url.spec.whatwg.org/#concept-ipv4-parser). `localhost` and the
    names below it are loopback (RFC 6761, 6.3).
    """
    name = unquote(host).strip("[]").rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return IPv4Address("127.0.0.1")
    if ":" in name:
        try:
            return ip_address(name)
        except ValueError:
            return None
    return _from_numbers(name.split("."))


def _from_numbers(parts: list[str]) -> IPv4Address | None:
    """Read up to four numbers, of which the last fills all the bytes that are left."""
    if len(parts) > 4 or not all(map(_NUMBER.fullmatch, parts)):
        return None
    try:
        *first, last = map(_number, parts)
    except ValueError:
        return None
    room = 256 ** (4 - len(first))
    if last >= room or any(number > 255 for number in first):
        return None
    shifted = (number << 8 * (3 - index) for index, number in enumerate(first))
    return IPv4Address(sum(shifted) + last)


def _number(text: str) -> int:
    """Read a decimal, octal or hexadecimal number. Raises ValueError."""
    if len(text) > 64:
        raise ValueError("too long")
    if text.startswith("0x"):
        return int(text[2:] or "0", 16)
    return int(text, 8 if text.startswith("0") else 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """What the owner wrote: it may be asked wherever it is."""

    hosts: frozenset[HostPort] = frozenset()
    """Hosts with the port of the address that they were written in."""
    proxies: frozenset[HostPort] = frozenset()
    """May be dialled, but a page's link to them is not followed."""

    def allows(self, url: str) -> bool:
        """Tell whether the host and port of an address are the owner's."""
        return host_port(url) in self.hosts

    def allows_dial(self, host: str, port: int) -> bool:
        """Tell whether a connection there is the owner's wish; port 0 stands for any."""
        known = self.hosts | self.proxies
        name = _comparable(host)
        return (name, port) in known or (port == 0 and any(name == one for one, _ in known))


def trust_of(source: Source, environ: Mapping[str, str]) -> Trust:
    """Return what a source's file trusts, and the proxies that the environment names."""
    named = [options.proxy for options in source.request_options() if options.proxy]
    general = (value for name, value in environ.items() if name.lower() in _PROXY_VARIABLES)
    proxies = (url if "://" in url else f"http://{url}" for url in (*named, *general))
    return Trust(hosts=_host_ports(source.addresses()), proxies=_host_ports(proxies))


_PROXY_VARIABLES: Final = frozenset({"http_proxy", "https_proxy", "all_proxy"})


def host_port(url: str) -> HostPort | None:
    """Return an address's host and port; None when it cannot be read or is not http(s)."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    name = parts.hostname or ""
    host = _comparable(name) if name.isascii() else host_of(url)
    if not host or parts.scheme not in DEFAULT_PORTS:
        return None
    return host, port if port is not None else DEFAULT_PORTS[parts.scheme]


def _host_ports(urls: Iterable[str]) -> frozenset[HostPort]:
    return frozenset(found for url in urls if (found := host_port(url)) is not None)


def _comparable(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()
