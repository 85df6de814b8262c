"""Pictures for the stories: a sun over water, in colours that depend on the number."""

from __future__ import annotations

import struct
import zlib
from typing import Final

WIDTH: Final = 320
HEIGHT: Final = 180
HORIZON: Final = 110


def png(number: int) -> bytes:
    """Draw picture `number` as PNG (https://www.w3.org/TR/png-3/), 8 bits a channel, no alpha."""
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    rows = b"".join(b"\0" + _row(number, y) for y in range(HEIGHT))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows, 6))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    checksum = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum)


def _row(number: int, y: int) -> bytes:
    ground = _sky(number, y) if y < HORIZON else _water(number, y)
    half = _sun_half_width(y)
    if not half:
        return ground * WIDTH
    left = 60 + number * 37 % 200 - half
    return ground * left + b"\xff\xee\xc2" * (2 * half) + ground * (WIDTH - left - 2 * half)


def _sky(number: int, y: int) -> bytes:
    return bytes((90 + number * 7 % 90 + y // 2, 120 + number * 13 % 60 + y // 3, 200 - y // 4))


def _water(number: int, y: int) -> bytes:
    band = (y - HORIZON) // 6 % 2 * 12
    return bytes((20 + band, 70 + number * 5 % 50 + band, 100 + number * 11 % 60 + band))


def _sun_half_width(y: int) -> int:
    """Return half the width of the sun in row `y`: a disc of radius 30 that touches the water."""
    height = y - (HORIZON - 28)
    return int((900 - height * height) ** 0.5) if abs(height) < 30 and y < HORIZON else 0
