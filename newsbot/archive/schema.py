"""The ledger's tables, for SQLite and PostgreSQL alike.

Instants are text in RFC 3339, UTC, whole seconds, so they sort as text:
`2022-05-25T06:36:45+00:00`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION: Final = 2
"""Raised when a table changes; a ledger of another version is migrated or refused."""


class State(StrEnum):
    """What is known of an article."""

    SEEN = "seen"
    """A listing named it; fetched first thing at the next run."""
    INCOMPLETE = "incomplete"
    """A field is missing or quarantined, or fetching failed; tried again when `due_at` has come."""
    SKIPPED = "skipped"
    """Not wanted, for the reason that is kept; tried again when `due_at` has come."""
    ARCHIVED = "archived"
    """In the ledger, its post not yet in place; exported first thing at the next run."""
    EXPORTED = "exported"
    """Its post was put in place: this is what *known* means."""
    GONE = "gone"
    """The publisher took it away; the post stays."""
    WITHHELD = "withheld"
    """The owner deleted the post; it does not come back."""
    REMOVED = "removed"
    """The owner had it taken down for good."""


KNOWN: Final = (
    State.ARCHIVED,
    State.EXPORTED,
    State.GONE,
    State.WITHHELD,
    State.REMOVED,
)
"""States of articles that are, or were, in the archive."""

UNFINISHED: Final = (State.SEEN, State.INCOMPLETE, State.SKIPPED)
"""States of articles that are not archived."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("identity", String, nullable=False),  # `id:…` or `url:…`
    Column("state", String, nullable=False),
    Column("reason", String, nullable=False, default=""),  # short, counted in the summary
    Column("detail", Text, nullable=False, default=""),  # what to look at
    Column("rules", String, nullable=False, default=""),  # digest of those that read its answers
    Column("attempts", Integer, nullable=False, default=0),
    Column("first_seen", String, nullable=False),
    Column("failed_since", String),  # first of the failures in a row; given up 14 days later
    Column("due_at", String),  # next try; NULL: not by itself
    Column("fetched_at", String),
    Column("published_at", String),
    Column("version", Integer, nullable=False, default=0),
    Column("words_digest", String),
    Column("path", String),  # of the post, relative to the site; decided once
    Column("path_key", String),  # the path as a case-insensitive file system sees it
    Column("category_slug", String),
    Column("post_digest", String),  # of the bytes last written; cut short when had from the index
    Column("index_day", String),  # day of publication in the source's zone, as first archived
    UniqueConstraint("source", "identity"),
    UniqueConstraint("path_key"),
    Index("articles_by_state", "source", "state", "due_at"),
)

links = Table(
    "links",
    metadata,
    Column("source", String, primary_key=True),
    # `id:…` or `url:…`: whatever ever led to the article; `form:…`: its address in plain form
    Column("key", String, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Index("links_by_article", "article_id"),
)

listings = Table(
    "listings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("key", String, nullable=False),
    Column("pass_no", Integer, nullable=False, default=0),  # the pass that is under way
    Column("completed_pass", Integer, nullable=False, default=0),
    Column("completed_at", String),
    Column("reach", String, nullable=False, default=""),  # the `first` that ended it; "": its end
    Column("etag", String),
    Column("last_modified", String),
    Column("rules", String, nullable=False, default=""),  # digest of the rules that read it
    UniqueConstraint("source", "key"),
)

boundaries = Table(
    "boundaries",
    metadata,
    Column("listing_id", Integer, primary_key=True),
    Column("article_id", Integer, primary_key=True),  # among the last that the first pass took
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("listing", String, nullable=False),
    Column("since", String, nullable=False),  # end of the pass that shared nothing with the next
    Column("until", String, nullable=False),
)

contributions = Table(
    "contributions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), nullable=False),
    Column("origin", String, nullable=False),  # listing, page or content
    Column("listing_id", Integer, nullable=False, default=0),  # 0: not from a listing
    Column("position", Integer, nullable=False, default=0),
    Column("url", String, nullable=False),
    Column("fields", Text, nullable=False),  # JSON
    Column("first_pass", Integer, nullable=False, default=0),
    Column("last_pass", Integer, nullable=False, default=0),
    Column("seen_at", String, nullable=False),
    UniqueConstraint("article_id", "origin", "listing_id"),
    Index("contributions_by_listing", "listing_id", "last_pass"),
)

versions = Table(
    "versions",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("seen_at", String, nullable=False),
    Column("words_digest", String, nullable=False),
    Column("article", Text, nullable=False),  # JSON
)

texts = Table(
    "texts",
    metadata,
    Column("article_id", ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("source", String, nullable=False),
    Column("text", String, nullable=False),  # digest of the body
    Column("about", String, nullable=False),  # digest of headline and date, cut short
    Index("texts_by_text", "source", "text"),
)

categories = Table(
    "categories",
    metadata,
    Column("slug", String, primary_key=True),
    Column("title", String, nullable=False),  # the first one seen stays
    Column("source", String, nullable=False),
)

robots = Table(
    "robots",
    metadata,
    Column("origin", String, primary_key=True),  # scheme, host and port: `https://example.org`
    Column("fetched_at", String, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),  # as text; empty when there was none
)

raw_payloads = Table(
    "raw_payloads",
    metadata,
    Column("source", String, primary_key=True),
    Column("url_key", String, primary_key=True),  # digest of the address, cut short
    Column("digest", String, nullable=False),  # of what it said last, as WARC files have it
    Column("at", String, nullable=False),  # when it said so first: the day is that of the file
)

raw_files = Table(
    "raw_files",
    metadata,
    Column("source", String, primary_key=True),
    Column("day", String, primary_key=True),  # UTC
    Column("size", Integer, nullable=False),  # bytes that are known to be whole records
)

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("source", String, nullable=False),
    Column("started_at", String, nullable=False),
    Column("ended_at", String, nullable=False),
    Column("outcome", String, nullable=False),
    Column("report", Text, nullable=False),  # JSON
    Index("runs_by_source", "source", "id"),
)
