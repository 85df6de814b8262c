"""Where on a page the article stands: its headline, where its body begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from newsbot.extraction.lines import Line

_WIDE: Final = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_NOT_WORD: Final = re.compile(r"[\W_]+")
_MOST_TITLES: Final = 10


@dataclass(frozen=True, slots=True)
class Frame:
    """Places of the article, as indexes of lines."""

    headline: int
    """-1: it was not found."""
    body: int
    """The first paragraph after the headline."""
    end: int
    """The line after the last paragraph."""


def find_frame(lines: Sequence[Line], titles: Sequence[str]) -> Frame:
    """Return where the article stands; *titles* are what the page calls itself elsewhere."""
    headline = _headline(lines, titles)
    body = next((i for i in range(headline + 1, len(lines)) if is_paragraph(lines[i])), len(lines))
    return Frame(headline, body, _end(lines, body))


def page_titles(
    meta: Mapping[str, tuple[str, ...]], articles: Sequence[Mapping[str, Any]], title: str
) -> tuple[str, ...]:
    """Return what a page calls itself in metadata and in its title."""
    said = [*meta.get("og:title", ()), *meta.get("twitter:title", ())]
    said += [str(node.get("headline") or "") for node in articles[:1]]
    return tuple(text for text in (*said, title) if text)[:_MOST_TITLES]


def is_paragraph(line: Line) -> bool:
    """Tell whether a line is a paragraph of prose."""
    if line.is_beside or line.is_linked:
        return False
    return len(line.text) + 2 * len(_WIDE.findall(line.text[:200])) > 110


def bare(text: str) -> str:
    """Return letters and digits only, in one case: what two spellings of a headline share."""
    return _NOT_WORD.sub("", text).casefold()


def _headline(lines: Sequence[Line], titles: Sequence[str]) -> int:
    wanted = [bare(title) for title in titles]
    found = [i for i, line in enumerate(lines) if _is_title(line, wanted)]
    first = [i for i in found if lines[i].tag == "h1"] or found
    if first:
        return first[0]
    return next((i for i, line in enumerate(lines) if line.tag == "h1" and not line.is_beside), -1)


def _is_title(line: Line, wanted: Sequence[str]) -> bool:
    if len(line.text) > 300 or line.is_beside:
        return False
    text = bare(line.text)
    return any(
        text == title or (len(text) >= 6 and 2 * len(text) >= len(title) and text in title)
        for title in wanted
    )


def _end(lines: Sequence[Line], body: int) -> int:
    last = body
    for i in range(body, len(lines)):
        if is_paragraph(lines[i]):
            last = i
        elif i - last > 25:
            break
    return min(last + 1, len(lines))
