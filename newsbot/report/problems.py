"""What went wrong in a run, one by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Final

LIMIT: Final = 1_000
"""Problems kept of one source in one run; the rest is only counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that went wrong: where and why."""

    what: str
    """The article's or listing's address."""
    reason: str
    """Short, as it is counted in the summary."""
    detail: str = ""

    def __str__(self) -> str:
        # Most details name what they are about, to be understood where they stand alone.
        detail = self.detail.removeprefix(self.what).removeprefix(": ")
        return f"{self.what}: {self.reason}" + (f" ({detail})" if detail else "")

    def as_json(self) -> dict[str, str]:
        """Return the problem for `--json`."""
        return asdict(self)


class Problems:
    """The problems of one source in one run."""

    def __init__(self, redact: Callable[[str], str] = str) -> None:
        """*redact* takes secrets out of a text."""
        self._kept: list[Problem] = []
        self._error = ""
        self._redact = redact

    def add(self, what: str, reason: str, detail: str = "") -> None:
        """Keep one more, as long as there is room."""
        if len(self._kept) < LIMIT:
            what, reason, detail = map(self._redact, (what, reason, detail))
            self._kept.append(Problem(what=what, reason=reason, detail=detail))

    def fail(self, error: str) -> None:
        """Note why the source failed as a whole; the first reason stays."""
        self._error = self._error or self._redact(error)

    @property
    def error(self) -> str:
        """Why the source failed as a whole; empty when it did not."""
        return self._error

    @property
    def kept(self) -> tuple[Problem, ...]:
        """All that were kept, in the order in which they came."""
        return tuple(self._kept)
