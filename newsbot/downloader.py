"""Thin Scrapy adapters: a downloader whose requests go through the hosts' gates.

Scrapy's own slots count a transfer only once its coroutine runs, ignore the limit for a host when
the delay is 0, and are apart for each crawler; see docs/decisions/.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, NoReturn

from scrapy import signals
from scrapy.core.downloader import Downloader
from scrapy.core.downloader.handlers.http11 import (
    HTTP11DownloadHandler,
    TunnelError,
    _BindAddressAgent,
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _ScrapyAgent,
)
from scrapy.exceptions import (
    DownloadFailedError,
)
from scrapy.utils._download_handlers import wrap_twisted_exceptions
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.error import ConnectError
from twisted.internet.error import TimeoutError as ConnectTimeout
from twisted.internet.interfaces import IHandshakeListener, ISSLTransport
from twisted.web.client import Agent, HTTPConnectionPool
from zope.interface import implementer

from newsbot.fetch.endpoints import LazyEndpoints
from newsbot.fetch.gate import HostGate, HostGates, RunStopped, Turn, host_key
from newsbot.fetch.reasons import TROUBLE, reason_of
from newsbot.fetch.retry_after import retry_after

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred
    from twisted.internet.interfaces import IAddress

BUSY: Final = frozenset({429, 503})
"""Statuses with which a host asks for less (RFC 6585, 4; RFC 9110, 15.6.4)."""

CONNECT_TIMEOUT: Final = 15
"""Seconds until a connection must stand; an answer may take DOWNLOAD_TIMEOUT."""

MOST_UNFINISHED: Final = 64
"""Answers on their way into the archive, at the most, before more is asked for: a kill loses them,
and they take up memory."""

_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


class GatedDownloader(Downloader):
    """Lets requests through one gate a host, which all crawlers of the process share."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        run = getattr(crawler.spider, "run", None)
        self.gates: HostGates = run.gates if run is not None else HostGates()
        self._transfers: set[asyncio.Task[Any]] = set()

    def needs_backout(self) -> bool:
        """Tell whether to start no more requests: enough are in flight, or not archived yet."""
        engine = self.crawler.engine
        slot = engine.scraper.slot if engine is not None else None
        unfinished = len(slot.active) + len(slot.queue) if slot is not None else 0
        return super().needs_backout() or unfinished >= MOST_UNFINISHED

    def cancel(self) -> None:
        """End what is in flight."""
        for transfer in self._transfers:
            transfer.cancel()

    async def _enqueue_request(self, request: Request) -> Response:
        gate = self.gates.of(host_key(request.url))
        gate.limit(delay=self._delay, concurrency=self.domain_concurrency)
        self._tell(signals.request_reached_downloader, request)
        async with gate.turn() as turn:
            try:
                return await self._transfer(request, gate, turn)
            finally:
                self._tell(signals.request_left_downloader, request)

    async def _transfer(self, request: Request, gate: HostGate, turn: Turn) -> Response:
        task = asyncio.current_task()
        assert task is not None
        self._transfers.add(task)
        started = monotonic()
        token = _turn.set(turn)
        try:
            response = await self.handlers.download_request_async(request)
        except asyncio.CancelledError as error:
            raise RunStopped from error
        except TROUBLE as error:
            gate.failed(turn, reason_of(error)[0])
            raise
        finally:
            _turn.reset(token)
            self._transfers.discard(task)
        _heed(gate, turn, response, seconds=monotonic() - started)
        self._tell(signals.response_downloaded, request, response=response)
        return response

    def _tell(self, signal: object, request: Request, **more: Any) -> None:
        spider = self.crawler.spider
        self.signals.send_catch_log(signal=signal, request=request, spider=spider, **more)


def _heed(gate: HostGate, turn: Turn, response: Response, *, seconds: float) -> None:
    """Do as the host asks: leave it alone for a while, or go on."""
    if response.status < 500 and response.status not in BUSY:
        gate.health.answered(seconds)
        return
    gate.failed(turn, f"HTTP {response.status}")
    if response.status in BUSY and (asked := retry_after(response.headers.get("Retry-After"))):
        gate.pause(asked, f"HTTP {response.status}")


@implementer(IHandshakeListener)
class NotingProtocol(_LenientHTTP11ClientProtocol):
    """A connection that tells the gate when a request has gone out."""

    turn: Turn | None = None
    _is_secured = False

    def request(self, request: Any) -> Deferred[Any]:
        """Write a request."""
        response = super().request(request)
        if self._is_secured or not ISSLTransport.providedBy(self.transport):
            self._note()
        return response

    def handshakeCompleted(self) -> None:
        """Note that what was written before the handshake goes out now."""
        self._is_secured = True
        self._note()

    def _note(self) -> None:
        """Tell the gate after the reactor's next turn, which is when it empties its buffers."""
        turn, self.turn = self.turn, None
        if turn is not None:
            loop = asyncio.get_running_loop()
            loop.call_soon(loop.call_soon, turn.sent)


class NotingFactory(_LenientHTTP11ClientFactory):
    """Makes connections that tell the gate."""

    def buildProtocol(self, addr: IAddress | None) -> NotingProtocol:
        """Return a new connection."""
        return NotingProtocol(self._quiescentCallback)  # type: ignore[no-untyped-call]


class NotingPool(HTTPConnectionPool):
    """A pool that tells each connection which turn its next request is.

    It sends nothing twice by itself: a request that was lost with its connection is tried again
    through the gate.
    """

    _factory = NotingFactory
    retryAutomatically = False

    def getConnection(self, key: Any, endpoint: Any) -> Deferred[Any]:
        """Return a connection for the request that is under way in this context."""
        connection: Deferred[Any] = super().getConnection(key, endpoint)
        connection.addTimeout(CONNECT_TIMEOUT, self._reactor, _connecting_took_too_long)
        return connection.addCallback(_for_turn, _turn.get())


class ReusingAgent(_ScrapyAgent):
    """Sends a request; where the host is, is asked only when no connection to it is open."""

    def _get_agent(self, request: Request, timeout: float) -> Agent:
        agent = super()._get_agent(request, timeout)
        if type(agent) is _BindAddressAgent:  # those for proxies have endpoints of their own
            agent._endpointFactory = LazyEndpoints(agent._endpointFactory)
        return agent


class GatedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler with a pool that tells when requests have gone out."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor

        pool = NotingPool(reactor, persistent=True)  # type: ignore[no-untyped-call]
        pool.maxPersistentPerHost = self._pool.maxPersistentPerHost
        self._pool = pool

    async def download_request(self, request: Request) -> Response:
        """Send a request. Errors that Scrapy passes on as they are become one of its own."""
        agent = ReusingAgent(
            contextFactory=self._contextFactory,
            bindAddress=self._bind_address,
            pool=self._pool,
            maxsize=self._default_maxsize,
            warnsize=self._default_warnsize,
            fail_on_dataloss=self._fail_on_dataloss,
            crawler=self._crawler,
            tls_verbose_logging=self._tls_verbose_logging,
        )
        try:
            with wrap_twisted_exceptions():
                return await maybe_deferred_to_future(agent.download_request(request))
        except (ConnectError, TunnelError) as error:
            raise DownloadFailedError(str(error)) from error


def _connecting_took_too_long(_: Any, seconds: float) -> NoReturn:
    why = f"no connection in {seconds:.0f} seconds"
    raise ConnectTimeout(string=why)  # type: ignore[no-untyped-call]


def _for_turn(connection: Any, turn: Turn | None) -> Any:
    connection.turn = turn
    return connection
