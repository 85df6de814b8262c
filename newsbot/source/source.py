"""One source: what its YAML file says, checked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator, model_validator
from pydantic import WithJsonSchema as Editors
from pydantic.dataclasses import dataclass

from newsbot.article import ARTICLE_FIELDS
from newsbot.errors import Mistake
from newsbot.source.addresses import host_in, placeholders
from newsbot.source.checks import expected, utc
from newsbot.source.entries import Entry, Json, Sitemap
from newsbot.source.kinds import (
    MODEL,
    Day,
    Duration,
    First,
    HostNames,
    Interval,
    JmesPath,
    Language,
    Line,
    Number,
    Selectors,
    Text,
    UrlTemplate,
    Zone,
)
from newsbot.source.names import SourceNames
from newsbot.source.post import Post
from newsbot.source.request import RequestOptions
from newsbot.source.rules import Extract, OneRule


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Share:
    """The permalink that is passed around, and where its content really is."""

    link: UrlTemplate | None = None
    """The share link, with `{identifier}`."""
    content: UrlTemplate | None = None
    """Where the text is; placeholders are fields of the article."""

    @field_validator("link")
    @classmethod
    def _names_the_article(cls, link: str | None) -> str | None:
        if link is not None and "identifier" not in placeholders(link):
            raise expected("a URL with {identifier}")
        return link


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Layout:
    """An older layout of the site; it changes only what it names."""

    until: Day | None = None
    """Last day of this layout."""
    extract: Extract = Field(default_factory=dict)
    """As in the source."""
    remove: Selectors = ()
    """As in the source."""
    next_page: OneRule | None = None
    """As in the source."""


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Source:
    """One source: what its YAML file says, merged with the project's defaults."""

    name: Text
    """The stem of its file."""
    path: Text = ""
    """Its file: POSIX, relative to the project's root."""
    digest: Text = Field(default="", repr=False)
    """SHA-256 in hex of what the file and the defaults say; secrets do not count."""
    reading: Text = Field(default="", repr=False)
    """The same of what decides how pages and contents are read."""
    where_at: Text = Field(default="", repr=False)
    """Where `where` stands: `sources/example.yaml:7`; empty when there is none."""

    render_at: Text = Field(default="", repr=False)
    """Where `render` stands."""

    secrets: frozenset[str] = Field(default=frozenset(), repr=False)
    """What is never written or shown: values of variables, and the credentials of proxies."""
    warnings: Annotated[tuple[Mistake, ...], Editors({})] = Field(default=(), repr=False)
    """What the file says and hardly means."""

    title: Line = ""
    """What readers call it; by default its name."""
    language: Language | None = None
    """BCP 47."""
    timezone: Zone = Field(default_factory=utc)
    """Of dates without a zone, and of the days in paths."""
    domains: HostNames = ()
    """Hosts that links may lead to, and their subdomains; by default those of the URLs here."""
    discover: Annotated[tuple[Entry, ...], Field(min_length=1)]
    """Where a scheduled run looks."""
    backfill: tuple[Entry, ...] = ()
    """The same for backfills; by default `discover`."""
    share: Share | None = None
    """The permalink that is passed around, and where its content really is."""
    extract: Extract = Field(default_factory=dict)
    """Field → rule or list of rules, the first that gives something; own names are allowed."""
    remove: Selectors = ()
    """CSS; taken out of the body."""
    next_page: OneRule | None = None
    """The link to the next page of an article in several pages."""
    layouts: tuple[Layout, ...] = ()
    """Older layouts of the site, newest first."""
    where: JmesPath | None = None
    """JMESPath on the article; those for which it is false are skipped."""
    post: Post = Field(default_factory=Post)
    """How its posts look."""
    first: First = timedelta(days=7)
    """How far the very first crawl pages back: a duration, a number of articles, or all."""
    every: Interval | None = None
    """How often it is due; by default at every run."""
    recheck: Duration = timedelta(hours=48)
    """How long after publication an article is looked at again for edits."""
    robots: Literal["obey", "ignore"] = "obey"
    """What robots.txt is taken for."""
    delay: Duration = timedelta(seconds=1)
    """Between two requests to a host."""
    concurrency: Annotated[Number, Field(ge=1)] = 2
    """Requests at once to a host."""
    request: RequestOptions = Field(default_factory=RequestOptions)
    """What is sent with each request."""
    render: Literal["none", "browser"] = "none"
    """Whether pages are rendered in a browser first."""
    undated: Literal["wait", "first-seen"] = "wait"
    """An article without a date waits, or gets the time when it was first seen."""
    paywall: Literal["mark", "skip"] = "mark"
    """An article behind a paywall gets a post that says so, or none."""
    was: SourceNames = ()
    """Names it had; its articles stay known."""
    retired: Day | None = None
    """Since when it is no longer crawled; its posts stay."""

    @field_validator("discover", "backfill")
    @classmethod
    def _hosts_are_named(
        cls, entries: tuple[Entry, ...], info: ValidationInfo
    ) -> tuple[Entry, ...]:
        asks = any(isinstance(entry, Sitemap) and entry.url is None for entry in entries)
        named = any(address for entry in entries for address in entry.addresses())
        if asks and not named and not info.data.get("domains"):
            raise expected("`url`, or hosts in `domains` whose robots.txt names the sitemaps")
        return entries

    @model_validator(mode="after")
    def _fill_in(self) -> Source:
        # The two fields whose default depends on the others; nothing else writes to a Source.
        object.__setattr__(self, "title", self.title or self.name)
        hosts = dict.fromkeys(map(host_in, self.addresses()))
        object.__setattr__(self, "domains", self.domains or tuple(hosts))
        return self

    @property
    def own_fields(self) -> frozenset[str]:
        """Fields that this source's file names and Article does not have."""
        return frozenset(self._named_fields()) - ARTICLE_FIELDS

    def addresses(self) -> Iterator[str]:
        """Yield every address in the file that is asked for something, templates as they are."""
        for entry in (*self.discover, *self.backfill):
            yield from entry.addresses()
        if self.share is not None:
            yield from filter(None, (self.share.link, self.share.content))

    def request_options(self) -> Iterator[RequestOptions]:
        """Yield what is sent with requests: the source's own, then that of its entries."""
        yield self.request
        for entry in (*self.discover, *self.backfill):
            if entry.request is not None:
                yield entry.request

    def _named_fields(self) -> Iterator[str]:
        yield from self.extract
        for layout in self.layouts:
            yield from layout.extract
        for entry in (*self.discover, *self.backfill):
            yield from entry.set
            if isinstance(entry, Json):
                yield from (*entry.fields, *entry.each)
