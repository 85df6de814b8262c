"""Digests, whole or cut short: git keeps an index of them, and 64 bits tell two posts apart."""

from __future__ import annotations

from typing import Final

SHORT: Final = 16
"""Hexadecimal digits of a digest that is cut short."""


def is_same_digest(known: str | None, found: str) -> bool:
    """Tell whether *found*, a whole digest, is the one that is known, whole or cut short."""
    return bool(known) and found.startswith(known or "")
