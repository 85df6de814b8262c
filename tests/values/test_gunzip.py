from __future__ import annotations

import gzip

import pytest

from newsbot.errors import AnswerError
from newsbot.values.gunzip import gunzip, is_gzip

TEXT = b"<urlset>" + b"<url/>" * 1000 + b"</urlset>"


def test_a_gzip_file_is_known_by_its_first_bytes() -> None:
    assert is_gzip(gzip.compress(TEXT))
    assert not is_gzip(TEXT)
    assert not is_gzip(b"")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(gzip.compress(TEXT), TEXT, id="whole"),
        pytest.param(gzip.compress(TEXT[:9]) + gzip.compress(TEXT[9:]), TEXT, id="two in one"),
        pytest.param(gzip.compress(TEXT) + b"\0\0\0", TEXT, id="zeros behind it"),
        pytest.param(gzip.compress(TEXT)[:-8], TEXT, id="without its end"),
    ],
)
def test_it_is_unpacked(body: bytes, text: bytes) -> None:
    assert gunzip(body, limit=100_000) == text


def test_of_a_file_that_was_cut_off_what_is_there_is_taken() -> None:
    noise = bytes(n * n % 251 for n in range(9_000))
    text = gunzip(gzip.compress(noise)[:600], limit=100_000)
    assert text
    assert noise.startswith(text)


def test_no_more_is_unpacked_than_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    assert len(gunzip(bomb, limit=3_000_000)) == 3_000_000
    assert len(gunzip(bomb[:90] + b"x" * 90, limit=10)) == 10


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\x1f\x8b", id="two bytes"),
        pytest.param(b"\x1f\x8b" + b"x" * 100, id="no gzip behind the magic"),
        pytest.param(gzip.compress(b""), id="nothing in it"),
    ],
)
def test_what_cannot_be_unpacked_is_an_error(body: bytes) -> None:
    with pytest.raises(AnswerError, match="broken gzip"):
        gunzip(body, limit=1000)
