import struct
import zlib

import pytest

from newsbot.demo.images import HEIGHT, WIDTH, png


@pytest.mark.parametrize("number", [0, 7, 999])
def test_a_picture_is_a_whole_png(number: int) -> None:
    data = png(number)
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", data[16:24]) == (WIDTH, HEIGHT)
    start = data.index(b"IDAT") + 4
    size = struct.unpack(">I", data[start - 8 : start - 4])[0]
    pixels = zlib.decompress(data[start : start + size])
    assert len(pixels) == HEIGHT * (1 + 3 * WIDTH)
    assert data.endswith(b"IEND\xaeB`\x82")


def test_pictures_differ_by_number_and_are_always_the_same() -> None:
    assert len({png(number) for number in range(50)}) == 50
    assert png(3) == png(3)


@pytest.mark.parametrize("number", range(0, 1000, 37))
def test_pictures_are_small(number: int) -> None:
    assert len(png(number)) < 5000
