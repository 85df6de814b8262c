"""Real endpoints behind the guard: names are the test's, and a recorder takes the dials."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.endpoints import HostnameEndpoint
from twisted.internet.interfaces import IHostnameResolver, IReactorPluggableNameResolver
from twisted.internet.protocol import Factory
from twisted.internet.testing import MemoryReactorClock
from zope.interface import implementer

from newsbot.fetch.guard import Trust
from newsbot.fetch.resolver import Dial, GuardedResolver, under_way


@implementer(IHostnameResolver)
class Names:
    """Resolves names to what the test says, each time the next of several answers."""

    def __init__(self, answers: Mapping[str, list[tuple[str, ...]]]) -> None:
        self.answers = {name: list(several) for name, several in answers.items()}
        self.asked: list[str] = []

    def resolveHostName(
        self, receiver: Any, hostName: str, portNumber: int = 0, *_: Any, **__: Any
    ) -> Any:
        self.asked.append(hostName)
        receiver.resolutionBegan(self)
        for host in self.answers[hostName].pop(0):
            kind = IPv6Address if ":" in host else IPv4Address
            receiver.addressResolved(kind("TCP", host, portNumber))
        receiver.resolutionComplete()
        return self


@implementer(IReactorPluggableNameResolver)
class Recorder(MemoryReactorClock):
    """A reactor that dials nowhere, and notes where it was to dial."""

    def __init__(self, names: Names) -> None:
        super().__init__()
        self.nameResolver: Any = names
        GuardedResolver.from_crawler(None, self).install_on_reactor()  # type: ignore[arg-type]

    def installNameResolver(self, resolver: Any) -> Any:
        self.nameResolver = resolver

    def dial(self, host: str, port: int = 80) -> list[tuple[str, int]]:
        """Dial as an HTTP client does; return where connections went."""
        before = len(self.tcpClients)
        endpoint = HostnameEndpoint(self, host.encode(), port)
        failures: list[Any] = []
        endpoint.connect(Factory()).addErrback(failures.append)
        self.advance(1)
        return [(str(client[0]), client[1]) for client in self.tcpClients[before:]]


@pytest.fixture(autouse=True)
def _nobody_is_under_way() -> Iterator[None]:
    token = under_way.set(None)
    yield
    under_way.reset(token)


def request_of(*trusted: tuple[str, int]) -> Dial:
    """Let a request of a source that trusts some hosts be under way."""
    dial = Dial(trust=Trust(hosts=frozenset(trusted)))
    under_way.set(dial)
    return dial


@pytest.mark.parametrize(
    ("name", "address"),
    [
        pytest.param("127.0.0.1", None, id="a literal"),
        pytest.param("::1", None, id="an IPv6 literal"),
        pytest.param("::ffff:127.0.0.1", None, id="a v4-mapped literal"),
        pytest.param("64:ff9b::7f00:1", None, id="a NAT64 literal"),
        pytest.param("169.254.169.254", None, id="a cloud's metadata"),
        pytest.param("0x7f000001", "127.0.0.1", id="a hexadecimal literal, which the system reads"),
        pytest.param("2130706433", "127.0.0.1", id="a decimal literal, which the system reads"),
        pytest.param("inside.example", "10.0.0.1", id="a name"),
        pytest.param("six.example", "fd00::1", id="a name with an IPv6 address"),
        pytest.param("zone.example", "fe80::1%eth0", id="a name with a zone"),
    ],
)
def test_nothing_that_is_not_public_is_dialled(name: str, address: str | None) -> None:
    reactor = Recorder(Names({name: [(address,)]} if address else {}))
    dial = request_of()
    assert reactor.dial(name) == []
    assert dial.refused == [address or name]


def test_without_a_request_only_public_addresses_are_dialled() -> None:
    reactor = Recorder(Names({"a.example": [("10.0.0.1", "1.1.1.1")]}))
    assert reactor.dial("127.0.0.1") == []
    assert reactor.dial("a.example") == [("1.1.1.1", 80)]


def test_public_addresses_are_dialled() -> None:
    reactor = Recorder(Names({"a.example": [("1.1.1.1",)], "b.example": [("2606:4700::1111",)]}))
    dial = request_of()
    assert reactor.dial("a.example", 443) == [("1.1.1.1", 443)]
    assert reactor.dial("b.example", 443) == [("2606:4700::1111", 443)]
    assert reactor.dial("1.0.0.1") == [("1.0.0.1", 80)]
    assert dial.refused == []


def test_of_several_addresses_only_the_public_ones_are_dialled() -> None:
    reactor = Recorder(Names({"a.example": [("127.0.0.1", "1.1.1.1", "::1")]}))
    dial = request_of()
    assert reactor.dial("a.example") == [("1.1.1.1", 80)]
    assert dial.refused == ["127.0.0.1", "::1"]


def test_a_name_that_changes_its_address_is_dialled_where_it_was_checked() -> None:
    names = Names({"a.example": [("1.1.1.1",), ("127.0.0.1",), ("1.1.1.1",)]})
    reactor = Recorder(names)
    dial = request_of()
    assert reactor.dial("a.example") == [("1.1.1.1", 80)]
    assert names.asked == ["a.example"], "looked up once: there is no second answer to be fooled by"
    assert reactor.dial("a.example") == []
    assert dial.refused == ["127.0.0.1"]
    assert reactor.dial("a.example") == [("1.1.1.1", 80)]


def test_what_the_owner_wrote_is_dialled_wherever_it_is_but_at_its_port_only() -> None:
    reactor = Recorder(Names({"intranet": [("10.0.0.1",), ("10.0.0.1",)]}))
    request_of(("intranet", 8000), ("127.0.0.1", 8001))
    assert reactor.dial("intranet", 8000) == [("10.0.0.1", 8000)]
    assert reactor.dial("127.0.0.1", 8001) == [("127.0.0.1", 8001)]
    assert reactor.dial("intranet", 8001) == []
    assert reactor.dial("127.0.0.1", 8000) == []


def test_what_one_source_trusts_is_closed_to_the_pages_of_another() -> None:
    reactor = Recorder(Names({"intranet": [("10.0.0.1",), ("10.0.0.1",)]}))
    request_of(("intranet", 80))
    assert reactor.dial("intranet") == [("10.0.0.1", 80)]
    request_of()
    assert reactor.dial("intranet") == []


def test_a_spider_without_a_source_file_goes_where_it_likes() -> None:
    reactor = Recorder(Names({}))
    under_way.set(Dial(trust=None))
    assert reactor.dial("127.0.0.1") == [("127.0.0.1", 80)]
