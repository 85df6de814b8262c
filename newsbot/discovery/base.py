"""What every kind of discovery gives, and what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from newsbot.article import Found

if TYPE_CHECKING:
    from newsbot.source import Source
    from newsbot.values.answer import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Where a walk back through archive pages stands."""

    day: date
    """The first day that its page is about."""
    steps: int = 0
    """Pages before it."""
    listed: int = 0
    """Articles on them."""
    empty: int = 0
    """How many of the last ones, one after another, had nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of a listing."""

    entry: int
    """Place in `discover`, from 0."""
    key: str
    """Names the listing in the ledger, the same for all of its pages."""
    url: str
    """Where this page is; for link files the file's path in the project."""
    position: int
    """Order among all listings of the source."""
    number: int = 1
    """Which page of the listing, from 1."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The values of `each` that this listing stands for."""
    is_file: bool = False
    may_be_missing: bool = False
    """Where 404 and 410 mean that there is nothing, and not that something failed."""
    is_bounded: bool = False
    """It is as short as is wanted: all of its pages are read."""
    day: date | None = None
    """The first day that it is about, where it is an archive page by date."""
    is_virtual: bool = False
    """No page of the site, and not asked for: it only leads to other listings."""
    is_conditional: bool = True
    """It need not be read again when it has not changed."""
    trail: Trail | None = None
    """Where it belongs to a walk back: each listing leads to the one before it in time."""
    lastmod: str = ""
    """When it was changed, as the listing says that leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLink:
    """One article that a listing names, and what it says about it."""

    fields: Mapping[str, Found]
    """Holds `url`, absolute, or `identifier`, or both."""

    @property
    def url(self) -> str | None:
        """The article's page, when the listing gives it."""
        return self._text("url")

    @property
    def identifier(self) -> str | None:
        """The publisher's identifier, when the listing gives it."""
        return self._text("identifier")

    def _text(self, name: str) -> str | None:
        found = self.fields.get(name)
        return found.value if found is not None and isinstance(found.value, str) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A link that the source's file does not want, and why."""

    link: str
    reason: str
    number: int = 1
    """How many they are, where they are not named one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPage:
    """What one page of a listing gave."""

    links: tuple[ArticleLink, ...] = ()
    refused: tuple[Refused, ...] = ()
    next: Listing | None = None
    listings: tuple[Listing, ...] = ()
    """Further listings that the page leads to."""
    is_cut: bool = False
    """Older articles were left out, since `first` does not reach them."""

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing at all was listed."""
        return not (self.links or self.refused)


class Discovery(Protocol):
    """One entry of `discover`."""

    def __init__(self, entry: Any, index: int, source: Source) -> None: ...

    def listings(self) -> Iterator[Listing]:
        """Yield the first page of each listing."""

    def read(self, listing: Listing, answer: Answer) -> ListingPage:
        """Read one page. Raises AnswerError when it is not what it had to be."""


def position_of(entry: int, place: int) -> int:
    """Return the order among all listings: by entry, then by place within it."""
    return entry * 100_000 + max(0, min(place, 99_999))
