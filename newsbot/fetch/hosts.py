"""Where a source's own headers may go, and where its redirects may lead.

A page decides where its links and redirects lead. What the owner's headers hold, a cookie or a key,
is for the hosts that the owner named, and for nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import urlsplit

from newsbot.fetch.guard import DEFAULT_PORTS, host_port
from newsbot.values.urls import host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.source import Source

Origin: TypeAlias = tuple[str, str, int]
"""Scheme, host and port (RFC 6454)."""

OWN_HEADERS: Final = "own_headers"
"""Key in a request's `meta`: header → value, as the source's file says. Redirects keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHosts:
    """The hosts that a source's file names."""

    origins: frozenset[Origin] = frozenset()
    """Who gets the headers of `request`."""
    domains: tuple[str, ...] = ()
    """Where redirects may lead, with the hosts below them."""

    def gets_headers(self, url: str) -> bool:
        """Tell whether the owner's headers go there."""
        return origin_of(url) in self.origins

    def allows_redirect(self, url: str) -> bool:
        """Tell whether a redirect there is followed."""
        host = host_of(url)
        # A site is the same with and without `www.`, and sends readers from one to the other.
        return hosts_match(host, self.domains) or f"www.{host}" in self.domains


def hosts_of(source: Source) -> SourceHosts:
    """Return the hosts that a source's file names, in its addresses and in `domains`."""
    named = frozenset(filter(None, map(origin_of, source.addresses())))
    hosts = sorted({*source.domains, *(host for _, host, _ in named)})
    return SourceHosts(
        origins=named | _upgraded(named) | frozenset(_by_name(source.domains, named)),
        domains=tuple(hosts),
    )


def origin_of(url: str) -> Origin | None:
    """Return an address's origin; None when it is no http(s) address."""
    where = host_port(url)
    return (urlsplit(url).scheme, *where) if where is not None else None


def _upgraded(named: Iterable[Origin]) -> frozenset[Origin]:
    """Return the same hosts over TLS; never the other way round, where all can read along."""
    return frozenset(
        ("https", host, DEFAULT_PORTS["https"])
        for scheme, host, port in named
        if port == DEFAULT_PORTS[scheme]
    )


def _by_name(domains: Iterable[str], named: frozenset[Origin]) -> Iterable[Origin]:
    """Yield the usual ports of hosts that `domains` alone names; http where the file has some."""
    schemes = {"https", *(scheme for scheme, _, _ in named)}
    for domain in set(domains) - {host for _, host, _ in named}:
        for scheme in schemes:
            yield scheme, domain, DEFAULT_PORTS[scheme]
