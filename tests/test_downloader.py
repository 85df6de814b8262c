from __future__ import annotations

from twisted.internet.defer import Deferred
from twisted.internet.error import TimeoutError as ConnectTimeout
from twisted.internet.task import Clock

from newsbot.downloader import CONNECT_TIMEOUT, NotingPool


class Silent:
    """An endpoint whose packets nobody answers."""

    def connect(self, factory: object) -> Deferred[object]:
        return Deferred()


def test_a_connection_that_nobody_answers_is_given_up_long_before_a_slow_answer_is() -> None:
    clock = Clock()
    connection = NotingPool(clock).getConnection(("http", b"silent", 80), Silent())
    errors: list[object] = []
    connection.addErrback(lambda failure: errors.append(failure.value))
    clock.advance(CONNECT_TIMEOUT - 1)
    assert errors == []
    clock.advance(1)
    (error,) = errors
    assert isinstance(error, ConnectTimeout)
    assert "no connection in 15 seconds" in str(error)
