"""Articles of a source from all over the years, and the pages of them that were kept."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, and_, select

from newsbot.archive.codec import load_article
from newsbot.archive.identities import chunks
from newsbot.archive.raw_known import load_payloads, url_key
from newsbot.archive.raw_records import GZIP
from newsbot.archive.schema import articles, versions
from newsbot.values.dates import parse_rfc3339

READ_AT_ONCE: Final = 64 * 1024
LARGEST: Final = 64 * 1024 * 1024
"""Bytes of one record, unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """An article with a date, and where its page is."""

    url: str
    published: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAnswer:
    """An answer as it was kept: coded as Content-Encoding says."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def dated_articles(connection: Connection, source: str) -> list[Dated]:
    """Return the archived articles of a source whose page is known, by date."""
    is_latest = and_(
        versions.c.article_id == articles.c.id, versions.c.number == articles.c.version
    )
    query = (
        select(versions.c.article, articles.c.id, articles.c.published_at)
        .join(versions, is_latest)
        .where(articles.c.source == source, articles.c.published_at.is_not(None))
        .order_by(articles.c.published_at)
    )
    rows = ((load_article(row.article, row.id), row) for row in connection.execute(query))
    return [
        Dated(url=article.url, published=parse_rfc3339(row.published_at))
        for article, row in rows
        if article.url
    ]


def kept_on(connection: Connection, source: str, urls: list[str]) -> dict[str, date]:
    """Return address → day of the file that has its page."""
    keys = {url_key(url): url for url in urls}
    days: dict[str, date] = {}
    for some in chunks(list(keys)):
        found = load_payloads(connection, source, some)
        days |= {keys[key]: payload.at.date() for key, payload in found.items()}
    return days


def kept_answer(path: Path, url: str) -> KeptAnswer | None:
    """Return the last whole answer of an address in a WARC file; None when there is none."""
    found: KeptAnswer | None = None
    for record in _records(path):
        head, _, block = record.partition(b"\r\n\r\n")
        said = _headers(head)
        if said.get("warc-type") == "response" and said.get("warc-target-uri") == url:
            length = int(said.get("content-length") or 0)
            found = _answer(url, block[:length]) or found
    return found


def _records(path: Path) -> Iterator[bytes]:
    """Yield the members of a file, up to the first that is not whole."""
    try:
        stream = path.open("rb")
    except OSError:
        return
    with stream:
        left = b""
        while data := left or stream.read(READ_AT_ONCE):
            member = zlib.decompressobj(GZIP)
            record = bytearray()
            try:
                while data and not member.eof:
                    record += member.decompress(data, LARGEST - len(record) + 1)
                    if len(record) > LARGEST:
                        return
                    data = member.unconsumed_tail or (
                        b"" if member.eof else stream.read(READ_AT_ONCE)
                    )
            except zlib.error:
                return
            if not member.eof:
                return
            yield bytes(record)
            left = member.unused_data


def _answer(url: str, block: bytes) -> KeptAnswer | None:
    head, _, body = block.partition(b"\r\n\r\n")
    first, _, lines = head.partition(b"\r\n")
    words = first.split()
    if len(words) < 2 or not words[1].isdigit():
        return None
    named = _headers(b"x\r\n" + lines)
    return KeptAnswer(url=url, status=int(words[1]), headers=tuple(named.items()), body=body)


def _headers(head: bytes) -> dict[str, str]:
    lines = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return {
        name.decode("latin-1").strip().lower(): text.decode("utf-8", "replace").strip()
        for name, _, text in lines
    }
