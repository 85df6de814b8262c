"""How a site is asked, and what it answered."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias

from newsbot.values.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer, or why there is none."""

    url: str
    """As asked."""
    answer: Answer | None = None
    why: str = ""
    """In short words: `HTTP 404`, `robots.txt forbids it`. Of an answer: why it is no page."""
    body: bytes = b""
    """As it came, its codings undone."""

    @property
    def is_page(self) -> bool:
        """Tell whether there is anything to be read."""
        return self.answer is not None and not self.answer.is_missing


Fetch: TypeAlias = Callable[[str], Awaitable[Fetched]]
"""Asks for an address, politely; raises nothing that a site is to blame for."""
