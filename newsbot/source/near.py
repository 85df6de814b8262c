"""Which known name was meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name that is most like *name*, capitals aside; None when none is near."""
    by_folded = {candidate.casefold(): candidate for candidate in sorted(known, reverse=True)}
    # Long names are no slips of the finger, and the comparison is quadratic.
    matches = get_close_matches(name[:100].casefold(), by_folded, n=1, cutoff=0.7)
    return by_folded[matches[0]] if matches else None


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return `; did you mean 'match'?`, or nothing."""
    near = nearest(name, known)
    return f"; did you mean {near!r}?" if near else ""
