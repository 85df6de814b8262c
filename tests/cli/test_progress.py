from __future__ import annotations

from newsbot.cli.progress import PLAIN_INTERVAL, PlainLines


def test_what_is_waited_for_is_told_once_and_again_with_the_numbers() -> None:
    waits: list[str] = []
    plain = PlainLines({"news": lambda: None}, lambda _: waits, started=0)
    assert list(plain.due(5)) == []
    waits[:] = ["a.example: backing off 30 s (HTTP 503)"]
    assert list(plain.due(10)) == waits
    waits[:] = ["a.example: backing off 25 s (HTTP 503)"]
    assert list(plain.due(15)) == [], "the same wait"
    numbers = "news: 0 listed, 0 fetched, 0 new, 0 failed, 0.0/s"
    assert list(plain.due(PLAIN_INTERVAL)) == [numbers, *waits]
    waits.append("waiting for robots.txt of b.example")
    assert list(plain.due(PLAIN_INTERVAL + 5)) == waits[1:]
