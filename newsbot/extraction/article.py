"""Everything that one page says of its article: by the source's rules, then by general ones."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.article import ARTICLE_FIELDS, Found
from newsbot.extraction.fields import extract_fields
from newsbot.extraction.general import read_general
from newsbot.extraction.page import Page
from newsbot.extraction.settled_dates import settle_dates
from newsbot.values.share import is_text_elsewhere

if TYPE_CHECKING:
    from newsbot.source import Source
    from newsbot.values.answer import Answer


def read_article(answer: Answer, source: Source, now: datetime) -> dict[str, Found]:
    """Return every field that a page gives. Raises AnswerError when a rule cannot be applied.

    General rules read what no rule of the source gave. They read no body where it is behind
    the share link: what stands on the page may be an extract.
    """
    fields = extract_fields(answer, source)
    if answer.kind != "html":
        return fields
    wanted = ARTICLE_FIELDS - fields.keys()
    if is_text_elsewhere(answer, fields, source):
        wanted -= {"body_html"}
    page = page_of(answer, source, now)
    return {**read_general(page, sorted(wanted)), **settle_dates(fields, page)}


def page_of(answer: Answer, source: Source, now: datetime) -> Page:
    """Return an answer as the general rules read it."""
    return Page(
        answer=answer,
        fetched_at=now,
        zone=source.timezone,
        language=source.language or "",
        remove=source.remove,
    )
