"""Characters that could be markup, spelled so that they are not.

Every such character is replaced, before HTML becomes markdown, by a code point that Unicode keeps
for a program's own use (U+FDD0 to U+FDEF; `escape.without_controls` takes them out of texts from
outside); after it these become `&#123;` or get a backslash. All other markup is the converter's.
"""

from __future__ import annotations

import re
from typing import Final

from newsbot.export.escape import BARE_ADDRESS

# What CommonMark and kramdown (parser/gfm.rb: ESCAPED_CHARS_GFM) both take a backslash before.
_BACKSLASHED: Final = r"\`*_[]#+-=:.)|$>~"
# Liquid and Hugo look through a backslash, and kramdown knows none before the others.
_REFERENCED: Final = "{}<&^%"
_SHOWN: Final = {char: f"\\{char}" for char in _BACKSLASHED} | {
    char: f"&#{ord(char)};" for char in _REFERENCED
}
_TO_OWN: Final = {char: chr(0xFDD0 + at) for at, char in enumerate(_SHOWN)}
_RAW: Final = {char: chr(0xFDEC + at) for at, char in enumerate("<>&")}
_RESTORED: Final = str.maketrans(
    {own: _SHOWN[char] for char, own in _TO_OWN.items()} | {own: char for char, own in _RAW.items()}
)
_RAW_TABLE: Final = str.maketrans(_RAW)

_ANYWHERE: Final = (
    r"[\\`*_\[\]{}<|~^]|&(?=[#A-Za-z])|(?<=\$)\$|(?<=%)%|(?<==)=|(?<=\]):|" + BARE_ADDRESS
)
_AT_START: Final = r"^\s*[#=:>]|^\s*[-+](?=[\s-]|$)|^\s*[0-9]+[.)](?=\s|$)"
# The last character of a match is the one to spell out.
_IN_LINE: Final = re.compile(_ANYWHERE)
_IN_FIRST_LINE: Final = re.compile(f"{_ANYWHERE}|{_AT_START}")
_NO_WORD: Final = re.compile(r"[^0-9A-Za-z\u00a0-\U0010ffff]")


def mark(text: str, *, starts_line: bool = True) -> str:
    """Return *text* with everything that could be markup in it replaced.

    *starts_line*: headings, lists and quotations are markup there only.
    """
    markup = _IN_FIRST_LINE if starts_line else _IN_LINE
    return markup.sub(lambda match: match[0][:-1] + _TO_OWN[match[0][-1]], text)


def raw(markup: str) -> str:
    """Return HTML of our own so that it survives the conversion."""
    return markup.translate(_RAW_TABLE)


def raw_text(text: str) -> str:
    """Return *text* as the content of HTML of our own: nothing in it is read as markup."""
    return raw(_NO_WORD.sub(lambda match: f"&#{ord(match[0])};", text))


def spare_quotes(code: str) -> str:
    """Return *code* so that none of its lines is taken for the start of a quotation."""
    return code.replace(">", _RAW[">"])


def restore(text: str) -> str:
    """Return *text* with the replaced characters spelled so that they are shown."""
    return text.translate(_RESTORED)
