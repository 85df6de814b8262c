"""JSON as scripts of pages have it: in comments, with entities, several values, not quite JSON."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable
from typing import Any, Final

LONGEST: Final = 1_000_000
"""Characters of a script that are read; a longer one is no description of a page."""

MOST_VALUES: Final = 100
"""Values that are read of one script."""

# `<!--`, `//<![CDATA[` and `/* ]]> */` around a script hid it from browsers of the nineties.
_AROUND: Final = re.compile(r"/\*\s{0,9}<!\[CDATA\[\s{0,9}\*/|/\*\s{0,9}\]\]>\s{0,9}\*/|<!--|-->")
_MARKER: Final = re.compile(r"(?m)^[ \t]{0,99}//[ \t]{0,9}(?:<!\[CDATA\[|\]\]>)|<!\[CDATA\[|\]\]>")
# A quote ends a text where JSON goes on after it; another belongs to the text: `"say "yes" now"`.
_QUOTE: Final = re.compile(r'\\.|"', re.DOTALL)
_GOES_ON: Final = re.compile(r'\s{0,999}(?:[:}\]]|$|,\s{0,999}(?:["{}\[\]0-9tfn-]|$))')
_COMMA: Final = re.compile(r"[\s,;]*")


def loads_all(text: str) -> list[Any]:
    """Return the values of a script, none where it cannot be read."""
    if len(text) > LONGEST:
        return []
    for reader in _READERS:
        try:
            values = reader(text.strip())
        # chompjs meets hostile input with any of these.
        except (ValueError, RecursionError, IndexError, TypeError):
            continue
        if values:
            return values
    return []


def _plain(text: str) -> list[Any]:
    return [json.loads(text, strict=False)]


def _unwrapped(text: str) -> list[Any]:
    """Read what stands between comments, or several values one after the other."""
    bare = _MARKER.sub("", _AROUND.sub("", text)).strip()
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    end = _after_commas(bare, 0)
    while end < len(bare) and len(values) < MOST_VALUES:
        value, end = decoder.raw_decode(bare, end)
        values.append(value)
        end = _after_commas(bare, end)
    return values


def _after_commas(text: str, start: int) -> int:
    match = _COMMA.match(text, start)
    return match.end() if match else start


def _unescaped(text: str) -> list[Any]:
    return _unwrapped(html.unescape(text)) if "&quot;" in text or "&#34;" in text else []


def _quoted(text: str) -> list[Any]:
    return _unwrapped(_with_quotes_escaped(text))


def _with_quotes_escaped(text: str) -> str:
    parts: list[str] = []
    is_inside, start = False, 0
    for quote in _QUOTE.finditer(text):
        if quote[0] != '"':
            continue
        if not is_inside or _GOES_ON.match(text, quote.end()):
            is_inside = not is_inside
        else:
            parts.append(text[start : quote.start()])
            start = quote.start()
            parts.append("\\")
    return "".join((*parts, text[start:]))


def _broken(text: str) -> list[Any]:
    import chompjs

    bare = _with_quotes_escaped(_MARKER.sub("", _AROUND.sub("", text)))
    values: list[Any] = []
    value: Any
    for value in chompjs.parse_js_objects(bare, loader_kwargs={"strict": False}):
        values.append(value)
        if len(values) >= MOST_VALUES:
            break
    return values


_READERS: Final[tuple[Callable[[str], list[Any]], ...]] = (
    _plain,
    _unwrapped,
    _unescaped,
    _quoted,
    _broken,
)
