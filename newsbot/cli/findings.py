"""What there is to say of the articles of a source: how ledger, index and posts agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.archive.rebuild import forgotten
from newsbot.archive.review import (
    Exported,
    Waits,
    exported_posts,
    skipped_articles,
    waiting_articles,
)
from newsbot.errors import PostError
from newsbot.export.front_matter import read_front_matter
from newsbot.export.owner import Absent, PutPost, find_absent
from newsbot.export.writer import digest
from newsbot.recovery import index_of, unindexed
from newsbot.values.digests import is_same_digest

if TYPE_CHECKING:
    from newsbot.source import Project, Source

KINDS: Final = (
    "broken",
    "missing",
    "forgotten",
    "unindexed",
    "unreadable",
    "edited",
    "moved",
    "deleted",
    "waiting",
    "skipped",
)
"""Of findings, in the order in which they are counted."""

FAULTS: Final = frozenset({"broken", "missing", "forgotten", "unindexed"})
"""Kinds that are neither the owner's doing nor tried again by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that `check` found."""

    kind: str
    """One of KINDS."""
    where: str
    """The post's path in the project, the article's address, or a folder."""
    detail: str = ""
    number: int = 1
    """How many articles it is about."""

    @property
    def is_fault(self) -> bool:
        """Tell faults from what the owner did and from what newsbot tries again by itself."""
        return self.kind in FAULTS

    def __str__(self) -> str:
        return f"  {self.kind}: {self.where}" + (f": {self.detail}" if self.detail else "")


def find_all(project: Project, sources: Sequence[Source]) -> dict[str, list[Finding]]:
    """Return what there is to say of each source's articles; nothing is changed.

    Raises:
        LedgerError: The ledger cannot be read.
    """
    path = ledger_path(project.root)
    # Without a ledger an empty one, which is not written.
    ledger = Ledger(path if path.exists() else None)
    try:
        ledger.verify()
        return {source.name: list(_find(project, source, ledger)) for source in sources}
    finally:
        ledger.close()


def absent_posts(project: Project, posts: Sequence[Exported]) -> Absent:
    """Return which posts are not where they were put, those apart that a run noticed before."""
    places = [PutPost(path=p.path, digest=p.digest) for p in posts if not p.is_withheld]
    return find_absent(project.root / project.site.dir, places)


def _find(project: Project, source: Source, ledger: Ledger) -> Iterator[Finding]:
    posts = ledger.call(exported_posts, source.name)
    absent = absent_posts(project, posts)
    site = project.root / project.site.dir
    for post in posts:
        yield from _post(site, project.site.dir, post, absent)
    yield from _index(project, source, ledger)
    yield from _waiting(ledger.call(waiting_articles, source.name))
    yield from _skipped(ledger.call(skipped_articles, source.name))


def _post(site: Path, shown_as: str, post: Exported, absent: Absent) -> Iterator[Finding]:
    where = f"{shown_as}/{post.path}"
    try:
        data = (site / post.path).read_bytes()
        read_front_matter(data.decode())
    except FileNotFoundError:
        yield _gone(where, shown_as, post, absent)
    except (OSError, UnicodeDecodeError, PostError) as error:
        yield Finding(kind="broken", where=where, detail=str(error))
    else:
        if post.digest and not is_same_digest(post.digest, digest(data)):
            yield Finding(kind="edited", where=where, detail="it stays as it is")


def _gone(where: str, shown_as: str, post: Exported, absent: Absent) -> Finding:
    if post.path in absent.moved:
        detail = f"it stays in {shown_as}/{absent.moved[post.path]}, and is not written again"
        return Finding(kind="moved", where=where, detail=detail)
    if post.is_withheld or absent.is_believable:
        return Finding(kind="deleted", where=where, detail="it does not come back")
    return Finding(kind="missing", where=where)


def _index(project: Project, source: Source, ledger: Ledger) -> Iterator[Finding]:
    index = index_of(project, source)
    where = f"index/{source.name}"
    if number := len(ledger.call(forgotten, source.name, index)):
        detail = f"the ledger does not know {number:,} articles of it"
        yield Finding(kind="forgotten", where=where, detail=detail, number=number)
    if number := len(unindexed(source, ledger, index)):
        detail = f"{number:,} articles of the ledger are not in it as they are"
        yield Finding(kind="unindexed", where=where, detail=detail, number=number)
    if number := index.unreadable:
        detail = f"{number:,} lines say nothing, and are passed over"
        yield Finding(kind="unreadable", where=where, detail=detail, number=number)


def _waiting(articles: Sequence[Waits]) -> Iterator[Finding]:
    for article in articles:
        again = f"tried again after {article.due_at}" if article.due_at else "given up"
        detail = f"{_reason(article)} since {article.since}, {again}"
        yield Finding(kind="waiting", where=article.where, detail=detail)


def _skipped(articles: Sequence[Waits]) -> Iterator[Finding]:
    for article in articles:
        again = "looked at again when the rule changes"
        detail = f"{_reason(article)} since {article.since}, {again}"
        yield Finding(kind="skipped", where=article.where, detail=detail)


def _reason(article: Waits) -> str:
    is_new = article.detail and article.detail != article.where
    return f"{article.reason} ({article.detail})" if is_new else article.reason
