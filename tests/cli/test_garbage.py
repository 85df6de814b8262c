from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from newsbot.cli.garbage import THRESHOLDS, collect_less


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)


def test_what_is_there_is_not_looked_at_again() -> None:
    there: list[object] = []
    collect_less()
    assert gc.get_freeze_count() > 0
    assert all(there is not found for found in gc.get_objects())


def test_new_objects_are_looked_at_seldom_but_are() -> None:
    collect_less()
    assert gc.isenabled()
    assert gc.get_threshold() == THRESHOLDS
