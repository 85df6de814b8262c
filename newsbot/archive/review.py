"""What the ledger says of posts and of articles that wait, for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, and_, or_, select

from newsbot.archive.schema import State, articles


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A post that was put in place."""

    article_id: int
    path: str
    """Relative to the site."""
    digest: str
    """Of the bytes last written, whole or cut short; empty when that is not known."""
    is_withheld: bool = False
    """Its owner deleted it, and a run noticed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """An article that is incomplete."""

    where: str
    """Its identifier or address."""
    reason: str
    detail: str
    since: str
    due_at: str | None
    """RFC 3339; None when it was given up."""


def exported_posts(connection: Connection, source: str) -> list[Exported]:
    """Return every post of a source that was put in place, by path; those deleted since, too."""
    was_put = or_(
        articles.c.state.in_([State.EXPORTED, State.GONE, State.WITHHELD]),
        # Its next version waits for its file to be there again.
        and_(articles.c.state == State.ARCHIVED, articles.c.post_digest.is_not(None)),
    )
    columns = (articles.c.id, articles.c.path, articles.c.post_digest, articles.c.state)
    query = select(*columns).where(articles.c.source == source, was_put).order_by(articles.c.path)
    return [
        Exported(
            article_id=row.id,
            path=row.path,
            digest=row.post_digest or "",
            is_withheld=row.state == State.WITHHELD,
        )
        for row in connection.execute(query)
    ]


def skipped_articles(connection: Connection, source: str) -> list[Waits]:
    """Return every article of a source that was put aside, oldest first."""
    return _unfinished(connection, source, State.SKIPPED)


def waiting_articles(connection: Connection, source: str) -> list[Waits]:
    """Return every article of a source that waits, oldest first."""
    return _unfinished(connection, source, State.INCOMPLETE)


def _unfinished(connection: Connection, source: str, state: State) -> list[Waits]:
    query = (
        select(articles)
        .where(articles.c.source == source, articles.c.state == state)
        .order_by(articles.c.id)
    )
    return [
        Waits(
            where=row.identity.partition(":")[2],
            reason=row.reason,
            detail=row.detail,
            since=row.failed_since or row.first_seen,
            due_at=row.due_at,
        )
        for row in connection.execute(query)
    ]
