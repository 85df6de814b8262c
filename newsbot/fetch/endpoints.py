"""Where connections lead, worked out only for requests that open one.

Most go over a connection that is open, and a host's name and TLS context cost half as much as the
request itself.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from twisted.internet.interfaces import IStreamClientEndpoint
from twisted.web.iweb import IAgentEndpointFactory
from zope.interface import implementer

if TYPE_CHECKING:
    from collections.abc import Callable

    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IProtocolFactory


@implementer(IStreamClientEndpoint)
class LazyEndpoint:
    """An endpoint that is made when it is connected to."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    def connect(self, protocolFactory: IProtocolFactory) -> Deferred[Any]:
        """Make the endpoint and connect to it."""
        connection: Deferred[Any] = self._make().connect(protocolFactory)
        return connection


@implementer(IAgentEndpointFactory)
class LazyEndpoints:
    """A factory of endpoints, each made when it is connected to."""

    def __init__(self, endpoints: Any) -> None:
        self._endpoints = endpoints
        self._bindAddress = endpoints._bindAddress
        """By which Scrapy tells connections apart."""

    def endpointForURI(self, uri: Any) -> LazyEndpoint:
        """Return the endpoint of an address."""
        return LazyEndpoint(partial(self._endpoints.endpointForURI, uri))
