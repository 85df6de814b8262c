from __future__ import annotations

import http.client
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from parsel import Selector

from newsbot.demo import Newsroom, NewsroomServer


@dataclass
class Reply:
    status: int
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def page(self) -> Selector:
        return Selector(self.text)


@dataclass
class Reader:
    """Reads from one server over one connection that is kept alive."""

    server: NewsroomServer
    connection: http.client.HTTPConnection

    def __call__(self, path: str, *, method: str = "GET", **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        self.connection.request(method, path, headers=named)
        answer = self.connection.getresponse()
        body = answer.read()
        return Reply(answer.status, dict(answer.getheaders()), body)


@pytest.fixture(scope="session")
def newsroom() -> Newsroom:
    return Newsroom()


@pytest.fixture
def serve() -> Iterator[Callable[..., Reader]]:
    """Start servers that end with the test."""
    readers: list[Reader] = []

    def start(newsroom: Newsroom, **options: object) -> Reader:
        server = NewsroomServer(newsroom, **options)
        server.start()
        address = server.url.removeprefix("http://")
        readers.append(Reader(server, http.client.HTTPConnection(address, timeout=10)))
        return readers[-1]

    yield start
    for reader in readers:
        reader.connection.close()
        reader.server.stop()


@pytest.fixture
def get(newsroom: Newsroom, serve: Callable[..., Reader]) -> Reader:
    return serve(newsroom)
