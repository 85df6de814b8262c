"""Addresses that prove, by what they lead to, to be those of an article in the archive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any, Protocol

from sqlalchemy import Connection, Row, select

from newsbot.archive.codec import load_article
from newsbot.archive.identities import Match, find_articles, join
from newsbot.archive.schema import KNOWN, articles, versions
from newsbot.article import Article
from newsbot.values.dates import format_rfc3339
from newsbot.values.digests import is_same_digest


class By(Enum):
    """What leads to an address."""

    LOOKS = "it is another form of the page's address by its looks"
    AGREED = "the page was redirected there, and says so itself"
    REDIRECT = "the page was redirected there"


@dataclass(frozen=True, slots=True)
class Way:
    """A key that may lead to the article that a page is about, known under another address."""

    key: str
    by: By = By.LOOKS


class Claim(Protocol):
    """An article on its way into the archive, and the ways by which it may be there already."""

    @property
    def article(self) -> Article:
        """The article."""

    @property
    def words_digest(self) -> str:
        """Of its headline and text."""

    @property
    def ways(self) -> tuple[Way, ...]:
        """How it may be known."""


def may_be_archived(
    connection: Connection, source: str, rows: Iterable[Row[Any] | None], claims: Sequence[Claim]
) -> list[bool]:
    """Tell of each article whether any of its ways leads to another one."""
    keys = {way.key for claim in claims for way in claim.ways}
    found = find_articles(connection, source, sorted(keys))
    return [
        row is not None and any(_others(found, row, claim))
        for row, claim in zip(rows, claims, strict=True)
    ]


def join_alias(connection: Connection, row: Row[Any], claim: Claim) -> bool:
    """Give an article's addresses to the archived one that it proves to be; tell whether it did."""
    if row.version:
        return False
    found = find_articles(connection, row.source, [way.key for way in claim.ways])
    for way, article_id in _others(found, row, claim):
        if _is_same(connection, article_id, claim, way.by):
            join(connection, article_id, row.id)
            return True
    return False


def is_at_anothers(connection: Connection, row: Row[Any], claim: Claim) -> bool:
    """Tell whether a page was redirected to the address of another article that is archived.

    Sites in trouble send all their links to one page, which the first of them has for its own.
    """
    found = find_articles(connection, row.source, [way.key for way in claim.ways])
    ids = [id_ for way, id_ in _others(found, row, claim) if way.by is By.REDIRECT]
    return any(_archived(connection, article_id) is not None for article_id in ids)


def _others(found: Mapping[str, Match], row: Row[Any], claim: Claim) -> Iterator[tuple[Way, int]]:
    """Yield the ways that lead to another article, and to which."""
    for way in claim.ways:
        match = found.get(way.key)
        if match is not None and match.article_id != row.id and match.may_be(row.identity):
            yield way, match.article_id


def _is_same(connection: Connection, article_id: int, claim: Claim, by: By) -> bool:
    """Tell whether an archived article says the same.

    A form by its looks needs the same words, or headline and date. Whoever was only redirected to
    one place needs the same words *and* date: a page for maintenance is a place, too.
    """
    row = _archived(connection, article_id)
    if row is None or by is By.REDIRECT:
        return False
    has_words = is_same_digest(row.words_digest, claim.words_digest)
    has_date = row.published_at is not None and row.published_at == _stamp(claim.article)
    if by is By.AGREED:
        return has_words and has_date
    return has_words or (has_date and _headline(connection, row) == claim.article.headline)


def _archived(connection: Connection, article_id: int) -> Row[Any] | None:
    query = select(articles).where(articles.c.id == article_id, articles.c.state.in_(KNOWN))
    row = connection.execute(query).first()
    return row if row is not None and row.version else None


def _headline(connection: Connection, row: Row[Any]) -> str | None:
    query = select(versions.c.article).where(
        versions.c.article_id == row.id, versions.c.number == row.version
    )
    text = connection.execute(query).scalar()
    return load_article(text, row.id).headline if text is not None else None


def _stamp(article: Article) -> str | None:
    date: datetime | None = article.date_published
    return format_rfc3339(date.astimezone(UTC)) if date is not None else None
