"""An article, as it is before and after normalisation.

Field names are schema.org's terms in snake_case (https://schema.org/NewsArticle).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, Final, TypeAlias

Value: TypeAlias = str | tuple[str, ...]
"""What a rule gives: a text, or several for the fields in LIST_FIELDS and rules with `all`."""

LIST_FIELDS: Final = frozenset({"authors", "keywords"})
"""Fields that hold several texts. Every other field of Article holds one."""

HTML_FIELDS: Final = frozenset({"body_html"})
"""Fields that hold HTML: a rule takes the element, not its text."""

DATE_FIELDS: Final = frozenset({"date_published", "date_modified"})
"""Fields that hold an instant."""

URL_FIELDS: Final = frozenset({"url", "canonical_url", "share_url", "image"})
"""Fields that hold an address."""

TEXT_FIELDS: Final = frozenset(
    {"identifier", "headline", "publisher", "section", "description", "in_language"}
)
"""Fields that hold one line of text."""

FLAG_FIELDS: Final = frozenset({"is_accessible_for_free"})
"""Fields that hold yes or no."""

ARTICLE_FIELDS: Final = (
    LIST_FIELDS | HTML_FIELDS | DATE_FIELDS | URL_FIELDS | TEXT_FIELDS | FLAG_FIELDS
)
"""The fields that a rule may name; any other name is the source's own and goes into `extra`."""


class Rank(IntEnum):
    """Who says so; the lower number wins, whatever came later."""

    SOURCE = 0
    """A rule, a `fields` entry or a `set` of the source file."""
    METADATA = 1
    """JSON-LD, Open Graph, meta elements."""
    GENERIC = 2
    """Guessed from the page itself."""


class Origin(StrEnum):
    """Which answer said so, in the order of the flow; within a rank the later one wins."""

    LISTING = "listing"
    PAGE = "page"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Found:
    """A value and where it is from."""

    value: Value
    rule: str
    """The rule that gave it, as `try` shows it: `css h1.headline`, `listing json title`."""
    rank: Rank = Rank.SOURCE


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one answer said about one article."""

    origin: Origin
    url: str
    """Where the answer came from, after redirects; relative addresses in its values start here."""
    fields: Mapping[str, Found]
    position: int = 0
    """Order among the listings: the entry's place in `discover`, then the place in `each`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article as published: every answer merged, nothing normalised yet."""

    source: str
    article_id: int
    """The article's row in the ledger."""
    fields: Mapping[str, Found]
    bases: Mapping[str, str]
    """Field → URL of the answer that gave it, for relative addresses."""
    url: str | None
    """The article's page, else the share link, else the content's URL."""
    share_url: str | None
    said: tuple[Contribution, ...] = ()
    """What pages and contents said; kept when the article has to wait."""
    first_seen: datetime | None = None
    """When a listing first named it; aware, UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """The page that lists a post."""

    slug: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A normalised article. Empty texts and empty tuples mean that no answer gave the field."""

    source: str
    """Name of the source: the stem of its file."""
    article_id: int = 0
    """The article's row in the ledger. Internal: never exported."""
    identifier: str = ""
    """The publisher's own identifier."""
    url: str = ""
    """Canonical form of the article's page, else of the share link, else of the content's URL."""
    canonical_url: str = ""
    """What the page declares with rel=canonical, when that is believable."""
    share_url: str = ""
    """The permalink that is passed around."""
    headline: str = ""
    """One line of plain text, no markup."""
    date_published: datetime | None = None
    """Aware, in the source's zone; None when unknown."""
    date_modified: datetime | None = None
    """Aware, in the source's zone; None when unknown."""
    authors: tuple[str, ...] = ()
    """Bylines; editors and syndication sources are not authors."""
    publisher: str = ""
    """The medium that wrote it."""
    section: str = ""
    """The publisher's section."""
    keywords: tuple[str, ...] = ()
    """The publisher's keywords, in its order."""
    description: str = ""
    """The publisher's summary, one line."""
    in_language: str = ""
    """BCP 47."""
    image: str = ""
    """Absolute URL of the lead image."""
    is_accessible_for_free: bool | None = None
    """False behind a paywall; None when unknown."""
    body_html: str = ""
    """Inert HTML with absolute addresses; no active content."""
    extra: Mapping[str, Value] = field(default_factory=dict)
    """The source's own fields."""

    def as_fields(self) -> dict[str, Any]:
        """Return all public and own fields in one mapping, as templates and `where` see them."""
        fields = {name: getattr(self, name) for name in sorted(ARTICLE_FIELDS)}
        return {**self.extra, **fields, "source": self.source}
