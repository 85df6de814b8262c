"""Names for addresses and files: slugs in [a-z0-9], and path pieces out of hostile identifiers."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

SLUG_LIMIT: Final = 80
"""Longest slug, in characters."""

_DIGEST_LENGTH: Final = 8
_READ_AT_MOST: Final = 200
"""Characters of a name that are transliterated; a longer one gets a digest in any case."""

_NOT_SLUG: Final = re.compile(r"[^a-z0-9]+")
# CJK ideographs with their extensions, and 〇, which Unicode counts as a digit.
_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_HAN_RUN: Final = re.compile(f"([{_HAN}]+)")
_VARIATION: Final = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_REPEATED_HAN: Final = re.compile(f"([{_HAN}])々")

# Begins and ends as every file system likes it.
_PLAIN: Final = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?")
_DOTS: Final = re.compile(r"\.{2,}")
_DASHES: Final = re.compile(r"-{2,}")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: reserved with any extension.
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)


@lru_cache(maxsize=1024)
def slugify(text: str) -> str:
    """Return *text* in the letters a-z and digits only, words joined: 重庆日报 → `chongqingribao`.

    Capitals, white space, punctuation and width make no difference. Chinese is read as pinyin,
    other scripts are transliterated. A text with nothing to read (emoji, punctuation) gives `x`
    and a digest; an empty one gives an empty slug.
    """
    letters = _letters_of(text)
    slug = _romanize(letters[:_READ_AT_MOST])
    if len(letters) > _READ_AT_MOST or len(slug) > SLUG_LIMIT:
        return slug[: SLUG_LIMIT - _DIGEST_LENGTH] + _digest(letters)
    if slug:
        return slug
    rest = "".join(unicodedata.normalize("NFKC", text).split())
    return f"x{_digest(rest)}" if rest else ""


def safe_name(text: str, *, identity: str, limit: int = 120) -> str:
    """Return *text* as one piece of a file name that every file system takes.

    A harmless text comes back unchanged. Any other is reduced to letters, digits, `_`, `-` and `.`,
    and gets a digest of *identity*, so that two identifiers never become one name.

    Args:
        text: The identifier, as the publisher gave it.
        identity: What makes the article itself: the digest is taken from it.
        limit: Longest result in bytes of UTF-8, digest included.

    Raises:
        ValueError: *limit* is too small for a digest.
    """
    if limit < _DIGEST_LENGTH:
        raise ValueError(f"limit is {limit} bytes, but a digest takes {_DIGEST_LENGTH}")
    if len(text) <= limit and _PLAIN.fullmatch(text) and not _RESERVED.match(text):
        return text
    name = _harmless(text)
    if name and name == text and len(name.encode()) <= limit:
        return name
    kept = _cut(name, limit - _DIGEST_LENGTH - 1).rstrip("-. ")
    return f"{kept}-{_digest(identity)}" if kept else _digest(identity)


def file_key(name: str) -> str:
    """Return what two names share that are one file where capitals do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _letters_of(text: str) -> str:
    # Marks stay: vowels of Indic scripts are marks. Dropping spaces and brackets before the
    # reading makes 重 庆 and 重庆 one phrase, hence one slug.
    if text.isascii():
        return _NOT_SLUG.sub("", text.lower())
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    folded = _VARIATION.sub("", folded)
    return "".join(char for char in folded if unicodedata.category(char)[0] in "LNM")


def _romanize(letters: str) -> str:
    if letters.isascii():
        return letters
    from anyascii import anyascii

    pieces = _HAN_RUN.split(_REPEATED_HAN.sub(r"\1\1", letters))
    read = (_pinyin(piece) if at % 2 else piece for at, piece in enumerate(pieces))
    return _NOT_SLUG.sub("", anyascii("".join(read)).lower())


def _pinyin(han: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(han, errors=_read_rare))


def _read_rare(chars: str) -> str:
    from anyascii import anyascii

    # Without any reading it becomes its code point: dropped, it would merge two names.
    return "".join(anyascii(char) or f"u{ord(char):x}" for char in chars)


def _harmless(text: str) -> str:
    composed = unicodedata.normalize("NFC", text)
    name = "".join(char if _is_harmless(char) else "-" for char in composed)
    name = _DOTS.sub(".", name)
    if name != text:
        name = _DASHES.sub("-", name).lstrip("-.")
    name = name.strip(".")
    reserved = _RESERVED.match(name)
    return f"{reserved[0]}-{name[reserved.end() + 1 :]}" if reserved else name


def _is_harmless(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in "_-."
    category = unicodedata.category(char)
    return category[0] == "L" or category == "Nd"


def _cut(name: str, size: int) -> str:
    return name.encode()[: max(size, 0)].decode("utf-8", "ignore")


def _digest(text: str) -> str:
    # Lone surrogates come from JSON escapes; they must not fail here.
    raw = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(raw).hexdigest()[:_DIGEST_LENGTH]
