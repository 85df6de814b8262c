from __future__ import annotations

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsbot.archive.raw_records import (
    Exchange,
    Kind,
    exchange_records,
    info_record,
    payload_digest,
)
from newsbot.archive.sampled import kept_answer

NOW = datetime(2026, 3, 2, tzinfo=UTC)
URL = "https://example.org/a"


def exchange(url: str, body: bytes, *, first: datetime | None = None) -> bytes:
    said = Exchange(
        kind=Kind.PAGE,
        url=url,
        at=NOW,
        status=200,
        headers=(("Content-Type", "text/html"), ("Content-Encoding", "gzip")),
        body=body,
    )
    return exchange_records(said, payload_digest(body), first)


@pytest.fixture
def warc(tmp_path: Path) -> Path:
    path = tmp_path / "2026-03-02.warc.gz"
    bodies = (b"old\r\n\r\n", gzip.compress(b"x" * 300_000))
    records = [exchange("https://example.org/b", b"other"), *(exchange(URL, one) for one in bodies)]
    path.write_bytes(info_record(path.name, NOW, {}) + b"".join(records))
    return path


def test_the_last_answer_of_an_address_is_read_as_it_was_kept(warc: Path) -> None:
    found = kept_answer(warc, URL)
    assert found is not None
    assert (found.status, found.url) == (200, URL)
    assert gzip.decompress(found.body) == b"x" * 300_000
    assert dict(found.headers)["content-type"] == "text/html"


def test_a_record_that_says_the_same_again_is_no_answer(warc: Path) -> None:
    warc.write_bytes(warc.read_bytes() + exchange(URL, b"old", first=NOW))
    found = kept_answer(warc, URL)
    assert found is not None
    assert found.body != b""


def test_what_a_kill_cut_off_is_not_read(warc: Path) -> None:
    warc.write_bytes(warc.read_bytes() + exchange(URL, b"newest" * 99)[:200])
    found = kept_answer(warc, URL)
    assert found is not None
    assert not found.body.startswith(b"newest")
    warc.write_bytes(b"no gzip")
    assert kept_answer(warc, URL) is None
    assert kept_answer(warc.with_name("none"), URL) is None
