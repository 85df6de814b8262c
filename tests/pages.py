"""Small pages, and what is found on them."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from newsbot.article import Found
from newsbot.extraction.body import BODY
from newsbot.extraction.body_choice import mark_asides
from newsbot.extraction.body_outline import Outline
from newsbot.extraction.body_reading import read_outline
from newsbot.extraction.cascade import first_sound
from newsbot.extraction.page import Page
from newsbot.values.answer import Answer

TITLE = "<title>A bridge is built - The Paper</title>"


def page_of(html: str, *, head: str = TITLE) -> Page:
    """Return a page with this in its body."""
    answer = Answer("https://example.org/1.html", f"<html><head>{head}</head><body>{html}")
    return Page(answer=answer, fetched_at=datetime(2026, 1, 1, tzinfo=UTC), zone=ZoneInfo("UTC"))


def body_of(html: str, *, head: str = TITLE) -> Found | None:
    """Return the body that is found on a page."""
    return first_sound(BODY, page_of(html, head=head))


def outline_of(html: str) -> Outline:
    """Return the outline of a page, with what stands beside its article marked."""
    outline = read_outline(page_of(html).walk)
    mark_asides(outline)
    return outline
