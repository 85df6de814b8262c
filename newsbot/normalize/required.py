"""What an article must have before it becomes a post."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from newsbot.article import Article, Draft
from newsbot.scrapy_errors import (
    AmbiguousDate,
    FutureDate,
    MissingBody,
    MissingDate,
    MissingHeadline,
    OldDate,
    Waiting,
)
from newsbot.values.date_reading import is_future, is_old
from newsbot.values.html import has_words

if TYPE_CHECKING:
    from newsbot.source import Source


def is_damaged(article: Article) -> bool:
    """Tell whether a character of its text is lost: U+FFFD stands in its place."""
    return any("\ufffd" in text for text in (article.headline, article.body_html))


def missing_field(
    article: Article, source: Source, now: datetime, *, doubt: str = "", rule: str = ""
) -> type[Waiting] | None:
    """Return why the article has to wait, None when nothing is missing.

    *doubt*: why its date was not read, where it could be two. *rule*: what gave the date; a
    dateline is in the page's words.
    """
    if not article.headline:
        return MissingHeadline
    if article.date_published is None:
        return AmbiguousDate if doubt else MissingDate
    if is_future(article.date_published, now):
        return FutureDate
    if is_old(article.date_published) and not _in_words(article, rule):
        return OldDate
    if source.post.body != "none" and not has_words(article.body_html):
        return MissingBody
    return None


def _in_words(article: Article, rule: str) -> bool:
    """Tell whether the page itself names the year: archives publish old papers."""
    date = article.date_published
    if date is None or rule.startswith("dateline"):
        return date is not None
    if (date.month, date.day) in {(1, 1), (12, 31)} and date.year in {1969, 1970}:
        return False
    return any(str(date.year) in text for text in (article.headline, article.body_html))


FIELDS: Final = {
    MissingHeadline: "headline",
    MissingDate: "date_published",
    AmbiguousDate: "date_published",
    FutureDate: "date_published",
    OldDate: "date_published",
    MissingBody: "body_html",
}

NOWHERE: Final = "not found on the page; `newsbot try` tells where it was looked for"
"""What to say of a field that the general rules alone have looked for."""

_LONGEST: Final = 60


def explain_missing(missing: type[Waiting], draft: Draft, source: Source) -> str:
    """Say what the rules for the missing field gave: nothing, or what is of no use."""
    name = FIELDS.get(missing)
    if name is None:
        return ""
    found = draft.fields.get(name)
    if found is None:
        rules = _labels(name, source)
        return f"{name}: nothing from {', '.join(rules)}" if rules else f"{name}: {NOWHERE}"
    if name == "body_html":
        return f"{name}: no words in what {found.rule} gave"
    text = " ".join(str(found.value).split())
    shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
    return f'{name}: {found.rule} gave "{shown}"'


def _labels(name: str, source: Source) -> list[str]:
    extracts = (source.extract, *(layout.extract for layout in source.layouts))
    return list(dict.fromkeys(rule.label for one in extracts for rule in one.get(name, ())))
