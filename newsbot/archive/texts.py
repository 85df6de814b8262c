"""Texts that several articles of a source have: those of a page that came in their place."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from newsbot.archive.identities import chunks
from newsbot.archive.schema import contributions, texts
from newsbot.article import Article, Origin

TOO_MANY: Final = 3
"""Articles with one text that is that of none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The text of one article, as digests."""

    article_id: int
    text: str
    """Of the body, its addresses included; empty where there are no words."""
    about: str
    """Of headline and date: one article under several addresses is one."""


def about(article: Article) -> str:
    """Return the digest of what tells two articles with one text apart."""
    date = article.date_published
    said = f"{article.headline}\n{date.isoformat(timespec='minutes') if date else ''}"
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
    if found:
        connection.execute(
            delete(contributions).where(
                contributions.c.article_id.in_(found),
                contributions.c.origin.in_([Origin.PAGE, Origin.CONTENT]),
            )
        )
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
