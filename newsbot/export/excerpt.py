"""The first whole sentences of a text, Chinese or Latin."""

from __future__ import annotations

import re
from typing import Final

LIMIT: Final = 200
"""Longest excerpt in characters."""

# A full-width stop ends a sentence by itself, an ASCII one only before white space; quotes and
# brackets that close belong to it. `J. Doe`, `U.S. shares` and `Mr. Li` are no ends.
_END: Final = re.compile(
    r"""[。！？!?…]+[”’」』）)"']*(?=\S)|[。！？!?…]+[”’」』）)"']*\s+|"""
    r"""(?<![\s.(][A-Za-z])(?<!^[A-Za-z])(?<!\b(?:Mr|Ms|Dr|St|vs|No))(?<!\b(?:Mrs|Inc|Gov|Sen))"""
    r"""\.[”’)"']*\s+"""
)
_SPACE: Final = re.compile(r"[ \t\r\n\f\v]+")
_ELLIPSIS: Final = "…"


def excerpt(text: str, limit: int = LIMIT) -> str:
    """Return as many whole sentences from the start of *text* as fit, on one line.

    A first sentence that is too long is cut, at a space where one is near, and ends in `…`.
    """
    line = _SPACE.sub(" ", text).strip()
    if len(line) <= limit:
        return line
    ends = [match.end() for match in _END.finditer(line, 0, limit + 1)]
    fitting = [line[:end].rstrip() for end in ends if len(line[:end].rstrip()) <= limit]
    return fitting[-1] if fitting else _cut(line, limit)


def _cut(line: str, limit: int) -> str:
    kept = line[: max(limit - len(_ELLIPSIS), 0)]
    head, space, _ = kept.rpartition(" ")
    if space and len(head) > len(kept) * 3 // 4:
        kept = head
    return kept.rstrip() + _ELLIPSIS
