"""Where posts are and which category lists them: decided once in the life of an article."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import Connection, Row, bindparam, insert, select, update

from newsbot.archive.schema import articles, categories
from newsbot.article import Article, Category
from newsbot.values.slugs import file_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a post may be and which category lists it."""

    paths: Iterator[tuple[str, str]]
    """Best first and without end, each with the key that no two posts may share."""
    category: Category | None


Chooser: TypeAlias = Callable[[Article, str], Place]
"""Says where the post of an article may be, from it and its identity."""


def decide_places(
    connection: Connection, fresh: Iterable[tuple[Row[Any], Article, Chooser]]
) -> None:
    """Decide once, for articles without a post, where it is and which category lists it."""
    placed: list[dict[str, Any]] = []
    named: dict[str, dict[str, str]] = {}
    places = [
        (row, article, choose(article, row.identity))
        for row, article, choose in fresh
        if row.path is None
    ]
    best = [next(place.paths) for _, _, place in places]
    taken = _taken(connection, [key for _, key in best])
    slugs = _slugs(connection, [p.category.slug for _, _, p in places if p.category is not None])
    for (row, article, place), first in zip(places, best, strict=True):
        path, key = first if first[1] not in taken else _free_path(connection, place.paths, taken)
        taken.add(key)
        slug = slugs[place.category.slug] if place.category is not None else None
        date = article.date_published
        placed.append(
            {
                "row": row.id,
                "path": path,
                "path_key": key,
                "category_slug": slug,
                "index_day": date.date().isoformat() if date is not None else None,
            }
        )
        if place.category is not None and slug is not None:
            title = {"title": place.category.title, "source": row.source}
            named.setdefault(slug, {"slug": slug, **title})
    update_articles(connection, placed)
    query = select(categories.c.slug).where(categories.c.slug.in_(list(named)))
    known = set(connection.execute(query).scalars())
    new = [category for slug, category in named.items() if slug not in known]
    if new:
        connection.execute(insert(categories), new)


def _slugs(connection: Connection, wanted: Sequence[str]) -> dict[str, str]:
    """Return each slug as it was first seen: `News` and `news` are one page on many disks."""
    query = select(categories.c.slug)
    known = set(connection.execute(query.where(categories.c.slug.in_(set(wanted)))).scalars())
    first = {file_key(slug): slug for slug in known}
    if not known.issuperset(wanted):
        for slug in (*connection.execute(query).scalars(), *wanted):
            first.setdefault(file_key(slug), slug)
    return {slug: first[file_key(slug)] for slug in wanted}


def _taken(connection: Connection, keys: Sequence[str]) -> set[str]:
    query = select(articles.c.path_key).where(articles.c.path_key.in_(keys))
    return set(connection.execute(query).scalars())


def _free_path(
    connection: Connection, paths: Iterator[tuple[str, str]], taken: Container[str]
) -> tuple[str, str]:
    for path, key in paths:
        if key not in taken and not _taken(connection, [key]):
            return path, key
    raise AssertionError("paths() has no end")


def update_articles(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Set the same columns of several articles; `row` in each says which."""
    if rows:
        columns: dict[str, Any] = {
            name: bindparam(f"new_{name}") for name in rows[0] if name != "row"
        }
        statement = update(articles).where(articles.c.id == bindparam("row")).values(columns)
        connection.execute(
            statement,
            [{n if n == "row" else f"new_{n}": v for n, v in row.items()} for row in rows],
        )
