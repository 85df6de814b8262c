"""Lines of text: white space, invisible characters, markup that came along."""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Final

# Control characters that are no white space, zero-width space, soft hyphen, word joiner, byte
# order mark, embeddings, overrides and isolates (https://www.unicode.org/reports/tr9/),
# surrogates, noncharacters.
_JUNK: Final = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u2060\ufeff"
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
# Arabic, Indic, Tibetan, Myanmar, Khmer and Mongolian spell with the joiners U+200C and U+200D.
_JOINING: Final = (
    "\u0600-\u08ff\u0900-\u0fff\u1000-\u109f\u1780-\u18af\ua8e0-\ua8ff\ufb50-\ufdff\ufe70-\ufefe"
)
# Pictographs, their variation selector and skin tones: a family is several joined by U+200D.
_EMOJI: Final = "\u2190-\u2bff\u3030-\u32ff\ufe0f\U0001f000-\U0001faff"
_STRAY_JOINER: Final = re.compile(
    f"(?<![{_JOINING}{_EMOJI}])[\u200c\u200d]|(?<=[{_EMOJI}])[\u200c\u200d](?![{_EMOJI}])"
)

_INLINE: Final = (
    "a|abbr|b|big|cite|code|del|em|font|i|ins|kbd|label|mark|q|s|small|span|strike|strong|"
    "sub|sup|tt|u|wbr"
)
_BLOCK: Final = "br|div|h[1-6]|hr|li|ol|p|ul"
_INLINE_TAG: Final = re.compile(rf"</?(?:{_INLINE})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK_TAG: Final = re.compile(rf"</?(?:{_BLOCK})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def normalize_line(text: str) -> str:
    """Return *text* as one line: NFC, single spaces, nothing invisible.

    Joiners stay where a script or an emoji needs them.
    """
    shown = " ".join(_JUNK.sub("", text).split())
    joined = _STRAY_JOINER.sub("", shown)
    # A joiner that went may leave two spaces together.
    return unicodedata.normalize("NFC", " ".join(joined.split()))


def strip_markup(text: str) -> str:
    """Return *text* without the tags and entities of a headline that was written as HTML.

    Only tags that headlines carry count, and only entities with their semicolon: `a < b` and
    `AT&T` stay. One level is taken off, so call it once.
    """
    plain = _INLINE_TAG.sub("", _BLOCK_TAG.sub(" ", text))
    return _ENTITY.sub(_unescape, plain)


def _unescape(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])
