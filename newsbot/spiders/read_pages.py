"""The pages of one article as they were read, and what they say together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from newsbot.article import Found
from newsbot.extraction.fields import join_pages
from newsbot.extraction.join import join_bodies

if TYPE_CHECKING:
    from newsbot.values.answer import Answer

FIRST_PAGE: Final = "first page"
"""Names the rule that gave an article's `url` where a listing named a later page."""

CANONICAL_PAGE: Final = "canonical page"
"""Names the rule that gave an article's `url` where a listing named a variant."""


class Asked(Enum):
    """What was asked for after a page."""

    RULE = "the next page, as the source's rule says"
    NEXT = "the next page, as newsbot found it"
    WHOLE = "all pages as one"
    FIRST = "the first page"
    CANONICAL = "the canonical page, of which it is a variant"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page of an article: its answer, and what it says."""

    answer: Answer
    fields: Mapping[str, Found]
    asked: Asked = Asked.RULE

    @property
    def links(self) -> tuple[str, ...]:
        """Every address that led to it."""
        return self.answer.links


FirstPages: TypeAlias = tuple[ReadPage, ...]
"""The pages of an article so far, in their order."""


@dataclass(frozen=True, slots=True)
class PageSoFar:
    """An article of several pages, of which one is still to come."""

    pages: FirstPages
    next_url: str


def join(pages: Sequence[ReadPage]) -> dict[str, Found]:
    """Return the fields of an article in several pages."""
    fields = join_pages(page.fields for page in pages)
    several = [page for page in pages if "body_html" in page.fields]
    if len(several) < 2:
        return fields
    headline = str(fields["headline"].value) if "headline" in fields else ""
    bodies = [str(page.fields["body_html"].value) for page in several]
    body = join_bodies(bodies, [page.answer.base_url for page in several], headline)
    return {**fields, "body_html": replace(fields["body_html"], value=body)}


def is_led_to_by_another_page(fields: Mapping[str, Found]) -> bool:
    """Tell whether a listing named a later page of the article, or a variant."""
    return "url" in fields and fields["url"].rule in {FIRST_PAGE, CANONICAL_PAGE}
