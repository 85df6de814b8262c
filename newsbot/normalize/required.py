"""What an article must have before it becomes a post."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.article import Article
from newsbot.errors import (
    AmbiguousDate,
    FutureDate,
    MissingBody,
    MissingDate,
    MissingHeadline,
    Waiting,
)
from newsbot.normalize.dates import is_future
from newsbot.values.html import has_words

if TYPE_CHECKING:
    from newsbot.source import Source


def is_damaged(article: Article) -> bool:
    """Tell whether a character of its text is lost: U+FFFD stands in its place."""
    return any("\ufffd" in text for text in (article.headline, article.body_html))


def missing_field(
    article: Article, source: Source, now: datetime, *, doubt: str = ""
) -> type[Waiting] | None:
    """Return why the article has to wait, None when nothing is missing.

    *doubt*: why its date was not read, where it could be two.
    """
    if not article.headline:
        return MissingHeadline
    if article.date_published is None:
        return AmbiguousDate if doubt else MissingDate
    if is_future(article.date_published, now):
        return FutureDate
    if source.post.body != "none" and not has_words(article.body_html):
        return MissingBody
    return None
