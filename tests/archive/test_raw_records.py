from __future__ import annotations

import gzip
import hashlib
from base64 import b32encode
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator

from newsbot import __version__
from newsbot.archive.raw_records import (
    Exchange,
    Kind,
    exchange_records,
    info_record,
    payload_digest,
    warc_date,
)

AT = datetime(2022, 5, 25, 12, 0, 30, tzinfo=UTC)


def exchange(**changes: Any) -> Exchange:
    usual: dict[str, Any] = {
        "kind": Kind.PAGE,
        "url": "https://example.org/a?b=c",
        "at": AT,
        "request_headers": (("User-Agent", "newsbot"),),
        "status": 200,
        "headers": (("Content-Type", "text/html"), ("X-Twice", "1"), ("X-Twice", "2")),
        "body": b"<p>words</p>",
        "ip_address": "192.0.2.1",
    }
    return Exchange(**usual | changes)


def read(data: bytes) -> list[tuple[str, dict[str, str], Any, bytes]]:
    """Return type, headers, HTTP head and payload as it stands of all records, digests checked."""
    found = []
    for record in ArchiveIterator(BytesIO(data), check_digests="raise"):
        headers = dict(record.rec_headers.headers)
        payload = record.raw_stream.read()
        found.append((record.rec_type, headers, record.http_headers, payload))
    return found


def records_of(one: Exchange, first: datetime | None = None) -> Any:
    return read(exchange_records(one, payload_digest(one.body), first))


def test_an_exchange_is_an_answer_and_then_the_request_that_led_to_it() -> None:
    (kind, answer, http, payload), (second, request, asked, sent) = records_of(exchange())
    assert (kind, second) == ("response", "request")
    assert answer["WARC-Target-URI"] == request["WARC-Target-URI"] == "https://example.org/a?b=c"
    assert answer["WARC-Date"] == request["WARC-Date"] == "2022-05-25T12:00:30Z"
    assert answer["WARC-IP-Address"] == "192.0.2.1"
    assert request["WARC-Concurrent-To"] == answer["WARC-Record-ID"]
    assert answer["Content-Type"] == "application/http; msgtype=response"
    assert http.protocol == "HTTP/1.1"
    assert http.statusline == "200 OK"
    assert http.headers == [
        ("Content-Type", "text/html"),
        ("X-Twice", "1"),
        ("X-Twice", "2"),
        ("Content-Length", "12"),
    ]
    assert payload == b"<p>words</p>"
    assert asked.statusline == "/a?b=c HTTP/1.1"
    assert asked.headers == [("Host", "example.org"), ("User-Agent", "newsbot")]
    assert sent == b""


def test_each_record_is_a_gzip_member_of_its_own() -> None:
    data = exchange_records(exchange(), "sha1:X", None)
    first = gzip.decompress(data[: data.index(b"\x1f\x8b", 2)])
    assert first.startswith(b"WARC/1.1\r\n")
    assert first.endswith(b"<p>words</p>\r\n\r\n")


def test_the_digest_of_a_payload_is_sha1_in_base32() -> None:
    expected = b32encode(hashlib.sha1(b"words").digest()).decode()
    assert payload_digest(b"words") == f"sha1:{expected}"


def test_a_payload_that_is_kept_already_is_a_revisit_of_it() -> None:
    (kind, answer, http, payload), _ = records_of(exchange(), first=AT - timedelta(days=1))
    assert kind == "revisit"
    assert answer["WARC-Profile"].endswith("/1.1/revisit/identical-payload-digest")
    assert answer["WARC-Refers-To-Target-URI"] == "https://example.org/a?b=c"
    assert answer["WARC-Refers-To-Date"] == "2022-05-24T12:00:30Z"
    assert answer["WARC-Payload-Digest"] == payload_digest(b"<p>words</p>")
    assert http.statusline == "200 OK"
    assert payload == b""


def test_a_coded_body_stays_coded_and_its_header_says_so() -> None:
    coded = gzip.compress(b"<p>words</p>")
    headers = (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    (_, _, http, payload), _ = records_of(exchange(body=coded, headers=headers))
    assert payload == coded
    assert http.headers == [("Content-Encoding", "gzip"), ("Content-Length", str(len(coded)))]


def test_what_is_sent_is_kept_with_the_request() -> None:
    _, (_, _, asked, sent) = records_of(exchange(method="POST", request_body=b'{"page": 1}'))
    assert asked.protocol == "POST"
    assert ("Content-Length", "11") in asked.headers
    assert sent == b'{"page": 1}'


@pytest.mark.parametrize("status", [404, 599])
def test_failures_are_kept_also_with_a_status_that_nobody_knows(status: int) -> None:
    (_, _, http, _), _ = records_of(exchange(status=status, body=b""))
    assert http.get_statuscode() == str(status)


def test_a_header_cannot_end_the_head_before_its_time() -> None:
    headers = (("X-A", "1\r\n\r\n<p>"), ("X-B\r\nX-C", "2"), ("X-D", "新闻"))
    (_, _, http, payload), _ = records_of(exchange(headers=headers))
    assert payload == b"<p>words</p>"
    assert [name for name, _ in http.headers] == ["X-A", "X-B  X-C", "X-D", "Content-Length"]


@given(
    headers=st.lists(st.tuples(st.text(), st.text()), max_size=4).map(tuple),
    url=st.text(max_size=40).map(lambda path: f"https://example.org/{path}"),
    body=st.binary(max_size=200),
)
def test_whatever_strangers_send_the_records_are_whole(
    headers: tuple[tuple[str, str], ...], url: str, body: bytes
) -> None:
    one = exchange(headers=headers, request_headers=headers, url=url, body=body)
    (kind, _, _, payload), (second, *_) = records_of(one)
    assert (kind, payload, second) == ("response", body, "request")


def test_a_file_begins_by_saying_who_wrote_it() -> None:
    data = info_record("2022-05-25.warc.gz", AT, {"robots": "obey", "isPartOf": "example"})
    ((kind, headers, _, payload),) = read(data)
    assert kind == "warcinfo"
    assert headers["WARC-Filename"] == "2022-05-25.warc.gz"
    assert headers["WARC-Date"] == "2022-05-25T12:00:30Z"
    assert payload.decode().splitlines() == [
        f"software: newsbot/{__version__}",
        "format: WARC File Format 1.1",
        "robots: obey",
        "isPartOf: example",
    ]


def test_dates_are_utc() -> None:
    shanghai = datetime(2022, 5, 25, 7, 59, tzinfo=timezone(timedelta(hours=8)))
    assert warc_date(shanghai) == "2022-05-24T23:59:00Z"
