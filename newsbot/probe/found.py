"""What was found on a site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.article import Found

if TYPE_CHECKING:
    from newsbot.article import Article
    from newsbot.probe.fetched import Fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A feed, a sitemap or a page that lists articles."""

    kind: str
    """As in `discover`."""
    url: str
    title: str = ""
    links: Mapping[str, Mapping[str, Found]] = field(default_factory=dict)
    """Address of an article → what is said of it, in the order of the listing."""
    oldest: datetime | None = None
    newest: datetime | None = None
    parts: int = 0
    """Further sitemaps that an index names."""
    next: str = ""
    """Its next page, which lists other articles."""

    @property
    def is_index(self) -> bool:
        """Tell whether it leads to other sitemaps."""
        return self.parts > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """How an article's page reads."""

    fetched: Fetched
    listed: Mapping[str, Found] = field(default_factory=dict)
    """What a listing said of it, and the body where it is behind a share link."""
    fields: Mapping[str, Found] = field(default_factory=dict)
    """With the rule behind each."""
    article: Article | None = None
    missing: str = ""
    """Why it would be no post; empty when it would be one."""

    @property
    def is_readable(self) -> bool:
        """Tell whether it would be a post."""
        return self.article is not None and not self.missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What was asked for, and what it was, in words."""

    url: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Menu:
    """The links of a site's menu that lead to lists of articles."""

    selector: str
    """CSS that finds them and little else; empty: there is none."""
    urls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareFound:
    """Where articles have their text that is not on their pages."""

    link: str
    """The share link, as in `share`."""
    content: str
    """Where the text is."""
    rules: tuple[tuple[str, str], ...]
    """Pairs of kind and query that read the body there."""
    named: frozenset[str] = frozenset()
    """Addresses of the pages on which the link is."""
    texts: Mapping[str, Found] = field(default_factory=dict)
    """Address of a page → its body, where it was asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """All that is known of a site."""

    url: str
    """The page that the owner named, where it really is."""
    title: str = ""
    language: str = ""
    """BCP 47; empty: the pages do not agree, or say none."""
    timezone: str = ""
    """A name of the IANA database; empty: not certain."""
    timezone_why: str = ""
    """What it was concluded from, where it was not the pages' own dates."""
    is_without_zone: bool = False
    """A date of a page names no zone."""
    likely_zone: str = ""
    """One of the country's zones, where nothing else tells."""
    offsets: tuple[str, ...] = ()
    """The offsets that the pages' dates have: `+08:00`."""
    feeds: tuple[Listed, ...] = ()
    sitemaps: tuple[Listed, ...] = ()
    listings: tuple[Listed, ...] = ()
    """The given page first, then pages of its menu."""
    menu: Menu | None = None
    pages: tuple[PageRead, ...] = ()
    obstacle: str = ""
    """What came instead of the site's page: `block page`."""
    tried: tuple[Tried, ...] = ()
    """In order."""
    extract: Mapping[str, str] = field(default_factory=dict)
    """Field → CSS, where general rules do not read it."""
    share: ShareFound | None = None
    """None where articles have their texts on their pages."""

    @property
    def lists_anything(self) -> bool:
        """Tell whether there is any way to articles."""
        return any(one.links or one.parts for one in (*self.feeds, *self.sitemaps, *self.listings))

    @property
    def readable(self) -> tuple[PageRead, ...]:
        """The pages that would be posts."""
        return tuple(page for page in self.pages if page.is_readable)
