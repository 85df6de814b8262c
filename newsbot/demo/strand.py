"""Picks every so-many-th story without looking at the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """A subset of all whole numbers that has equally many members in every block of numbers.

    Block b is the numbers from b * period up to (b + 1) * period. So the n-th member, and how many
    there are below a number, are found without counting: a listing page of a site with 100,000
    stories costs what one of a small site does.
    """

    period: int
    per_block: int
    members: Callable[[int], tuple[int, ...]]
    """Block → its members, ascending, always `per_block` of them."""

    def rank(self, number: int) -> int:
        """Return how many members are below `number`, less those below 0."""
        block = number // self.period
        return block * self.per_block + sum(member < number for member in self.members(block))

    def at(self, rank: int) -> int:
        """Return the member that has `rank` members below it."""
        block, place = divmod(rank, self.per_block)
        return self.members(block)[place]

    def count(self, numbers: range) -> int:
        """Return how many members are in `numbers`."""
        return self.rank(numbers.stop) - self.rank(numbers.start)

    def pick(self, numbers: range, start: int, size: int) -> list[int]:
        """Return at most `size` members in `numbers`, after the first `start` of them."""
        ranks = range(self.rank(numbers.start), self.rank(numbers.stop))
        return [self.at(rank) for rank in ranks[start : start + size]]
