"""From a ledger of an older newsbot to one of this: a step for each version, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from sqlalchemy import Connection, update

from newsbot.archive.schema import VERSION, meta, texts

Step: TypeAlias = Callable[[Connection], None]


def _add_texts(connection: Connection) -> None:
    texts.create(connection)


STEPS: Final[Mapping[int, Step]] = {1: _add_texts}
"""Version → what makes it the next one. Whoever raises VERSION adds the step that leads to it."""


def can_migrate(found: int, *, version: int = VERSION, steps: Mapping[int, Step] = STEPS) -> bool:
    """Tell whether there is a step for every version on the way."""
    return all(number in steps for number in range(found, version))


def migrate(
    connection: Connection,
    found: int,
    *,
    version: int = VERSION,
    steps: Mapping[int, Step] = STEPS,
) -> None:
    """Bring a ledger of version *found* up to date; one that is needs nothing."""
    for number in range(found, version):
        steps[number](connection)
    connection.execute(update(meta).where(meta.c.key == "version").values(value=str(version)))
