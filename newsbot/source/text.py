"""Read a file that may be anything: too large, a folder, a loop of links, in another encoding."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from newsbot.errors import Mistake, SourceFileError

MAX_BYTES: Final = 1024 * 1024

# YAML 1.1, 5.1: the characters that a stream may hold.
_UNPRINTABLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


def read_text(path: Path, file: str) -> str:
    """Return a YAML file's text. Raises SourceFileError; *file* is how the mistake names it."""
    raw = _read_bytes(path, file)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        found = f"bytes that are not UTF-8 (0x{raw[error.start]:02x})"
        raise _refused(file, line, found, "UTF-8 text") from error
    if match := _UNPRINTABLE.search(text):
        line = text.count("\n", 0, match.start()) + 1
        raise _refused(file, line, f"the control character U+{ord(match[0]):04X}", "text")
    return text


def _read_bytes(path: Path, file: str) -> bytes:
    try:
        if path.exists() and not path.is_file():
            raise _refused(file, 1, "a folder or device", "a file")
        with path.open("rb") as stream:
            raw = stream.read(MAX_BYTES + 1)
    except OSError as error:
        found = f"a file that cannot be read ({error.strerror or error})"
        raise _refused(file, 1, found, "a readable file") from error
    if len(raw) > MAX_BYTES:
        raise _refused(file, 1, "more than 1 MiB", "a smaller file")
    return raw


def _refused(file: str, line: int, found: str, expected: str) -> SourceFileError:
    return SourceFileError([Mistake(file=file, line=line, found=found, expected=expected)])
