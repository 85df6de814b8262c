from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from newsbot.archive.batch import Batch


class Press:
    """Doubles numbers, remembers its groups, and refuses negative ones, with their group."""

    def __init__(self) -> None:
        self.groups: list[list[int]] = []

    async def work(self, numbers: Sequence[int]) -> list[int]:
        self.groups.append(list(numbers))
        await asyncio.sleep(0)
        for number in numbers:
            if number < 0:
                raise ValueError(f"{number} is negative")
        return [2 * number for number in numbers]


def submit_all(press: Press, numbers: Sequence[int], limit: int = 100) -> list[object]:
    async def run() -> list[object]:
        batch = Batch(press.work, limit)
        return await asyncio.gather(*map(batch.submit, numbers), return_exceptions=True)

    return asyncio.run(run())


def test_a_lone_item_is_a_group() -> None:
    press = Press()
    assert submit_all(press, [4]) == [8]
    assert press.groups == [[4]]


def test_what_comes_together_is_worked_on_in_one_group() -> None:
    press = Press()
    assert submit_all(press, [1, 2, 3]) == [2, 4, 6]
    assert press.groups == [[1, 2, 3]]


def test_a_group_has_its_limit() -> None:
    press = Press()
    assert submit_all(press, range(5), limit=2) == [0, 2, 4, 6, 8]
    assert press.groups == [[0, 1], [2, 3], [4]]


def test_what_comes_while_a_group_is_at_work_makes_the_next() -> None:
    press = Press()

    async def run() -> list[int]:
        batch = Batch(press.work, 100)
        first = asyncio.create_task(batch.submit(1))
        while not press.groups:
            await asyncio.sleep(0)
        return await asyncio.gather(first, batch.submit(2), batch.submit(3))

    assert asyncio.run(run()) == [2, 4, 6]
    assert press.groups == [[1], [2, 3]]


def test_what_comes_one_after_the_other_without_a_pause_is_one_group() -> None:
    press = Press()

    async def run() -> list[int]:
        batch = Batch(press.work, 100)
        tasks: list[asyncio.Task[int]] = []
        for number in range(5):
            tasks.append(asyncio.create_task(batch.submit(number)))
            await asyncio.sleep(0)
        return await asyncio.gather(*tasks)

    assert asyncio.run(run()) == [0, 2, 4, 6, 8]
    assert press.groups == [[0, 1, 2, 3, 4]]


def test_an_error_reaches_only_its_own_item() -> None:
    press = Press()
    one, bad, three = submit_all(press, [1, -2, 3])
    assert (one, three) == (2, 6)
    assert isinstance(bad, ValueError)
    assert str(bad) == "-2 is negative"
    assert press.groups == [[1, -2, 3], [1], [-2], [3]]


def test_a_lone_item_that_fails_is_not_tried_twice() -> None:
    press = Press()
    assert isinstance(submit_all(press, [-1])[0], ValueError)
    assert press.groups == [[-1]]


def test_it_goes_on_after_an_error() -> None:
    press = Press()

    async def run() -> int:
        batch = Batch(press.work, 100)
        with pytest.raises(ValueError, match="-1"):
            await batch.submit(-1)
        return await batch.submit(5)

    assert asyncio.run(run()) == 10


@pytest.mark.parametrize("given_up", [1, -1], ids=["that would have worked", "that fails"])
def test_an_item_that_nobody_waits_for_any_more_holds_up_no_other(given_up: int) -> None:
    press = Press()

    async def run() -> int:
        goes_on = asyncio.Event()

        async def work(numbers: Sequence[int]) -> list[int]:
            await goes_on.wait()
            return await press.work(numbers)

        batch = Batch(work, 1)
        first = asyncio.create_task(batch.submit(given_up))
        second = asyncio.create_task(batch.submit(3))
        await asyncio.sleep(0)
        first.cancel()
        goes_on.set()
        async with asyncio.timeout(10):
            return await second

    assert asyncio.run(run()) == 6
