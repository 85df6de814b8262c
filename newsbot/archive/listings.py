"""How far a listing was read, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from newsbot.archive.schema import boundaries, contributions, gaps, listings
from newsbot.values.dates import format_rfc3339, parse_rfc3339

READ_ANEW: Final = timedelta(days=1)
"""How long a listing is believed that says it has not changed: some say so for ever."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingPass:
    """One reading of a listing, from its first page to where paging stops."""

    listing_id: int
    number: int
    completed: int
    """Number of the last pass that was read to its end; 0: none was."""
    boundary: frozenset[int] = frozenset()
    """The last articles that the first pass took before `first` ended it; none when it came to the
    listing's own end."""
    since: datetime | None = None
    """When the last pass was completed; None on a first one."""

    @property
    def is_first(self) -> bool:
        """Tell whether no pass was completed before this one."""
        return self.completed == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What tells whether a listing has changed (RFC 9110, 8.8)."""

    etag: str = ""
    last_modified: str = ""
    rules: str = ""
    """Digest of the source's rules: other rules may find more in an unchanged listing."""


def begin_pass(connection: Connection, source: str, key: str, reach: str = "") -> ListingPass:
    """Start reading a listing.

    *reach*: the source's `first`. Where the first pass ended at another `first`, this one is a
    first pass again, so that a larger `first` fetches what the smaller one left.
    """
    query = select(listings).where(listings.c.source == source, listings.c.key == key)
    row = connection.execute(query).first()
    if row is None:
        statement = insert(listings).values(source=source, key=key, pass_no=1)
        listing_id = connection.execute(statement.returning(listings.c.id)).scalar_one()
        return ListingPass(listing_id=listing_id, number=1, completed=0)
    number = row.pass_no + 1
    connection.execute(update(listings).where(listings.c.id == row.id).values(pass_no=number))
    is_first_again = row.reach not in {"", reach}
    completed = 0 if is_first_again else row.completed_pass
    boundary = _boundary(connection, row.id) if completed else frozenset[int]()
    return ListingPass(
        listing_id=row.id,
        number=number,
        completed=completed,
        boundary=boundary,
        since=parse_rfc3339(row.completed_at) if completed else None,
    )


def conditions(
    connection: Connection, source: str, key: str, *, rules: str, now: datetime
) -> dict[str, str]:
    """Return the headers that ask for a listing only if it has changed; none when it is read anew.

    It is read anew unless the last pass that was begun was read to its end, by the same rules, less
    than a day ago: an unchanged first page says nothing of a second one that was never read.
    """
    query = select(listings).where(listings.c.source == source, listings.c.key == key)
    row = connection.execute(query).first()
    if row is None or row.pass_no != row.completed_pass or row.rules != rules:
        return {}
    if now - parse_rfc3339(row.completed_at) >= READ_ANEW:
        return {}
    headers = {"If-None-Match": row.etag, "If-Modified-Since": row.last_modified}
    return {name: value for name, value in headers.items() if value}


def completed_listings(
    connection: Connection, source: str, *, rules: str, reach: str
) -> dict[str, datetime]:
    """Return key → when it was last read to its end, by these rules and as far back as now."""
    query = select(listings.c.key, listings.c.completed_at).where(
        listings.c.source == source,
        listings.c.completed_pass > 0,
        listings.c.completed_pass == listings.c.pass_no,
        listings.c.rules == rules,
        listings.c.reach.in_(["", reach]),
    )
    return {row.key: parse_rfc3339(row.completed_at) for row in connection.execute(query)}


def ended_listings(connection: Connection, source: str) -> dict[str, datetime]:
    """Return key → when it was last read to its end, by whatever rules."""
    query = select(listings.c.key, listings.c.completed_at).where(
        listings.c.source == source, listings.c.completed_pass > 0
    )
    return {row.key: parse_rfc3339(row.completed_at) for row in connection.execute(query)}


def complete_pass(
    connection: Connection,
    source: str,
    listing_pass: ListingPass,
    now: datetime,
    reach: str | None = None,
    *,
    boundary: Collection[int] = (),
) -> bool:
    """Remember that a listing was read to where it was known, or to its end.

    *reach*: the `first` that ended a first pass, whose last articles are the *boundary* of later
    ones; None leaves what is remembered of them. Returns whether the pass shares nothing with the
    last one: a possible gap, which is recorded.
    """
    if reach is not None:
        _set_boundary(connection, listing_pass.listing_id, boundary)
    row = connection.execute(select(listings).where(listings.c.id == listing_pass.listing_id)).one()
    is_gap = not listing_pass.is_first and _shares_nothing(connection, listing_pass)
    if is_gap:
        connection.execute(
            insert(gaps).values(
                source=source, listing=row.key, since=row.completed_at, until=format_rfc3339(now)
            )
        )
    connection.execute(
        update(listings)
        .where(listings.c.id == listing_pass.listing_id)
        .values(
            completed_pass=listing_pass.number,
            completed_at=format_rfc3339(now),
            reach=row.reach if reach is None else reach,
        )
    )
    return is_gap


def _boundary(connection: Connection, listing_id: int) -> frozenset[int]:
    query = select(boundaries.c.article_id).where(boundaries.c.listing_id == listing_id)
    return frozenset(connection.execute(query).scalars())


def _set_boundary(connection: Connection, listing_id: int, ids: Collection[int]) -> None:
    connection.execute(delete(boundaries).where(boundaries.c.listing_id == listing_id))
    rows = [{"listing_id": listing_id, "article_id": id_} for id_ in ids]
    if rows:
        connection.execute(insert(boundaries), rows)


def _shares_nothing(connection: Connection, listing_pass: ListingPass) -> bool:
    """Tell whether no article of this pass was in an earlier completed one that had any."""
    query = select(func.min(contributions.c.first_pass)).where(
        contributions.c.listing_id == listing_pass.listing_id,
        contributions.c.last_pass == listing_pass.number,
    )
    oldest = connection.execute(query).scalar()
    if oldest is None or oldest <= listing_pass.completed:
        return False
    before = select(contributions.c.id).where(
        contributions.c.listing_id == listing_pass.listing_id,
        contributions.c.first_pass <= listing_pass.completed,
    )
    # The page of a day that begins is empty at first, and nothing is lost when it fills.
    return connection.execute(before.limit(1)).first() is not None
