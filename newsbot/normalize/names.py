"""Bylines, publishers and keywords."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from newsbot.normalize.text import normalize_line
from newsbot.values.names import ADDRESS, LONGEST_BYLINE, authors_of, unique

_KEYWORD_BREAK: Final = re.compile("[,，、;；]")
_SOURCE_LABEL: Final = re.compile(
    "(?:(?:文章|新闻|新聞|信息|稿件)?[来來]源|稿源|出处|出處|[Ss]ource|[Vv]ia) ?[:：] ?"
)
_BRACKETS: Final = ("（）", "()", "【】", "[]", "「」", "《》")


def normalize_authors(values: Sequence[str]) -> tuple[str, ...]:
    """Return the names in bylines, each once, in their order.

    Labels go (`作者：`, `By`, `记者`). Editors, photographers, sources and addresses go too.
    """
    return authors_of([normalize_line(value) for value in values])


def normalize_publisher(text: str) -> str:
    """Return the publisher's name: `（文章来源：中国新闻网）` → `中国新闻网`.

    An address, which some sites put there, is no name: the result is empty.
    """
    name = _unwrap(normalize_line(text)[:LONGEST_BYLINE])
    name = _unwrap(_SOURCE_LABEL.sub("", name, count=1) if _SOURCE_LABEL.match(name) else name)
    return "" if ADDRESS.fullmatch(name) else name


def normalize_keywords(values: Sequence[str]) -> tuple[str, ...]:
    """Return the keywords, each once whatever its capitals, in their order.

    A single value may be a list with commas or semicolons; of several, each is one keyword.
    """
    parts = _KEYWORD_BREAK.split(values[0]) if len(values) == 1 else values
    return unique(normalize_line(part).lstrip("#").strip() for part in parts)


def _unwrap(text: str) -> str:
    for opening, closing in _BRACKETS:
        inner = text[1:-1]
        if text[:1] == opening and text[-1:] == closing and closing not in inner:
            return inner.strip()
    return text
