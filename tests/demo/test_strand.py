import pytest

from newsbot.demo.strand import Strand

THIRDS = Strand(period=3, per_block=1, members=lambda block: (3 * block + block % 3,))
"""One of three, at a place that moves: 0, 4, 8, 9, 13, 17 …"""

HALVES = Strand(
    period=6, per_block=3, members=lambda block: (6 * block, 6 * block + 2, 6 * block + 3)
)

RANGES = [range(20), range(1, 20), range(5, 6), range(-7, 4), range(-30, -3), range(4, 4)]


@pytest.mark.parametrize("strand", [THIRDS, HALVES], ids=["one of three", "three of six"])
@pytest.mark.parametrize("numbers", RANGES, ids=str)
def test_a_strand_picks_the_members_that_counting_would_find(
    strand: Strand, numbers: range
) -> None:
    members = [m for block in range(-20, 20) for m in strand.members(block) if m in numbers]
    assert strand.count(numbers) == len(members)
    assert strand.pick(numbers, 0, 100) == members


def test_picking_starts_and_ends_where_it_is_told() -> None:
    assert HALVES.pick(range(1, 100), 1, 3) == [3, 6, 8]


def test_picking_past_the_end_gives_nothing() -> None:
    assert HALVES.pick(range(6), 3, 20) == []
