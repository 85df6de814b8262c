"""Texts that several articles of a source have: those of a page that came in their place."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from newsbot.archive.answers import forget_answers
from newsbot.archive.identities import chunks
from newsbot.archive.schema import texts
from newsbot.article import Article
from newsbot.values.address_forms import own_name
from newsbot.values.urls import is_http_url

TOO_MANY: Final = 3
"""Articles with one text that is that of none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The text of one article, as digests."""

    article_id: int
    text: str
    """Of the body, its addresses included; empty where there are no words."""
    about: str
    """Of headline, date and what its address calls it: one under several addresses is one."""


def about(article: Article) -> str:
    """Return the digest of what tells two articles with one text apart.

    A page that came in the place of several has one headline and one date, too: their addresses
    tell them apart, where the page does not name one address for all of them.
    """
    date = article.date_published
    address = article.canonical_url or article.url
    told = (
        article.headline,
        date.isoformat(timespec="minutes") if date else "",
        own_name(address) if is_http_url(address) else address,
    )
    said = "\n".join(map(str, told))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def repeated(connection: Connection, source: str, told: Sequence[Told]) -> set[int]:
    """Remember the texts of articles, and return those whose text is that of several others.

    What they said is forgotten, so that they are fetched again when they are tried again.
    """
    said = [one for one in told if one.text]
    if not said:
        return set()
    ids = [one.article_id for one in said]
    connection.execute(delete(texts).where(texts.c.article_id.in_(ids)))
    rows = [
        {"article_id": one.article_id, "source": source, "text": one.text, "about": one.about}
        for one in said
    ]
    connection.execute(insert(texts), rows)
    there = _abouts(connection, source, {one.text for one in said})
    found = {one.article_id for one in said if len(there[one.text]) >= TOO_MANY}
    forget_answers(connection, found)
    return found


def _abouts(connection: Connection, source: str, wanted: set[str]) -> Mapping[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for some in chunks(sorted(wanted)):
        query = (
            select(texts.c.text, texts.c.about)
            .where(texts.c.source == source, texts.c.text.in_(some))
            .distinct()
        )
        for row in connection.execute(query):
            found[row.text].add(row.about)
    return found
