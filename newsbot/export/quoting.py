"""Which texts YAML readers would take for something else when they are written without quotes.

What counts is every reader of a post: PyYAML (YAML 1.1), Ruby's Psych and SafeYAML (Jekyll), Go's
yaml (Hugo) and JavaScript's YAML 1.2 (Obsidian).
"""

from __future__ import annotations

import re
from typing import Final

# https://yaml.org/type/bool.html, null.html, merge.html and value.html, in any capitals.
_WORDS: Final = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null", "~"})
_MARKS: Final = frozenset({"<<", "="})

_RETYPED: Final = re.compile(
    "|".join((
        # Integers in base 2, 8 (both spellings) and 16; Psych and SafeYAML take commas too.
        r"[-+]?0(?:[xX][0-9a-fA-F_,]+|[bB][01_,]+|[oO][0-7_,]+)",
        # Decimal integers and floats, `.5`, `1.`, `1e3` and also `.e+5`, on which Psych fails.
        r"(?=[-+]?[0-9.])[-+]?[0-9_,]*\.?[0-9_,]*(?:[eE][-+]?[0-9_]*)?",
        r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)",
        # Base 60: 12:30 is 750 (https://yaml.org/type/int.html).
        r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?",
        # Days and instants (https://yaml.org/type/timestamp.html).
        r"-?[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:(?:[Tt]|\s+)[0-9].*)?",
    )),
    re.ASCII,
)  # fmt: skip
_FIRST_OF_RETYPED: Final = frozenset("-+.0123456789")

# What makes a plain scalar something else or end it (https://yaml.org/spec/1.1/#id907281), and a
# leading colon, which is a symbol to Ruby.
_NOT_PLAIN: Final = re.compile(
    r"""^[:,\[\]{}#&*!|>'"%@`]|^[-?](?:\s|$)|^(?:---|\.\.\.)|^\s|\s$|:\s|:$|\s\#"""
)
# Anything that libyaml escapes: controls, other line breaks, the byte order mark, emoji.
_ESCAPED: Final = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]")


def needs_quotes(text: str) -> bool:
    """Return whether *text*, written as it is, would not read back as this text everywhere."""
    if not text or text in _MARKS or text.lower() in _WORDS:
        return True
    if _NOT_PLAIN.search(text) or _ESCAPED.search(text):
        return True
    return text[0] in _FIRST_OF_RETYPED and _RETYPED.fullmatch(text) is not None


def is_escaped(text: str) -> bool:
    """Return whether libyaml would write *text* with anything in it escaped but `"` and `\\`."""
    return _ESCAPED.search(text) is not None
