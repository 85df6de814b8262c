"""Bytes as text: what a server, a page or the bytes themselves say of their encoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from newsbot.values.encoding_guess import guess_encoding

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    # Before UTF-16, whose mark it begins with.
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_HEAD: Final = 4096
"""Bytes in which a page names its encoding; the standard asks for the first 1024."""

# The encodings of browsers, and no codec of Python's besides: UTF-7 smuggles markup past a filter.
_TAKEN: Final = frozenset(
    {
        *(f"cp{number}" for number in (866, 874, 932, 949, 950, *range(1250, 1259))),
        *(f"iso8859-{part}" for part in range(1, 17) if part != 12),
        *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"),
        *("gb18030", "hz", "big5hkscs", "euc_jp", "iso2022_jp", "euc_kr"),
        *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic"),
    }
)
_LARGE: Final = frozenset({"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949"})
"""Encodings in which a few bytes of UTF-8 may be a text, too."""

_FEW: Final = 20
"""Bytes beyond ASCII up to which that can be."""

_SHIFTS: Final = {"iso2022_jp": b"\x1b", "hz": b"~{"}

_LONG: Final = rb"[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_LONG_SEQUENCE: Final = re.compile(_LONG)
_SEQUENCE: Final = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|" + _LONG)
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]+")


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of an answer.

    A byte order mark counts first, then bytes that are UTF-8, then the encoding of the header,
    then that of the page, then what the bytes look like. One under which the bytes are no text is
    not believed. U+FFFD stands for bytes that are no text under any.
    """
    text = _with_mark(body)
    if text is not None:
        return text
    named = list(_declared(body, content_type))
    if (text := _strict(body, "utf-8")) is not None and not _looks_otherwise(body, named):
        return text
    for encoding in named:
        if encoding != "utf-8" and (text := _strict(body, encoding)) is not None:
            return text
    return _undeclared(body, named)


def _with_mark(body: bytes) -> str | None:
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return _strict(body[len(mark) :], encoding)
    return None


def _declared(body: bytes, content_type: str) -> Iterator[str]:
    """Yield the encodings that the header and the page name, as Python knows them."""
    from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding

    if (name := _known(http_content_type_encoding(content_type))) is not None:
        yield name
    # In JSON a `<meta charset>` is part of some text.
    is_page = body[:_HEAD].lstrip()[:1] == b"<"
    if is_page and (name := _known(html_body_declared_encoding(body[:_HEAD]))) is not None:
        # Whoever reads this in ASCII has shown that it is not: a slip for UTF-8.
        yield "utf-8" if name.startswith(("utf-16", "utf-32")) else name


def _known(name: str | None) -> str | None:
    # w3lib has already taken it for what browsers do: gb2312 for GB 18030, latin1 for CP1252.
    return name if name in _TAKEN else None


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, UnicodeError):
        return None


def _looks_otherwise(body: bytes, named: list[str]) -> bool:
    """Tell whether bytes that may be UTF-8 are what is declared: 联通 in GBK is both."""
    if not named or named[0] == "utf-8":
        return False
    if body.isascii():
        is_other = named[0].startswith(("utf-16", "utf-32")) or _is_shifted(body, named[0])
    else:
        is_other = named[0] in _LARGE and _is_short(body)
    return is_other and _strict(body, named[0]) is not None


def _is_short(body: bytes) -> bool:
    has_long = _LONG_SEQUENCE.search(body) is not None
    return not has_long and len(body) - len(_NOT_ASCII.sub(b"", body)) <= _FEW


def _is_shifted(body: bytes, encoding: str) -> bool:
    """Tell whether bytes below 0x80 switch to letters that are not ASCII."""
    return encoding in _SHIFTS and _SHIFTS[encoding] in body


def _undeclared(body: bytes, named: list[str]) -> str:
    if not _is_damaged_utf8(body):
        if (encoding := guess_encoding(body)) is not None:
            return body.decode(encoding)
        if named:
            return body.decode(named[0], "replace")
    return body.decode("utf-8", "replace")


def _is_damaged_utf8(body: bytes) -> bool:
    """Tell whether almost all that is not ASCII is UTF-8: a text that was cut, not another."""
    whole = sum(len(match[0]) for match in _SEQUENCE.finditer(body))
    rest = sum(len(match[0]) for match in _NOT_ASCII.finditer(body)) - whole
    return whole > 9 * rest
