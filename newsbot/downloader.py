"""Thin Scrapy adapters: a downloader whose requests go through the hosts' gates.

Scrapy's own slots count a transfer only once its coroutine runs, ignore the limit for a host when
the delay is 0, and are apart for each crawler; see docs/decisions/.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from time import monotonic
from typing import TYPE_CHECKING, Any

from scrapy import signals
from scrapy.core.downloader import Downloader
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from twisted.web.client import HTTPConnectionPool

from newsbot.fetch.gate import HostGate, HostGates, RunStopped, Turn, host_key
from newsbot.fetch.retry_after import retry_after

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response
    from twisted.internet.defer import Deferred

BUSY = frozenset({429, 503})
"""Statuses with which a host asks for less (RFC 6585, 4; RFC 9110, 15.6.4)."""

_turn: ContextVar[Turn | None] = ContextVar("turn", default=None)


class GatedDownloader(Downloader):
    """Lets requests through one gate a host, which all crawlers of the process share."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        run = getattr(crawler.spider, "run", None)
        self._gates: HostGates = run.gates if run is not None else HostGates()
        self._transfers: set[asyncio.Task[Any]] = set()

    def cancel(self) -> None:
        """End what is in flight."""
        for transfer in self._transfers:
            transfer.cancel()

    async def _enqueue_request(self, request: Request) -> Response:
        gate = self._gates.of(host_key(request.url))
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
        except Exception:
            gate.back_off()
            raise
        finally:
            _turn.reset(token)
            self._transfers.discard(task)
        gate.took(monotonic() - started)
        _heed(gate, response)
        self._tell(signals.response_downloaded, request, response=response)
        return response

    def _tell(self, signal: object, request: Request, **more: Any) -> None:
        spider = self.crawler.spider
        self.signals.send_catch_log(signal=signal, request=request, spider=spider, **more)


class NotingPool(HTTPConnectionPool):
    """A pool that tells the gate when a request gets its connection and is written."""

    def getConnection(self, key: Any, endpoint: Any) -> Deferred[Any]:
        """Return a connection for the request that is under way in this context."""
        connection: Deferred[Any] = super().getConnection(key, endpoint)
        turn = _turn.get()
        return connection if turn is None else connection.addCallback(_noted, turn)


class GatedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler with a pool that tells when requests are written."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor

        pool = NotingPool(reactor, persistent=True)  # type: ignore[no-untyped-call]
        pool.maxPersistentPerHost = self._pool.maxPersistentPerHost
        pool._factory = self._pool._factory
        self._pool = pool


def _noted(connection: Any, turn: Turn) -> Any:
    turn.sent()
    return connection


def _heed(gate: HostGate, response: Response) -> None:
    """Do as the host asks: leave it alone for a while, or go on."""
    if response.status in BUSY and (seconds := retry_after(response.headers.get("Retry-After"))):
        gate.pause(seconds)
    elif response.status in BUSY or response.status >= 500:
        gate.back_off()
    else:
        gate.recover()
