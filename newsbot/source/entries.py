"""Entries of `discover` and `backfill`: where articles are listed.

To add a kind: a class here, and its name in Entry.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import Annotated, Any, Literal, TypeAlias, get_args

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator
from pydantic import WithJsonSchema as Editors
from pydantic.dataclasses import dataclass

from newsbot.source.addresses import placeholders
from newsbot.source.checks import expected
from newsbot.source.date_formats import Granularity, date_formats, granularity, with_date
from newsbot.source.kinds import (
    MODEL,
    SCALAR,
    FieldName,
    JmesPath,
    Literals,
    Number,
    ProjectPath,
    Regex,
    Regexes,
    Text,
    Url,
    UrlTemplate,
)
from newsbot.source.near import did_you_mean
from newsbot.source.request import RequestOptions
from newsbot.source.rules import JsonFields, OneRule, Rule

__all__ = ["Category", "Dated", "Entry", "Feed", "Json", "Links", "Page", "Sitemap"]


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Common:
    """What every kind of entry has."""

    match: Regexes = ()
    """Regular expressions; a link that none of them finds is refused."""
    exclude: Regexes = ()
    """Regular expressions; a link that one of them finds is refused."""
    set: Literals = Field(default_factory=dict)
    """Fields that each article of this entry gets."""
    request: RequestOptions | None = None
    """What is sent for this listing; it comes before the source's own `request`."""

    def addresses(self) -> Iterator[str]:
        """Yield the addresses that the entry names."""
        yield from ()


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Feed(Common):
    """RSS, Atom or JSON Feed."""

    kind: Literal["feed"] = "feed"
    """RSS, Atom or JSON Feed."""
    url: UrlTemplate
    """The feed; with `{page}` where it has several pages."""
    identifier: Regex | None = None
    """Finds the publisher's identifier in an entry's guid; without it, guids identify nothing."""

    @field_validator("url")
    @classmethod
    def _names_are_known(cls, url: str) -> str:
        return _with_names(url, {"page"})

    def addresses(self) -> Iterator[str]:
        """Yield the feed's address."""
        yield self.url


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Sitemap(Common):
    """A sitemap, or an index of them."""

    kind: Literal["sitemap"] = "sitemap"
    """A sitemap, or an index of them."""
    url: Url | None = None
    """The sitemap; without it those that robots.txt names, of every host in `domains`."""
    sitemaps: Regexes = ()
    """Regular expressions; of the sitemaps in an index those are read that one of them finds."""

    def addresses(self) -> Iterator[str]:
        """Yield the sitemap's address."""
        if self.url is not None:
            yield self.url


def _with_names(url: str, known: Set[str]) -> str:
    """Return an address whose placeholders are all known."""
    unknown = sorted(placeholders(url) - known)
    if unknown:
        near = did_you_mean(unknown[0], known)
        names = ", ".join(f"{{{name}}}" for name in sorted(known))
        raise expected(f"only {names} as placeholders, not {{{unknown[0]}}}{near}")
    return url


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Page:
    """How a list counts its pages."""

    from_: Number = Field(default=1, alias="from")
    """Number of the first page."""
    step: Annotated[Number, Field(ge=1)] = 1
    """From one page's number to the next."""

    def number(self, place: int) -> int:
        """Return what the *place*-th page is called, from 1."""
        return self.from_ + self.step * (place - 1)


def with_page(url: str, page: Page | None) -> str:
    """Check that an address has `{page}` in it where it is said how that counts."""
    if page is not None and "page" not in placeholders(url):
        raise expected("a URL with {page}, since `page` says how it counts")
    return url


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Category(Common):
    """A page that lists articles."""

    kind: Literal["category"] = "category"
    """A page that lists articles."""
    page: Page | None = None
    """How `{page}` counts; by default from 1 in steps of 1."""
    url: UrlTemplate
    """The page, with `{page}` where the address of the next one is counted."""
    categories: OneRule | None = None
    """Links to further listing pages, which are followed."""
    articles: OneRule | None = None
    """Links to articles; without it newsbot finds them itself, and the next page too."""
    next: OneRule | None = None
    """The link to the next page."""

    @field_validator("url")
    @classmethod
    def _only_page_is_known(cls, url: str, info: ValidationInfo) -> str:
        if unknown := sorted(placeholders(url) - {"page"}):
            raise expected(f"only {{page}} as a placeholder, not {{{unknown[0]}}}")
        try:
            url.format(page=1)
        except ValueError:
            raise expected("{page}, or with zeros before the number {page:03d}") from None
        return with_page(url, info.data.get("page"))

    @field_validator("next")
    @classmethod
    def _page_or_next(cls, value: Rule | None, info: ValidationInfo) -> Rule | None:
        if value is not None and "page" in placeholders(info.data.get("url", "")):
            raise expected("either `{page}` in `url` or `next`, not both")
        return value

    def addresses(self) -> Iterator[str]:
        """Yield the page's address."""
        yield self.url


def _texts(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


Values: TypeAlias = Annotated[
    tuple[Text, ...],
    BeforeValidator(_texts),
    Field(min_length=1),
    Editors({"anyOf": [SCALAR, {"type": "array", "items": SCALAR, "minItems": 1}]}),
]


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Json(Common):
    """A JSON list."""

    kind: Literal["json"] = "json"
    """A JSON list."""
    each: Mapping[FieldName, Values] = Field(default_factory=dict)
    """Name → values: one list for every combination; the values are fields too."""
    page: Page | None = None
    """How `{page}` counts; by default from 1 in steps of 1."""
    next: JmesPath | None = None
    """A cursor for `{page}`, or the link to the next page; JMESPath on the whole answer."""
    url: UrlTemplate
    """The list, with `{page}` and the names of `each`."""
    items: JmesPath
    """The list's entries; JMESPath on the whole answer."""
    fields: JsonFields
    """Field → rule on one entry; `identifier` or `url` must be among them."""

    @field_validator("url")
    @classmethod
    def _names_are_known(cls, url: str, info: ValidationInfo) -> str:
        # Names of an `each` that is wrong itself are not known.
        if "each" in info.data:
            _with_names(url, {"page", *info.data["each"]})
        return with_page(url, info.data.get("page"))

    @field_validator("fields")
    @classmethod
    def _an_article_is_named(cls, fields: JsonFields) -> JsonFields:
        if not fields.keys() & {"identifier", "url"}:
            raise expected("`identifier` or `url` among the fields", partial=True)
        return fields

    @field_validator("next")
    @classmethod
    def _page_or_next(cls, value: str | None, info: ValidationInfo) -> str | None:
        if value is not None and info.data.get("page") is not None:
            raise expected("either `page` or `next`, not both")
        return value

    def addresses(self) -> Iterator[str]:
        """Yield the list's address."""
        yield self.url


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Dated(Common):
    """Archive pages by date."""

    kind: Literal["dated"] = "dated"
    """Archive pages by date."""
    url: UrlTemplate
    """The page of a day, month or year, with `{date:FORMAT}` where its date is (strftime)."""
    articles: OneRule | None = None
    """Links to articles; without it newsbot finds them itself, and the next page too."""
    next: OneRule | None = None
    """The link to the next page of the same day, month or year."""

    @field_validator("url")
    @classmethod
    def _has_a_date(cls, url: str) -> str:
        return with_date(url)

    @property
    def granularity(self) -> Granularity:
        """Of which stretch of time there is one page."""
        return granularity(date_formats(self.url))

    def addresses(self) -> Iterator[str]:
        """Yield the page's address."""
        yield self.url


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Links(Common):
    """Given article or share links."""

    kind: Literal["links"] = "links"
    """Given article or share links, one a line."""
    file: ProjectPath
    """A file in the project."""


Entry: TypeAlias = Annotated[
    Category | Feed | Sitemap | Json | Dated | Links, Field(discriminator="kind")
]
"""One entry of `discover` or `backfill`."""


def entry_kinds() -> tuple[str, ...]:
    """Return the kinds that an entry may have."""
    union, _ = get_args(Entry)
    return tuple(model.kind for model in get_args(union))
