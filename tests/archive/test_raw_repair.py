from __future__ import annotations

import gzip
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from newsbot.archive.raw_repair import repair


def record(payload: bytes) -> bytes:
    """Return a record as it stands before it is packed."""
    head = f"WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: {len(payload)}\r\n\r\n"
    return head.encode() + payload + b"\r\n\r\n"


def member(payload: bytes, level: int = 6) -> bytes:
    return gzip.compress(record(payload), level, mtime=0)


PAGE = gzip.compress(b"WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n", mtime=0)
"""A whole member that reads as a record: what a page might supply."""

MEMBERS = [member(b"first"), member(PAGE + b"and more", level=0), member(b"x" * 300)]
"""The second is stored as it is: a whole member stands in it, byte for byte."""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "2022-05-25.warc.gz"


def others(path: Path) -> list[str]:
    return sorted(other.name for other in path.parent.iterdir() if other != path)


def ends(members: list[bytes]) -> list[int]:
    return [sum(map(len, members[:number])) for number in range(len(members) + 1)]


def test_a_file_that_is_cut_anywhere_ends_with_its_last_whole_record(path: Path) -> None:
    data = b"".join(MEMBERS)
    assert PAGE in MEMBERS[1]
    for size in range(len(data) + 1):
        path.write_bytes(data[:size])
        end = max(end for end in ends(MEMBERS) if end <= size)
        assert repair(path) == size - end
        assert path.read_bytes() == data[:end]
    assert others(path) == []


def test_what_is_known_to_be_whole_is_not_read_again(path: Path) -> None:
    data = b"".join(MEMBERS)
    whole = len(MEMBERS[0])
    for size in range(whole, len(data) + 1):
        path.write_bytes(data[:size])
        end = max(end for end in ends(MEMBERS) if end <= size)
        assert repair(path, whole) == size - end
        assert path.read_bytes() == data[:end]
    path.write_bytes(b"\0" * whole)
    assert repair(path, whole) == 0, "as long as it was: nothing was added"


@pytest.mark.parametrize("whole", [5, 10_000], ids=["within a record", "behind the end"])
def test_a_file_that_is_not_the_one_that_is_known_is_read_from_its_beginning(
    path: Path, whole: int
) -> None:
    path.write_bytes(b"".join(MEMBERS) + MEMBERS[0][:20])
    assert repair(path, whole) == 20
    assert path.read_bytes() == b"".join(MEMBERS)


def test_zeros_that_a_power_cut_left_are_cut_off(path: Path) -> None:
    path.write_bytes(MEMBERS[0] + bytes(40_000))
    assert repair(path) == 40_000
    assert path.read_bytes() == MEMBERS[0]
    path.write_bytes(bytes(100))
    assert repair(path) == 100
    assert path.read_bytes() == b""
    assert others(path) == []


def test_records_behind_damage_are_moved_aside_not_deleted(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    damaged = bytearray(MEMBERS[1])
    damaged[-5] ^= 1
    path.write_bytes(MEMBERS[0] + damaged + MEMBERS[2])
    assert repair(path) == len(damaged) + len(MEMBERS[2])
    assert path.read_bytes() == MEMBERS[0]
    assert others(path) == ["2022-05-25.warc.gz.broken"]
    aside = path.with_name("2022-05-25.warc.gz.broken")
    assert aside.read_bytes() == damaged + MEMBERS[2]
    assert "2022-05-25.warc.gz.broken" in caplog.text


def test_a_torn_member_that_holds_whole_records_is_moved_aside(path: Path) -> None:
    several = gzip.compress(record(b"one") + record(b"two") + bytes(range(256)) * 40, mtime=0)
    path.write_bytes(MEMBERS[0] + several[:-8])
    assert repair(path) == len(several) - 8
    assert others(path) == ["2022-05-25.warc.gz.broken"]
    path.write_bytes(several[:-8])
    assert repair(path) == 0
    assert others(path) == ["2022-05-25.warc.gz.broken", "2022-05-25.warc.gz.broken-2"]


@pytest.mark.parametrize(
    "data",
    [
        b"words",
        b"PK\x03\x04 an archive of another kind",
        b"WARC/1.1\r\nnot packed",
        gzip.compress(b"a page, packed", mtime=0),
        gzip.compress(b"a page, packed and torn" * 100, 0, mtime=0)[:-9],
        gzip.compress(b"", mtime=0),
    ],
    ids=["text", "zip", "a WARC file, not packed", "gzip", "torn gzip", "nothing, packed"],
)
def test_a_file_that_is_no_warc_file_is_moved_aside(
    path: Path, data: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_bytes(data)
    assert repair(path) == 0
    assert not path.exists()
    assert path.with_name("2022-05-25.warc.gz.broken").read_bytes() == data
    assert "not a WARC file" in caplog.text


def test_records_packed_as_one_member_stay(path: Path) -> None:
    data = gzip.compress(record(b"one") + record(b"two"), mtime=0)
    path.write_bytes(data + MEMBERS[0][:9])
    assert repair(path) == 9
    assert path.read_bytes() == data


def test_a_record_longer_than_what_is_read_at_a_time_is_one(path: Path) -> None:
    pages = [member(zlib.compress(bytes(n % 251 for n in range(90_000)), 0)) for _ in range(3)]
    path.write_bytes(b"".join(pages) + pages[0][:-1])
    assert repair(path) == len(pages[0]) - 1
    assert path.read_bytes() == b"".join(pages)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    payloads=st.lists(st.binary(max_size=200) | st.just(PAGE), min_size=1, max_size=5),
    level=st.sampled_from([0, 1, 9]),
    data=st.data(),
)
def test_whatever_pages_supply_a_cut_costs_the_last_record_at_most(
    path: Path, payloads: list[bytes], level: int, data: st.DataObject
) -> None:
    members = [member(payload, level) for payload in payloads]
    size = data.draw(st.integers(0, sum(map(len, members))))
    path.write_bytes(b"".join(members)[:size])
    repair(path)
    end = max(end for end in ends(members) if end <= size)
    assert path.read_bytes() == b"".join(members)[:end]
    assert len(list(ArchiveIterator(BytesIO(path.read_bytes())))) == ends(members).index(end)
    assert others(path) == []


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(head=b"".join(MEMBERS), tail=b"", whole=145)  # a member inside of a record's words
@given(
    head=st.just(b"") | st.just(b"".join(MEMBERS)),
    tail=st.binary(max_size=300) | st.binary(max_size=30).map(lambda data: b"\x1f\x8b\x08" + data),
    whole=st.integers(0, 600),
)
def test_whatever_stands_there_whole_records_stay(
    path: Path, head: bytes, tail: bytes, whole: int
) -> None:
    path.write_bytes(head + tail)
    repair(path, whole)
    kept = path.read_bytes() if path.exists() else b""
    asides = b"".join((path.parent / name).read_bytes() for name in others(path))
    assert kept.startswith(head)
    assert tail in kept + asides or not asides
    for name in others(path):
        (path.parent / name).unlink()
