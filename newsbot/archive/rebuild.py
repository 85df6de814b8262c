"""The ledger had again from the index: what is known, without fetching it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Connection, delete, insert, select

from newsbot.archive.identities import chunks, claim, find_articles
from newsbot.archive.index import REMOVED, WITHHELD, Index, Line
from newsbot.archive.indexed import IN_PLACE, DerivedKeys
from newsbot.archive.schema import UNFINISHED, State, articles
from newsbot.values.dates import format_rfc3339

if TYPE_CHECKING:
    from newsbot.source import Source

STATES: Final = {WITHHELD: State.WITHHELD, REMOVED: State.REMOVED}
"""What stands in the place of a post's digest → what became of the article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Article:
    """An article that the index knows and the ledger does not."""

    day: date
    line: Line
    keys: tuple[str, ...]


def has_posts(connection: Connection, source: str) -> bool:
    """Tell whether the ledger knows any article of a source that was put in place."""
    query = select(articles.c.id).where(
        articles.c.source == source, articles.c.state.in_([*IN_PLACE, State.ARCHIVED])
    )
    return connection.execute(query.limit(1)).first() is not None


def forgotten(connection: Connection, source: str, index: Index) -> list[str]:
    """Return the identities that the index knows and the ledger does not."""
    known = _known(connection, source)
    return [identity for identity in index.lines if identity not in known]


def rebuild(
    connection: Connection,
    source: Source,
    index: Index,
    *,
    now: datetime,
    path_key: Callable[[str], str],
) -> int:
    """Make known what only the index knows; return how many articles that were.

    What the ledger knows already stays as it is; what it merely saw gives way. The articles have
    no versions: those were lost, and the next edit is kept as the second.

    *path_key*: what two paths share that are one file.
    """
    missing = forgotten(connection, source.name, index)
    derive = DerivedKeys(source)
    found = [_article(*index.lines[identity], derive) for identity in missing]
    if not found:
        return 0
    taken = _make_way(connection, source.name, found)
    _insert(connection, source, found, now, path_key)
    rows = _rows(connection, source.name)
    claims: dict[str, int] = {}
    for one in found:
        row = rows[one.line.identity]
        for key in one.keys:
            if key not in taken:
                claims.setdefault(key, row)
    claim(connection, source.name, claims)
    return len(found)


def set_aside(ledger: Path, now: datetime) -> Path:
    """Give a broken ledger another name, with the files that SQLite keeps beside it.

    Raises OSError.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    name = f"{ledger.name}.broken-{stamp}"
    for suffix in ("-wal", "-shm", ""):
        file = ledger.with_name(ledger.name + suffix)
        if file.exists():
            file.rename(ledger.with_name(name + suffix))
    return ledger.with_name(name)


def _article(day: date, line: Line, derive: DerivedKeys) -> _Article:
    keys = dict.fromkeys([*derive(line.identity), *line.keys])
    return _Article(day=day, line=line, keys=tuple(keys))


def _known(connection: Connection, source: str) -> set[str]:
    query = select(articles.c.identity).where(
        articles.c.source == source, articles.c.state.not_in(UNFINISHED)
    )
    return set(connection.execute(query).scalars())


def _make_way(connection: Connection, source: str, found: Sequence[_Article]) -> set[str]:
    """Forget what was merely seen of these articles; return the keys that stay another's."""
    if not _rows(connection, source):
        return set()
    seen = _rows(connection, source, UNFINISHED)
    keys = list(dict.fromkeys(key for one in found for key in one.keys))
    led = {key: m.article_id for key, m in find_articles(connection, source, keys).items()}
    goes = {seen[one.line.identity] for one in found if one.line.identity in seen}
    # What only looks like one of them stays.
    sure = {row for key, row in led.items() if not key.startswith("form:")}
    goes |= sure & set(seen.values())
    for some in chunks(list(goes)):
        connection.execute(delete(articles).where(articles.c.id.in_(some)))
    return {key for key, row in led.items() if row not in goes}


def _rows(
    connection: Connection, source: str, states: Iterable[State] | None = None
) -> dict[str, int]:
    """Return identity → row."""
    query = select(articles.c.identity, articles.c.id).where(articles.c.source == source)
    if states is not None:
        query = query.where(articles.c.state.in_(list(states)))
    return {row.identity: row.id for row in connection.execute(query)}


def _insert(
    connection: Connection,
    source: Source,
    found: Sequence[_Article],
    now: datetime,
    path_key: Callable[[str], str],
) -> None:
    query = select(articles.c.path_key).where(articles.c.path_key.is_not(None))
    taken = set(connection.execute(query).scalars())
    rows: list[Mapping[str, Any]] = []
    for one in found:
        key = path_key(one.line.path)
        rows.append(_row(one, source, now, key if key not in taken else None))
        taken.add(key)
    connection.execute(insert(articles), rows)


def _row(one: _Article, source: Source, now: datetime, key: str | None) -> Mapping[str, Any]:
    midnight = datetime.combine(one.day, time(), tzinfo=source.timezone)
    state = STATES.get(one.line.post, State.EXPORTED)
    return {
        "source": source.name,
        "identity": one.line.identity,
        "state": state,
        "first_seen": format_rfc3339(now),
        "published_at": format_rfc3339(midnight.astimezone(UTC)),
        "version": 1,
        "words_digest": one.line.words,
        "path": one.line.path,
        "path_key": key,
        "post_digest": one.line.post if state is State.EXPORTED else None,
        "index_day": one.day.isoformat(),
    }
