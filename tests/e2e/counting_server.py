"""A server that knows when each request arrived and how many were in flight."""

from __future__ import annotations

import contextlib
import socket
import struct
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from threading import Lock, Thread
from types import TracebackType
from typing import NamedTuple, Self

SO_TIMESTAMPNS = 35
"""Linux: when a segment arrived at the socket, however late its reader was (socket(7))."""


class Answer(NamedTuple):
    """What is sent back; with status 0 nothing is, and the connection ends."""

    status: int = 200
    body: str = ""
    headers: Mapping[str, str] = {}
    hold: float = 0.0
    """Seconds that the answer is held back."""


class Seen(NamedTuple):
    """A request as the server saw it."""

    target: str
    arrived: float
    """Seconds of the wall clock, as the kernel has it."""
    in_flight: int
    """Requests that had arrived and were not answered, with this one."""
    agent: str


@dataclass(slots=True)
class CountingServer:
    """Serves `answer(target, number)`: the number says how often it was asked for that before."""

    answer: Callable[[str, int], Answer]
    seen: list[Seen] = field(default_factory=list)
    host: str = "127.0.0.1"
    url: str = ""
    """Scheme, host and port."""
    _in_flight: int = 0
    _asked: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _open: list[socket.socket] = field(default_factory=list)
    _listener: socket.socket = field(default_factory=socket.socket)
    _thread: Thread | None = None

    def __post_init__(self) -> None:
        self._listener.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
        self._listener.bind((self.host, 0))
        self._listener.listen(128)
        self.url = f"http://{self.host}:{self._listener.getsockname()[1]}"

    def targets(self) -> list[str]:
        """Return what was asked for, in the order of arrival."""
        return [one.target for one in sorted(self.seen, key=lambda one: one.arrived)]

    def gaps(self) -> list[float]:
        """Return the seconds between one request and the next."""
        arrived = sorted(one.arrived for one in self.seen)
        return [after - before for before, after in pairwise(arrived)]

    def most_in_flight(self) -> int:
        """Return how many requests were in flight at the most."""
        return max(one.in_flight for one in self.seen)

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._accept, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for connection in (self._listener, *self._open):
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                connection.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)
                self._open.append(connection)
                Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while (head := _read_head(connection)) is not None:
                text, arrived = head
                answer = self._note(text, arrived)
                time.sleep(answer.hold)
                # Before the answer goes out: who has it may ask again at once.
                with self._lock:
                    self._in_flight -= 1
                if not answer.status:
                    break
                connection.sendall(_as_bytes(answer))
        connection.close()

    def _note(self, head: str, arrived: float) -> Answer:
        first, *lines = head.split("\r\n")
        target = first.split(" ")[1]
        agents = [line.partition(": ")[2] for line in lines if line.lower().startswith("user-ag")]
        with self._lock:
            self._in_flight += 1
            number = self._asked.get(target, 0)
            self._asked[target] = number + 1
            self.seen.append(Seen(target, arrived, self._in_flight, "".join(agents)))
        return self.answer(target, number)


def _read_head(connection: socket.socket) -> tuple[str, float] | None:
    """Return a request's head and when it began to arrive; None at the end."""
    data, arrived = b"", 0.0
    while b"\r\n\r\n" not in data:
        some, control, _, _ = connection.recvmsg(65536, 256)
        if not some:
            return None
        arrived = arrived or _arrival(control)
        data += some
    return data.decode("latin-1"), arrived


def _arrival(control: list[tuple[int, int, bytes]]) -> float:
    for _, kind, data in control:
        if kind == SO_TIMESTAMPNS:
            seconds, nanoseconds = struct.unpack_from("qq", data)
            return float(seconds + nanoseconds / 1e9)
    return time.time()


def _as_bytes(answer: Answer) -> bytes:
    body = answer.body.encode()
    headers = {"Content-Type": "text/html", "Content-Length": str(len(body)), **answer.headers}
    lines = [f"HTTP/1.1 {answer.status} -", *(f"{name}: {text}" for name, text in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + body
