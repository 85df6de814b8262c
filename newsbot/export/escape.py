"""What a page supplied is shown, never run: by Liquid, Hugo's shortcodes, markdown or HTML.

Character references are used throughout: they mean the same in markdown (CommonMark 2.5, kramdown)
and in HTML that an owner writes into a header or footer, and neither Liquid nor Hugo reads them.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote

# Emphasis, code, links, tables, HTML, attribute lists, strikethrough, Obsidian's block names.
_ALWAYS: Final = r"[\\`*_\[\]{}<>|~^\"']"
# A reference of the page's own; kramdown's $$, Obsidian's %% and ==, whoever closes them.
_IN_COMPANY: Final = r"&(?=[#A-Za-z])|(?<=\$)\$|(?<=%)%|(?<==)="
# Headings, underlines, what a bracket or brace of the template waits for; lists, definitions.
_AT_START: Final = r"^[#%=:(]|^[-+.)](?=[\s-]|$)"
# Hugo makes links of bare addresses before it reads references: then it must not see an address.
BARE_ADDRESS: Final = r"(?::(?=//)|(?<=\bwww)\.)(?=\S{0,999}(?:[\\`*_\[\]{}<>|~^\"'&]|\$\$|%%|==))"
"""What makes an address of a text, where that address holds something to be escaped."""

_SPECIAL: Final = re.compile(f"{_ALWAYS}|{_IN_COMPANY}|{_AT_START}|{BARE_ADDRESS}")
_NUMBERED: Final = re.compile(r"^([0-9]+)([.)])(?=\s|$)")

_LIQUID: Final = re.compile(r"\{\{+|\{(?=%)")
# Controls, lone surrogates and the code points that Unicode keeps for a program's own use: XML and
# HTML allow none of them.
_INVISIBLE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LINE_BREAKS: Final = re.compile("[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]+")

_WEB_ADDRESS: Final = re.compile(r"(https?://)(\[[0-9a-f:.]+\])?(\S*)", re.IGNORECASE)
_UNSAFE_IN_ADDRESS: Final = re.compile(r"""[\s<>"{}|\\^`'*\[\]]""")
_PLAIN_ADDRESS: Final = re.compile(r"[A-Za-z0-9!#$%&()+,./:;=?@_~-]*")
"""What no address has to have encoded: nearly all of them hold nothing else."""
# Where the owner's template makes it a link, it would run; a word joiner is seen by nobody.
_RUNS_AS_LINK: Final = re.compile(r"^(javascript|vbscript|data)(?=:)", re.IGNORECASE)
_WORD_JOINER: Final = "&#8288;"


def escape_value(value: str) -> str:
    """Return *value* as one line that shows it wherever a header or footer puts it.

    A web address stays an address, with what is unsafe in it percent-encoded.
    """
    line = fold_lines(value)
    return safe_address(line) or escape_text(line)


def escape_text(line: str) -> str:
    """Return one line of plain text so that markdown, HTML and Liquid show it as it is."""
    number = _NUMBERED.match(line)
    if number is not None:
        return f"{number[1]}{_reference(number[2])}{_escape_marks(line[number.end() :])}"
    marked = _escape_marks(line)
    return _RUNS_AS_LINK.sub(lambda match: match[1] + _WORD_JOINER, marked)


def safe_address(text: str) -> str | None:
    """Return *text* as a web address that fits into any markup, or None if it is none."""
    parts = _WEB_ADDRESS.fullmatch(text)
    if parts is None or not (parts[2] or parts[3]):
        return None
    return parts[1] + (parts[2] or "") + encode_address(parts[3] or "")


def encode_address(text: str) -> str:
    """Return *text* with every character percent-encoded that ends an address in markup."""
    encoded = text
    if not _PLAIN_ADDRESS.fullmatch(text):
        encoded = "".join(quote(char, safe="") if _is_unsafe(char) else char for char in text)
    if encoded.count("(") == encoded.count(")"):
        return encoded
    return encoded.replace("(", "%28").replace(")", "%29")


def break_liquid(html: str) -> str:
    """Return *html* with `{{` and `{%` as character references, which a browser shows alike."""
    return _LIQUID.sub(lambda match: "&#123;" * len(match[0]), html)


def fold_lines(text: str) -> str:
    """Return *text* as one line, without controls and without white space around it."""
    parts = (part.strip(" ") for part in _LINE_BREAKS.split(text))
    return without_controls(" ".join(part for part in parts if part)).strip(" ")


def without_controls(text: str) -> str:
    """Return *text* without what no reader sees and no UTF-8 file should hold."""
    return _INVISIBLE.sub("", text)


def _escape_marks(line: str) -> str:
    return _SPECIAL.sub(lambda match: _reference(match[0]), line)


def _is_unsafe(char: str) -> bool:
    return _UNSAFE_IN_ADDRESS.match(char) is not None or not char.isprintable()


def _reference(char: str) -> str:
    named = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return named.get(char, f"&#{ord(char)};")
