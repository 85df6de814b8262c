"""Which legacy encoding bytes are in, by what they would say in each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

_SAMPLE: Final = 200
"""Characters beyond ASCII that are looked at."""

_STRETCH: Final = 2_000
"""Characters among which they are, from the first of them on."""

_ENOUGH: Final = 0.7
"""Share of them that must be usual ones."""

_NOT_ASCII: Final = re.compile("[^\x00-\x7f]")
_WORD: Final = re.compile(r"[^\W\d_]+")


def guess_encoding(body: bytes) -> str | None:
    """Return the encoding under which bytes that are no UTF-8 read most like a text.

    None when they read like a text under none.
    """
    best, most = None, _ENOUGH
    for encoding, usual in (*_CANDIDATES, *_by_language(body)):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = usual(_stretch(text))
        if score > most:
            best, most = encoding, score
    return best


def _stretch(text: str) -> str:
    first = _NOT_ASCII.search(text)
    start = max(first.start() - 20, 0) if first is not None else 0
    return text[start : start + _STRETCH]


def _chars(text: str) -> list[str]:
    return _NOT_ASCII.findall(text)[:_SAMPLE]


def _share(chars: list[str], is_usual: Callable[[str], bool]) -> float:
    return sum(map(is_usual, chars)) / len(chars) if chars else 0.0


def _is_punctuation(char: str) -> bool:
    """Tell the marks that all of East Asia uses."""
    return char in "…—‘’“”·×" or "\u3000" <= char <= "\u3020" or "\uff01" <= char <= "\uff5e"


def _is_kana(char: str) -> bool:
    return "\u3040" <= char <= "\u30ff"


def _in_rows(encoding: str, first: int, last: int) -> Callable[[str], bool]:
    """Return whether a character stands in the rows of a standard that hold the common ones."""

    def is_common(char: str) -> bool:
        try:
            code = char.encode(encoding)
        except UnicodeEncodeError:
            return False
        return len(code) == 2 and first <= code[0] <= last

    return is_common


# Levels 1 of the standards: 3755 characters in GB 2312, 5401 in Big5, 2965 in JIS X 0208.
_simplified: Final = _in_rows("gb2312", 0xB0, 0xD7)
_traditional: Final = _in_rows("big5", 0xA4, 0xC6)
_japanese: Final = _in_rows("euc_jp", 0xB0, 0xCF)


def _chinese(is_common: Callable[[str], bool]) -> Callable[[str], float]:
    def score(text: str) -> float:
        return _share(_chars(text), lambda char: is_common(char) or _is_punctuation(char))

    return score


def _japanese_text(text: str) -> float:
    chars = _chars(text)
    if _share(chars, _is_kana) < 0.15:
        return 0.0
    # With so much kana it is Japanese, whatever else the same bytes may be.
    return _share(chars, lambda c: _is_kana(c) or _japanese(c) or _is_punctuation(c)) + 0.02


def _korean_text(text: str) -> float:
    chars = _chars(text)
    hangul = _share(chars, lambda char: "\uac00" <= char <= "\ud7a3")
    # As Korean, a third of a Chinese text is hanja.
    return hangul + 0.01 if hangul > 0.85 else 0.0


def _script(first: str, last: str) -> Callable[[str], float]:
    """Return how much a text consists of words in a script of its own, capitals at their front."""

    def score(text: str) -> float:
        words = [word for word in _WORD.findall(text) if not word.isascii()]
        # Accents read as Cyrillic stand among Latin letters, KOI8-R as CP1251 is all capitals, and
        # Greek as Cyrillic has them inside words.
        usual = [
            word
            for word in words
            if all(first <= char <= last for char in word) and word[1:] == word[1:].lower()
        ]
        marks = [char for char in _chars(text) if not char.isalpha()]
        strange = sum(char not in _LATIN_MARKS for char in marks)
        # Chinese as KOI8-R is full of frames.
        if not words or strange > len(_chars(text)) / 20:
            return 0.0
        return len(usual) / len(words)

    return score


def _by_language(body: bytes) -> Iterator[tuple[str, Callable[[str], float]]]:
    """Yield the encodings of the page's language, where its letters alone do not tell them."""
    named = _LANGUAGE.search(body[:_HEAD])
    for encoding, usual in _OF_LANGUAGE.get(named[1].decode().lower(), ()) if named else ():
        # The same bytes are a text in CP1252 or Chinese, too.
        yield encoding, lambda text, usual=usual: usual(text) + 0.05  # type: ignore[misc]


def _thai_text(text: str) -> float:
    return _share(_chars(text), lambda char: "\u0e01" <= char <= "\u0e5b")


def _latin_text(text: str) -> float:
    """Accents stand among plain letters, one or two in a word; quotes and dashes around words."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    fine = sum(_is_latin(word) for word in words) / len(words) if words else 1.0
    marks = [char for char in _chars(text) if not char.isalpha()]
    return min(fine, _share(marks, lambda char: char in _LATIN_MARKS) if marks else 1.0)


def _is_latin(word: str) -> bool:
    accents = sum(not char.isascii() for char in word)
    return accents == 1 or accents * 2 <= len(word)


_HEAD: Final = 4096
"""Bytes in which a page names its language."""

_LANGUAGE: Final = re.compile(
    rb"<html\b[^>]{0,1000}?\blang\s{0,9}=\s{0,9}[\"']?([A-Za-z]{2})\b", re.I
)
_CENTRAL: Final = (("cp1250", _latin_text), ("iso8859-2", _latin_text))
_TURKISH: Final = (("cp1254", _latin_text),)
_BALTIC: Final = (("cp1257", _latin_text),)

_OF_LANGUAGE: Final[Mapping[str, tuple[tuple[str, Callable[[str], float]], ...]]] = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "sl", "hr", "bs", "ro", "sq"), _CENTRAL),
    **dict.fromkeys(("tr", "az"), _TURKISH),
    **dict.fromkeys(("lt", "lv", "et"), _BALTIC),
    "vi": (("cp1258", _latin_text),),
    "ko": (("cp949", _korean_text),),
    # Read as CP1251, Hebrew is small Cyrillic letters.
    **dict.fromkeys(("he", "iw"), (("cp1255", _script("\u0590", "\u05ff")),)),
    # Every byte beyond ASCII is some letter of Thai.
    "th": (("cp874", _thai_text),),
}
_LATIN_MARKS: Final = "\xa0«»‘’“”„…–—€£©®™°·•§¿¡½¼¾²³ºª×±´‹›"

_CANDIDATES: Final[tuple[tuple[str, Callable[[str], float]], ...]] = (
    ("cp932", _japanese_text),
    ("euc_jp", _japanese_text),
    ("cp949", _korean_text),
    ("gb18030", _chinese(_simplified)),
    ("big5hkscs", _chinese(_traditional)),
    ("cp950", _chinese(_traditional)),
    ("cp1251", _script("\u0400", "\u052f")),
    ("koi8-r", _script("\u0400", "\u052f")),
    ("cp1253", _script("\u0370", "\u03ff")),
    ("cp1256", _script("\u0600", "\u06ff")),
    ("cp1252", _latin_text),
)
