"""What listings say: one contribution an article and listing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, select, update

from newsbot.archive.codec import dump_fields
from newsbot.archive.due import make_due, may_admit, may_complete
from newsbot.archive.edits import edited_articles
from newsbot.archive.identities import chunks
from newsbot.archive.listings import ListingPass, Validators
from newsbot.archive.named import Named, find_or_create
from newsbot.archive.schema import KNOWN, State, articles, contributions, listings
from newsbot.article import Origin
from newsbot.values.dates import format_rfc3339


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRecord:
    """What one page of a listing meant to the ledger."""

    article_ids: tuple[int, ...]
    new: int
    """Articles that no listing had named before."""
    known: int
    """Articles that are in the archive already."""
    is_wholly_known: bool
    """All of it was known when the last completed pass ended."""
    fresh: tuple[int, ...]
    """Articles that no earlier page of this pass had named, in the order of the page."""

    @property
    def adds_nothing(self) -> bool:
        """Tell whether all of it was on an earlier page of this pass."""
        return bool(self.article_ids) and not self.fresh


def joined_records(records: Sequence[PageRecord]) -> PageRecord:
    """Return what a page meant that was recorded in several steps."""
    return PageRecord(
        article_ids=tuple(id_ for record in records for id_ in record.article_ids),
        new=sum(record.new for record in records),
        known=sum(record.known for record in records),
        is_wholly_known=all(record.is_wholly_known for record in records),
        fresh=tuple(id_ for record in records for id_ in record.fresh),
    )


def record_page(
    connection: Connection,
    source: str,
    listing_pass: ListingPass,
    named: Sequence[Named],
    *,
    url: str,
    position: int,
    now: datetime,
    validators: Validators | None = None,
    decisive: frozenset[str] | None = frozenset(),
) -> PageRecord:
    """Store what a page of a listing says, all of it or nothing.

    *validators*: those of the listing's first page, stored with what it says. *decisive*: fields
    that decide whether the source wants an article; None: all of them.
    """
    stamp = format_rfc3339(now)
    if validators is not None:
        connection.execute(
            update(listings)
            .where(listings.c.id == listing_pass.listing_id)
            .values(**asdict(validators))
        )
    ids, new = find_or_create(connection, source, named, stamp)
    there = _contributions_of(connection, listing_pass.listing_id, ids)
    said = {"url": url, "position": position, "seen_at": stamp, "last_pass": listing_pass.number}
    fields = {id_: dump_fields(entry.fields) for id_, entry in zip(ids, named, strict=True)}
    fresh = [id_ for id_ in fields if id_ not in there]
    _add(connection, listing_pass, said, {id_: fields[id_] for id_ in fresh})
    _renew(connection, said, {there[id_].id: fields[id_] for id_ in fields if id_ in there})
    old = {id_: text for id_, text in fields.items() if id_ not in new}
    _make_due(connection, there, old, decisive, now)
    return PageRecord(
        article_ids=tuple(fields),
        new=len(new),
        known=_count_known(connection, list(fields)),
        is_wholly_known=_were_known(listing_pass, [there.get(i) for i in fields]),
        fresh=tuple(i for i in fields if not _was_named(listing_pass, there.get(i))),
    )


def _make_due(
    connection: Connection,
    there: Mapping[int, Row[Any]],
    said: Mapping[int, str],
    decisive: frozenset[str] | None,
    now: datetime,
) -> None:
    """Make due what a page says something of that matters, for what the article is."""
    before = {id_: there[id_].fields if id_ in there else None for id_ in said}
    changed = {id_: text for id_, text in said.items() if text != before[id_]}
    make_due(connection, edited_articles(connection, before, changed), State.EXPORTED, now)
    for state, is_reason in _reasons(decisive).items():
        ids = [id_ for id_, text in changed.items() if is_reason(before[id_], text)]
        make_due(connection, ids, state, now)


def _reasons(
    decisive: frozenset[str] | None,
) -> Mapping[State, Callable[[str | None, str], bool]]:
    """Return state → what a listing must say of an article in it, that it is looked at again."""
    return {
        State.INCOMPLETE: may_complete,
        State.SKIPPED: partial(may_admit, decisive=decisive),
    }


def _count_known(connection: Connection, ids: Sequence[int]) -> int:
    known = 0
    for some in chunks(ids):
        query = select(func.count()).where(articles.c.id.in_(some), articles.c.state.in_(KNOWN))
        known += connection.execute(query).scalar_one()
    return known


def _were_known(listing_pass: ListingPass, rows: Sequence[Row[Any] | None]) -> bool:
    """A page without a wanted link is nothing new, except to the very first pass."""
    if not rows:
        return not listing_pass.is_first
    return all(row is not None and row.first_pass <= listing_pass.completed for row in rows)


def _was_named(listing_pass: ListingPass, row: Row[Any] | None) -> bool:
    return row is not None and row.last_pass == listing_pass.number


def _contributions_of(
    connection: Connection, listing_id: int, ids: Sequence[int]
) -> dict[int, Row[Any]]:
    found: dict[int, Row[Any]] = {}
    for some in chunks(ids):
        query = select(contributions).where(
            # With its origin: the index by listing alone would lead through all of the listing.
            contributions.c.origin == Origin.LISTING,
            contributions.c.listing_id == listing_id,
            contributions.c.article_id.in_(some),
        )
        found |= {row.article_id: row for row in connection.execute(query)}
    return found


def _add(
    connection: Connection,
    listing_pass: ListingPass,
    said: Mapping[str, object],
    fields: Mapping[int, str],
) -> None:
    """Store what a listing says of articles for the first time."""
    common = {
        **said,
        "origin": Origin.LISTING,
        "listing_id": listing_pass.listing_id,
        "first_pass": listing_pass.number,
    }
    rows = [{**common, "article_id": id_, "fields": text} for id_, text in fields.items()]
    if rows:
        connection.execute(insert(contributions), rows)


def _renew(connection: Connection, said: Mapping[str, object], fields: Mapping[int, str]) -> None:
    """Store what a listing says of articles again, by the row of what it said before."""
    rows = [{"row": row, "text": text} for row, text in fields.items()]
    if rows:
        statement = update(contributions).where(contributions.c.id == bindparam("row"))
        connection.execute(statement.values(**said, fields=bindparam("text")), rows)
