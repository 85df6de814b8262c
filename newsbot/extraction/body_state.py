"""Bodies in the data from which a page's scripts would make it (`__NEXT_DATA__` and its like)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from newsbot.extraction.body_outline import is_prose, weigh

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST: Final = 3_000_000
"""Characters of a script that are read."""

MOST_VALUES: Final = 50_000
"""Values of a page's data that are looked at."""

_NEAR_START: Final = 20_000
"""Characters of a script among which the assignment of its data is looked for."""

SHORTEST: Final = 300
"""Length of a text that can be an article's."""

_ASSIGNED: Final = re.compile(
    r"(?:window\s{0,9}[.\[]\s{0,9}['\"]?[\w$]{1,60}['\"]?\s{0,9}\]?|(?:var|let|const)\s{1,9}[\w$]{1,60}|"
    r"[\w$]{1,40}\.[\w$]{1,40})\s{0,9}=\s{0,9}(?=[{\[])"
)
_TEXTS: Final = re.compile(
    r"(?:article|story|post|main|full|raw|rich)?[_-]?"
    r"(?:body|content|text|html|detail|paragraph|copy|value)s?(?:[_-]?(?:html|text|raw|body))?",
    re.I,
)
_PARTS: Final = re.compile(
    r"\w{0,20}(?:body|content|text|element|block|paragraph|children|component|node|section)s?"
    r"(?:_?(?:elements|blocks|list|items))?",
    re.I,
)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")


def texts_in_state(tree: HtmlElement) -> Iterator[str]:
    """Yield the longest text in a page's data that can be an article's, or nothing."""
    best, most = "", float(SHORTEST)
    for value in islice(_values(tree), 50):
        for text in _texts(value):
            length = _prose(text)
            if length > most:
                best, most = text, length
    if best:
        yield best


def _values(tree: HtmlElement) -> Iterator[Any]:
    for script in tree.iter("script"):
        text = script.text or ""
        if not SHORTEST < len(text) <= LONGEST or "ld+json" in (script.get("type") or ""):
            continue
        start = 0 if text.lstrip()[:1] in ("{", "[") else None
        if start is None and (match := _ASSIGNED.search(text, 0, _NEAR_START)):
            start = match.end()
        if start is not None:
            yield from _decode(text[start:].lstrip())


def _decode(text: str) -> Iterator[Any]:
    try:
        yield json.JSONDecoder(strict=False).raw_decode(text)[0]
    except (ValueError, RecursionError):
        return


def _texts(value: Any) -> Iterator[str]:
    """Yield texts under names such as `body`, and lists of paragraphs put together."""
    waiting: list[tuple[str, Any]] = [("", value)]
    for _ in range(MOST_VALUES):
        if not waiting:
            return
        name, item = waiting.pop()
        if isinstance(item, str):
            if len(item) >= SHORTEST and _TEXTS.fullmatch(name):
                yield item
        elif isinstance(item, Mapping):
            waiting.extend((str(key), inner) for key, inner in item.items())
        elif isinstance(item, list):
            if _PARTS.fullmatch(name):
                yield "\n\n".join(_paragraphs(item))
            waiting.extend((name, inner) for inner in item)


def _paragraphs(items: list[Any]) -> Iterator[str]:
    for item in items[:MOST_VALUES]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, Mapping):
            texts = [text for key, text in item.items() if _TEXTS.fullmatch(str(key))]
            yield from (text for text in texts[:3] if isinstance(text, str))


def _prose(text: str) -> float:
    plain = _TAG.sub(" ", text)
    length = weigh(plain)
    return length if is_prose(plain, length) else 0
