"""Files that were compressed once more than HTTP knows of: `sitemap.xml.gz`."""

from __future__ import annotations

import zlib
from typing import Final

from newsbot.errors import AnswerError

_MAGIC: Final = b"\x1f\x8b"
_GZIP: Final = 16 + zlib.MAX_WBITS
_STEP: Final = 1024 * 1024


def is_gzip(body: bytes) -> bool:
    """Tell a gzip file (RFC 1952) by its first bytes: names and headers often lie."""
    return body.startswith(_MAGIC)


def gunzip(body: bytes, *, limit: int) -> bytes:
    """Return what a gzip file holds, *limit* bytes at the most; of a file cut off, what is there.

    Files one behind another are one. Raises AnswerError when nothing can be read.
    """
    parts: list[bytes] = []
    size = 0
    while is_gzip(body) and size < limit:
        engine = zlib.decompressobj(_GZIP)
        try:
            while size < limit and not engine.eof:
                part = engine.decompress(body, min(_STEP, limit - size))
                body = engine.unconsumed_tail
                if not part and not body:
                    break
                parts.append(part)
                size += len(part)
        except zlib.error as error:
            if not parts:
                raise AnswerError("broken gzip", str(error)) from error
            break
        body = engine.unused_data
    if not parts:
        raise AnswerError("broken gzip", "nothing in it")
    return b"".join(parts)
