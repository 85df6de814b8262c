from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from newsbot.fetch.gate import HostBusy, HostGate, HostGates, RunStopped, host_key
from newsbot.fetch.shared import SharedTurns
from tests.fetch.conftest import Host, Play

EXACT = 1e-9
"""What is lost when floats are added."""


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://example.org/a", "example.org"),
        ("http://example.org:80/a", "example.org"),
        ("https://EXAMPLE.org.:443/", "example.org"),
        ("http://example.org:8080/", "example.org:8080"),
        ("http://reader:secret@example.org/", "example.org"),
        ("http://[::1]:81/", "::1:81"),
    ],
)
def test_a_host_is_its_name_and_a_port_of_its_own(url: str, key: str) -> None:
    assert host_key(url) == key


@pytest.mark.parametrize("limit", [1, 2, 8])
@pytest.mark.parametrize("delay", [0.0, 0.05, 1.0])
def test_limits_are_reached_and_never_passed(
    play: Play, host: Host, limit: int, delay: float
) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(delay=delay, concurrency=limit)
        async with asyncio.TaskGroup() as tasks:
            for number in range(40):
                opening = 0.02 * (number % 4)
                tasks.create_task(host.ask(gate, seconds=0.3 + number % 3, opening=opening))

    play(crawl())

    assert len(host.asked) == 40
    assert host.most == limit if delay < 1 else host.most <= limit
    assert min(host.gaps) >= delay - EXACT


def test_the_strictest_of_several_limits_hold(play: Play, host: Host) -> None:
    async def crawl() -> None:
        gates = HostGates()
        gate = gates.of("example.org")
        gate.limit(delay=2, concurrency=8)
        gate.limit(delay=1, concurrency=3)
        assert gates.of("example.org") is gate
        assert (gate.delay, gate.concurrency) == (2, 3)

    play(crawl())


def test_turns_come_in_the_order_in_which_they_were_asked_for(play: Play, host: Host) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(concurrency=1)
        async with asyncio.TaskGroup() as tasks:
            for name in "abcdef":
                tasks.create_task(host.ask(gate, name))

    play(crawl())
    assert host.names == "abcdef"


def test_a_delay_counts_from_when_a_request_was_written(play: Play, host: Host) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(delay=1, concurrency=8)
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(host.ask(gate, opening=5))
            tasks.create_task(host.ask(gate, opening=0))

    play(crawl())
    assert host.gaps == [pytest.approx(1)]


def test_a_request_that_was_never_written_counts_from_its_end(play: Play, host: Host) -> None:
    async def crawl() -> float:
        gate = HostGate("example.org")
        gate.limit(delay=1, concurrency=1)
        with suppress(ConnectionRefusedError):
            async with gate.turn():
                await asyncio.sleep(3)
                raise ConnectionRefusedError
        await host.ask(gate)
        return host.asked[0][0] - 1000

    assert play(crawl()) == pytest.approx(4)


@pytest.mark.parametrize("delay", [0, 1])
def test_those_who_are_cancelled_take_no_turn(play: Play, host: Host, delay: float) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(delay=delay, concurrency=1)
        tasks = [asyncio.create_task(host.ask(gate, name)) for name in "abcde"]
        await asyncio.sleep(0)
        # Those that wait, one that has just been let in, and one in flight.
        for number in (2, 0):
            tasks[number].cancel()
        await asyncio.sleep(0.05)
        tasks[1].cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await host.ask(gate, "f")

    play(crawl())
    assert host.names.replace("b", "") == "def"
    assert host.most == 1
    assert not delay or min(host.gaps) >= 1 - EXACT


def test_whoever_is_cancelled_when_just_let_in_gives_the_turn_back(play: Play, host: Host) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(concurrency=1)
        async with gate.turn():
            waiting = asyncio.create_task(host.ask(gate, "a"))
            await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.gather(waiting, return_exceptions=True)
        await asyncio.wait_for(host.ask(gate, "b"), 10)

    play(crawl())
    assert host.names == "b"


def test_a_host_that_asks_for_a_pause_gets_it(play: Play, host: Host) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(concurrency=8)
        await host.ask(gate)
        gate.pause(100)
        await asyncio.gather(host.ask(gate), host.ask(gate))

    play(crawl())
    assert host.gaps == [pytest.approx(100.1), 0]


def test_the_run_goes_on_without_a_host_that_asks_for_too_long_a_pause(
    play: Play, host: Host
) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(concurrency=1)
        tasks = [asyncio.create_task(host.ask(gate, name)) for name in "ab"]
        await asyncio.sleep(0.05)
        gate.pause(3600)
        _, waited = await asyncio.gather(*tasks, return_exceptions=True)
        assert isinstance(waited, HostBusy)
        with pytest.raises(HostBusy, match=r"example\.org is to be left alone for 3600 s"):
            await host.ask(gate)
        await asyncio.sleep(3500)
        await host.ask(gate, "c")

    play(crawl())
    assert host.names == "ac"


@pytest.mark.parametrize(
    ("is_sent", "seconds"),
    [
        pytest.param(True, 121, id="a host that answers with errors"),
        pytest.param(False, 21, id="a host that nothing can be sent to"),
    ],
)
def test_a_host_that_errs_is_asked_less_and_less_and_then_not_any_more(
    play: Play, host: Host, is_sent: bool, seconds: float
) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(concurrency=1)
        with suppress(HostBusy):
            while True:
                async with gate.turn() as turn:
                    host.asked.append((asyncio.get_running_loop().time(), ""))
                    await asyncio.sleep(0.01)
                    if is_sent:
                        turn.sent()
                    gate.failed(turn)

    play(crawl())
    assert host.gaps[:5] == [pytest.approx(0.01 + pause) for pause in (0.1, 0.2, 0.4, 0.8, 1)]
    assert sum(host.gaps) == pytest.approx(seconds, abs=2)


def test_a_gate_says_what_is_waited_for(play: Play, host: Host) -> None:
    async def crawl() -> None:
        loop, gates = asyncio.get_running_loop(), HostGates()
        gate = gates.of("example.org")
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(host.ask(gate, seconds=9))
            await asyncio.sleep(1)
            assert gates.waits(loop.time()) == []
            await asyncio.sleep(4)
            assert gates.waits(loop.time()) == ["waiting for example.org to answer"]
            gate.pause(30, "HTTP 503")
            tasks.create_task(host.ask(gate))
            async with gate.robots_lock:
                await asyncio.sleep(1)
                assert gates.waits(loop.time()) == [
                    "waiting for robots.txt of example.org",
                    "example.org: backing off 29 s (HTTP 503)",
                ]
        assert gates.waits(loop.time()) == []

    play(crawl())


def test_a_slow_host_gets_one_request_at_a_time(play: Play, host: Host) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org")
        gate.limit(concurrency=4)
        for seconds in (0.1, 20, 20):
            gate.health.answered(seconds)
        await asyncio.gather(*(host.ask(gate) for _ in range(5)))
        assert host.most == 1
        for _ in range(20):
            gate.health.answered(0.1)
        await asyncio.gather(*(host.ask(gate) for _ in range(5)))

    play(crawl())
    assert host.most == 4


def test_a_closed_gate_lets_nobody_in_and_what_is_in_flight_ends(play: Play, host: Host) -> None:
    async def crawl() -> list[object]:
        gates = HostGates()
        gate = gates.of("example.org")
        gate.limit(delay=3, concurrency=1)
        tasks = [asyncio.create_task(host.ask(gate, name)) for name in "abc"]
        await asyncio.sleep(0.05)
        gates.close()
        with pytest.raises(RunStopped):
            await host.ask(gates.of("another.example"))
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, *others = play(crawl())
    assert first is None
    assert [type(error) for error in others] == [RunStopped, RunStopped]
    assert host.names == "a"


@pytest.mark.parametrize("limit", [1, 2, 8])
@pytest.mark.parametrize("delay", [0.0, 0.05, 1.0])
def test_processes_share_limits(
    play: Play, host: Host, tmp_path: Path, limit: int, delay: float
) -> None:
    async def crawl() -> None:
        async with asyncio.TaskGroup() as tasks:
            for name in "ab":
                gate = HostGate("example.org", shared=SharedTurns(tmp_path, "example.org"))
                gate.limit(delay=delay, concurrency=limit)
                for number in range(20):
                    opening = 0.02 * (number % 4)
                    tasks.create_task(host.ask(gate, name, opening=opening))

    play(crawl())

    assert len(host.asked) == 40
    assert host.most <= limit
    assert min(host.gaps) >= delay - EXACT
    # Neither has to wait until the other is done.
    assert abs(host.names[:20].count("a") - host.names[:20].count("b")) <= 6


def test_a_pause_holds_for_other_processes_and_the_next_run(
    play: Play, host: Host, tmp_path: Path
) -> None:
    def gate() -> HostGate:
        return HostGate("example.org", shared=SharedTurns(tmp_path, "example.org"))

    async def crawl() -> None:
        one, two = gate(), gate()
        await host.ask(one)
        one.pause(60)
        await host.ask(two)
        two.pause(3600)
        with pytest.raises(HostBusy):
            await host.ask(gate())

    play(crawl())
    assert host.gaps == [pytest.approx(60.1)]


def test_files_that_cannot_be_used_stop_requests_instead_of_limits(
    play: Play, host: Host, tmp_path: Path
) -> None:
    async def crawl() -> None:
        gate = HostGate("example.org", shared=SharedTurns(tmp_path / "gone", "example.org"))
        (tmp_path / "gone").rmdir()
        (tmp_path / "gone").touch()
        with pytest.raises(NotADirectoryError):
            await host.ask(gate)

    play(crawl())
    assert host.asked == []
