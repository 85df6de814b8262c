"""Serves a newsroom on loopback."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Mapping
from http.server import ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Final, NamedTuple, Self

from newsbot.demo.desk import Edit
from newsbot.demo.faults import FaultLike, Faults
from newsbot.demo.handler import Handler
from newsbot.demo.newsroom import Newsroom
from newsbot.demo.offers import EVERYTHING, Offers

POLL: Final = 0.02
"""Seconds that `stop()` may have to wait for the listener."""


class Request(NamedTuple):
    """A request that came in."""

    method: str
    path: str
    """Path and query as they were sent."""
    time: float
    """Seconds on the monotonic clock, when its head had been read."""


class NewsroomServer:
    """A newsroom behind HTTP/1.1, from `with` or `start()` to `stop()`.

    `newsroom`, `faults` and `offers` may be changed while it serves.
    """

    def __init__(
        self,
        newsroom: Newsroom | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        faults: Mapping[str, FaultLike] | None = None,
        offers: Offers = EVERYTHING,
        record: bool = True,
    ) -> None:
        self.newsroom = newsroom or Newsroom()
        self.faults = Faults(faults)
        self.offers = offers
        self.requests: list[Request] = []
        self._record = record
        self._listener = _Listener((host, port), self)
        self._thread = Thread(target=self._listener.serve_forever, args=(POLL,), daemon=True)

    @property
    def url(self) -> str:
        """Scheme, host and port, without a slash at the end."""
        host, port = self._listener.server_address[:2]
        return f"http://{host!s}:{port}"

    def edit(self, identifier: str, *, headline: str = "", paragraph: str = "") -> None:
        """Change a story after its publication; KeyError when there is none."""
        edit = Edit(headline=headline, paragraph=paragraph)
        self.newsroom = self.newsroom.with_edit(identifier, edit)

    def record(self, method: str, path: str) -> None:
        """Remember a request, if this server does."""
        if self._record:
            self.requests.append(Request(method, path, time.monotonic()))

    def start(self) -> None:
        """Serve in a thread of its own."""
        self._thread.start()

    def stop(self) -> None:
        """Close all connections and wait until their threads have ended."""
        if self._thread.is_alive():
            self._listener.shutdown()
            self._thread.join()
        self._listener.hang_up()
        self._listener.server_close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()


class _Listener(ThreadingHTTPServer):
    """Accepts connections, and knows them, so that idle ones can be ended."""

    request_queue_size = 256
    daemon_threads = False  # server_close() waits for those that are not daemons only

    def __init__(self, address: tuple[str, int], owner: NewsroomServer) -> None:
        self.owner = owner
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(address, Handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accept a connection."""
        connection, address = super().get_request()
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        with self._lock:
            self._open.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Show an error, unless it is only that the reader has left."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)

    def hang_up(self) -> None:
        """End all connections, so that their threads stop waiting for another request."""
        with self._lock:
            for connection in self._open:
                _shut(connection)


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # the other side was faster
