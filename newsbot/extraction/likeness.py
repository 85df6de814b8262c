"""Whether two lines are one headline, written twice."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 500
"""Characters of a line that are compared."""

SHORTEST: Final = 8
"""Letters under which two lines are variants only if one begins or ends like the other."""

ALIKE: Final = 0.75
"""Share of the shorter line's pieces that the longer one of two variants has, too."""


_ACCENT: Final = re.compile("[\u0300-\u036f]")
_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def letters_of(text: str) -> str:
    """Return the letters and digits of a line, for comparison: no case, spaces, widths, accents."""
    apart = unicodedata.normalize("NFKD", text[:LONGEST].casefold())
    folded = unicodedata.normalize("NFC", _ACCENT.sub("", apart))
    # Vowel signs of Indic scripts are no letters to isalnum.
    return "".join(c for c in folded if c.isalnum() or unicodedata.category(c).startswith("M"))


def is_variant(one: str, other: str) -> bool:
    """Say whether two lines are variants of one headline: cut off, with a site's name, reworded."""
    return likeness(letters_of(one), letters_of(other)) >= ALIKE


def likeness(one: str, other: str) -> float:
    """Compare the letters of two lines: 1 for the same, 0 for nothing in common."""
    shorter, longer = sorted((one, other), key=len)
    if not shorter:
        return 0.0
    if shorter == longer:
        return 1.0
    if len(shorter) < SHORTEST:
        is_part = longer.startswith(shorter) or longer.endswith(shorter)
        return ALIKE if is_part and len(shorter) * 3 > len(longer) else 0.0
    # Three letters of an alphabet say less than two characters that are words.
    size = 2 if _IDEOGRAPH.search(shorter) else 3
    pieces, others = _pieces(shorter, size), _pieces(longer, size)
    # Short of 1: only the same line is the same.
    return 0.99 * len(pieces & others) / len(pieces)


def _pieces(text: str, size: int) -> set[str]:
    return {text[start : start + size] for start in range(len(text) - size + 1)}
