"""What a page says without any rule of its source: each field's cascade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from newsbot.article import Found
from newsbot.extraction.addresses import CANONICAL, IMAGE
from newsbot.extraction.authors import AUTHORS
from newsbot.extraction.body import BODY
from newsbot.extraction.cascade import Attempt, Cascade, attempts, first_sound
from newsbot.extraction.description import DESCRIPTION
from newsbot.extraction.headline import HEADLINE
from newsbot.extraction.keywords import KEYWORDS
from newsbot.extraction.language import LANGUAGE
from newsbot.extraction.page import Page
from newsbot.extraction.paywall import ACCESS
from newsbot.extraction.published import DATE_MODIFIED, DATE_PUBLISHED
from newsbot.extraction.publisher import PUBLISHER
from newsbot.extraction.section import SECTION

CASCADES: Final[Mapping[str, Cascade]] = MappingProxyType(
    {
        "headline": HEADLINE,
        "body_html": BODY,
        "publisher": PUBLISHER,
        "section": SECTION,
        "keywords": KEYWORDS,
        "description": DESCRIPTION,
        "in_language": LANGUAGE,
        "image": IMAGE,
        "canonical_url": CANONICAL,
        "is_accessible_for_free": ACCESS,
        "date_published": DATE_PUBLISHED,
        "date_modified": DATE_MODIFIED,
        "authors": AUTHORS,
    }
)
"""Field → its rules."""


def read_general(page: Page, wanted: Iterable[str]) -> dict[str, Found]:
    """Return what the general rules find of the *wanted* fields."""
    found = {name: first_sound(CASCADES[name], page) for name in wanted if name in CASCADES}
    return {name: value for name, value in found.items() if value is not None}


def failed_before(name: str, page: Page) -> tuple[Attempt, ...]:
    """Return what the general rules of a field gave before one gave something sound."""
    return attempts(CASCADES[name], page) if name in CASCADES else ()
