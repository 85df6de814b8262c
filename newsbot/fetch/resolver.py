"""A resolver that gives out only addresses that may be dialled.

It stands between a request and every connection, to literal addresses too. What it gave is what
is dialled: nothing is looked up a second time, so that a name cannot change its address between
check and use. For the same reason nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass, field
from ipaddress import IPv4Address as PlainIPv4Address
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final

from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from newsbot.fetch.guard import Trust, is_public

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

NO_TRUST: Final = Trust()


@dataclass(slots=True, kw_only=True)
class Dial:
    """The connection that a request needs: what it may lead to, and what it was refused."""

    trust: Trust | None
    """None: everything is allowed, to spiders that no source file stands behind."""
    refused: list[str] = field(default_factory=list)
    """Addresses that the host has and that were not dialled."""


under_way: ContextVar[Dial | None] = ContextVar("under_way", default=None)
"""The connection of the request that is under way; without one only public addresses are given."""


@implementer(IHostnameResolver)
class GuardedResolver:
    """Resolves names by another resolver, and passes on what the request may lead to.

    There is one for a whole process. Whose request it is stands in `under_way`, so that what one
    source trusts is not open to the pages of another.
    """

    def __init__(self, reactor: Any, resolver: Any) -> None:
        # Any: zope's interfaces are no types without a plugin of their own.
        self._reactor = reactor
        self._resolver = resolver

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> GuardedResolver:
        """Make the resolver, in front of the reactor's own."""
        return cls(reactor, reactor.nameResolver)

    def install_on_reactor(self) -> None:
        """Put the resolver in the place of the reactor's own."""
        self._reactor.installNameResolver(self)

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[Any]] | None = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """Resolve a host that is about to be dialled at a port."""
        dial = under_way.get() or Dial(trust=NO_TRUST)
        is_trusted = dial.trust is None or dial.trust.allows_dial(hostName, portNumber)
        receiver = _GuardedReceiver(resolutionReceiver, dial, is_trusted=is_trusted)
        if (literal := _literal(hostName, portNumber)) is not None:
            return _answer(receiver, hostName, literal)
        return self._resolver.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )


@implementer(IResolutionReceiver)
class _GuardedReceiver:
    """Passes on the addresses that may be dialled, and notes the others."""

    def __init__(self, receiver: Any, dial: Dial, *, is_trusted: bool) -> None:
        self._receiver = receiver
        self._dial = dial
        self._is_trusted = is_trusted

    def resolutionBegan(self, resolution: Any) -> None:
        """Pass on that a look-up has begun."""
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:
        """Pass an address on, or note it."""
        if self._is_trusted or _may_be_dialled(address.host):
            self._receiver.addressResolved(address)
        else:
            self._dial.refused.append(address.host)

    def resolutionComplete(self) -> None:
        """Pass on that all addresses are known."""
        self._receiver.resolutionComplete()


@implementer(IHostResolution)
class _Resolution:
    """A look-up that needed none."""

    def __init__(self, name: str) -> None:
        self.name = name

    def cancel(self) -> None:
        """Do nothing: it is over."""


def _answer(receiver: _GuardedReceiver, host: str, address: Any) -> _Resolution:
    resolution = _Resolution(host)
    receiver.resolutionBegan(resolution)
    receiver.addressResolved(address)
    receiver.resolutionComplete()
    return resolution


def _literal(host: str, port: int) -> IPv4Address | IPv6Address | None:
    """Return a host that is an address in the usual spelling; others are the system's to read."""
    try:
        address = ip_address(host)
    except ValueError:
        return None
    if isinstance(address, PlainIPv4Address):
        return IPv4Address("TCP", host, port)
    return IPv6Address("TCP", host, port)


def _may_be_dialled(host: str) -> bool:
    try:
        return is_public(ip_address(host))
    except ValueError:
        return False
