"""Paths of posts: inside the site, and such as every file system takes."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from newsbot.errors import PostError
from newsbot.values.slugs import file_key

SEGMENT_LIMIT: Final = 250
"""Longest name in bytes: file systems take 255, and a temporary file's name is 5 longer."""

PATH_LIMIT: Final = 1024
"""Longest path in bytes, as macOS has it (PATH_MAX)."""

_FOLDER_LIMIT: Final = 100
_DIGEST_LENGTH: Final = 8
_EXTENSION: Final = ".md"
_SAFE: Final = re.compile(r"[A-Za-z0-9._-]*")
_DASHES: Final = re.compile(r"-{2,}")
_DOTS: Final = re.compile(r"\.{2,}")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: reserved with any extension.
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?=\.|$)", re.IGNORECASE)
# Jekyll knows a post by YYYY-MM-DD-name.md; without the name it is no post.
_DAY_ONLY: Final = re.compile(r"\d{4}-\d{2}-\d{2}-?")


def post_path(rendered: str, identity: str) -> str:
    """Return *rendered* as a relative POSIX path of a markdown file that never leaves the site.

    A file name that had to be changed gets a suffix from the digest of *identity*, so that two
    articles never come to one path this way.

    Raises:
        PostError: The path is longer than PATH_LIMIT; only many folders can make it so.
    """
    *folders, name = re.split(r"[/\\]", rendered)
    safe = [_folder(part) for part in folders if part not in {"", ".", ".."}]
    path = "/".join([*safe, _file(name, identity)])
    if len(path.encode()) > PATH_LIMIT:
        raise PostError(f"post.path gives {len(path.encode())} bytes, at most {PATH_LIMIT} fit")
    return path


def with_suffix(path: str, identity: str) -> str:
    """Return *path* with the digest of *identity* at the end of the name: another post has it."""
    posix = PurePosixPath(path)
    return str(posix.with_name(_suffixed(posix.stem, identity, posix.suffix)))


def path_key(path: str) -> str:
    """Return what two paths share that are one file where capitals do not count."""
    return file_key(path)


def safe_piece(text: str) -> str:
    """Return *text* as a piece of one path segment: letters, digits, `.`, `_` and `-` only.

    A slash is no folder, and dots never lead anywhere. Not unique: another text may give the same.
    """
    if _SAFE.fullmatch(text):
        return text
    composed = unicodedata.normalize("NFC", text)
    piece = "".join(char if _is_safe(char) else "-" for char in composed)
    return piece if piece == composed else _DASHES.sub("-", piece).strip("-")


def _is_safe(char: str) -> bool:
    if char.isascii():
        return char.isalnum() or char in "._-"
    # Marks are vowels in Indic scripts; in NFC they are part of the letter before them.
    category = unicodedata.category(char)
    return category[0] in "LM" or category == "Nd"


def _file(name: str, identity: str) -> str:
    stem = name.removesuffix(_EXTENSION)
    safe = _segment(stem)
    if safe != stem or not safe or _DAY_ONLY.fullmatch(safe):
        return _suffixed(safe, identity)
    fits = len(safe.encode()) + len(_EXTENSION) <= SEGMENT_LIMIT
    return safe + _EXTENSION if fits else _suffixed(safe, identity)


def _folder(name: str) -> str:
    safe = _segment(name)
    if safe and len(safe.encode()) <= _FOLDER_LIMIT:
        return safe
    return _join(safe, _digest(name), _FOLDER_LIMIT)


def _segment(text: str) -> str:
    dotted = _DOTS.sub(".", safe_piece(text)).lstrip(".-").rstrip(".")
    reserved = _RESERVED.match(dotted)
    return f"{reserved[0]}-{dotted[reserved.end() + 1 :]}" if reserved else dotted


def _suffixed(stem: str, identity: str, extension: str = _EXTENSION) -> str:
    return _join(stem, _digest(identity), SEGMENT_LIMIT - len(extension.encode())) + extension


def _join(name: str, digest: str, limit: int) -> str:
    kept = name.encode()[: limit - len(digest) - 1].decode("utf-8", "ignore").rstrip("-.")
    return f"{kept}-{digest}" if kept else digest


def _digest(text: str) -> str:
    raw = text.encode("utf-8", "surrogatepass")  # JSON escapes bring lone surrogates
    return hashlib.sha256(raw).hexdigest()[:_DIGEST_LENGTH]
