from __future__ import annotations

from typing import Any

from newsbot.fetch.endpoints import LazyEndpoints


class Endpoints:
    """Makes endpoints, and remembers which."""

    _bindAddress = ("127.0.0.1", 0)

    def __init__(self) -> None:
        self.made: list[str] = []

    def endpointForURI(self, uri: str) -> Endpoints:
        self.made.append(uri)
        return self

    def connect(self, protocolFactory: Any) -> Any:
        return protocolFactory


def test_an_endpoint_is_made_when_it_is_connected_to() -> None:
    endpoints = Endpoints()
    lazy: Any = LazyEndpoints(endpoints).endpointForURI("http://a.example")
    assert endpoints.made == []
    assert lazy.connect("factory") == "factory"
    assert endpoints.made == ["http://a.example"]


def test_connections_from_different_addresses_stay_apart() -> None:
    assert LazyEndpoints(Endpoints())._bindAddress == ("127.0.0.1", 0)
