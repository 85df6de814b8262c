"""What there is to say of the articles of a source: how ledger, index and posts agree."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from newsbot.archive.articles import count_articles
from newsbot.archive.ledger import Ledger, ledger_path
from newsbot.archive.rebuild import forgotten
from newsbot.archive.review import (
    Exported,
    Waits,
    exported_posts,
    skipped_articles,
    waiting_articles,
)
from newsbot.archive.runs import last_reports
from newsbot.archive.schema import State
from newsbot.cli.finding import Finding
from newsbot.cli.samples import sample_findings
from newsbot.errors import PostError
from newsbot.export.front_matter import read_front_matter
from newsbot.export.owner import Absent, PutPost, find_absent
from newsbot.export.writer import digest
from newsbot.fetch.browser import browser_objection, has_extra
from newsbot.recovery import index_of, unindexed
from newsbot.values.dates import format_rfc3339
from newsbot.values.digests import is_same_digest

if TYPE_CHECKING:
    from newsbot.source import Project, Source

LEFT: Final = {
    State.SEEN: "listings named them, and no crawl has come to them yet",
    State.ARCHIVED: "they are archived, and their posts are not written yet",
}
"""State of articles that the next crawl goes on with → what there is to say of them."""


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
        reports = ledger.call(last_reports)
        return {
            source.name: [*_find(project, source, ledger), *_failed(reports.get(source.name))]
            for source in sources
        }
    finally:
        ledger.close()


def absent_posts(project: Project, posts: Sequence[Exported]) -> Absent:
    """Return which posts are not where they were put, those apart that a run noticed before."""
    places = [PutPost(path=p.path, digest=p.digest) for p in posts if not p.is_withheld]
    return find_absent(project.root / project.site.dir, places)


def was_crawled(project: Project) -> bool:
    """Tell whether there was ever a crawl here."""
    return ledger_path(project.root).exists()


def _find(project: Project, source: Source, ledger: Ledger) -> Iterator[Finding]:
    posts = ledger.call(exported_posts, source.name)
    absent = absent_posts(project, posts)
    site = project.root / project.site.dir
    for post in posts:
        yield from _post(site, project.site.dir, post, absent)
    yield from _index(project, source, ledger)
    yield from _warnings(source)
    yield from sample_findings(project, source)
    for state, words in LEFT.items():
        yield from _left(ledger.call(count_articles, source.name, state), words)
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
        yield Finding(kind="broken", where=where, detail=str(error), note=str(error))
    else:
        if post.digest and not is_same_digest(post.digest, digest(data)):
            yield Finding(kind="edited", where=where, detail="it stays as it is", reason="it stays")


def _gone(where: str, shown_as: str, post: Exported, absent: Absent) -> Finding:
    if post.path in absent.moved:
        stays = f"it stays in {shown_as}/{absent.moved[post.path]}"
        detail = f"{stays}, and is not written again"
        return Finding(kind="moved", where=where, detail=detail, note=stays)
    if post.is_withheld or absent.is_believable:
        says = "it does not come back"
        return Finding(kind="deleted", where=where, detail=says, reason=says)
    return Finding(kind="missing", where=where)


def _index(project: Project, source: Source, ledger: Ledger) -> Iterator[Finding]:
    index = index_of(project, source)
    where = f"index/{source.name}"
    if number := len(ledger.call(forgotten, source.name, index)):
        detail = f"the ledger does not know {number:,} articles of it"
        yield Finding(kind="forgotten", where=where, detail=detail, note=detail, number=number)
    if number := len(unindexed(source, ledger, index)):
        detail = f"{number:,} articles of the ledger are not in it as they are"
        yield Finding(kind="unindexed", where=where, detail=detail, note=detail, number=number)
    if number := index.unreadable:
        detail = f"{number:,} lines say nothing, and are passed over"
        yield Finding(kind="unreadable", where=where, detail=detail, note=detail, number=number)


def _warnings(source: Source) -> Iterator[Finding]:
    for warning in source.warnings:
        where = f"{warning.file}:{warning.line}"
        detail = str(warning).removeprefix(f"{where}: ")
        yield Finding(kind="warning", where=where, detail=detail, note=detail)
    if source.render == "browser" and (why := browser_objection(os.environ, has_extra=has_extra())):
        yield Finding(kind="warning", where=source.render_at, detail=why, note=why)


def _left(number: int, words: str) -> Iterator[Finding]:
    """Yield what a run that was stopped has left to the next one."""
    if number:
        yield Finding(
            kind="left", where=f"{number:,} articles", detail=words, note=words, number=number
        )


def _failed(last: tuple[datetime, Mapping[str, Any]] | None) -> Iterator[Finding]:
    """Yield what went wrong with the listings in the last run."""
    if last is None:
        return
    ended, report = last
    number = report.get("listing_failed", 0)
    reasons = report.get("reasons", {}).get("listing_failed", {})
    counted = ", ".join(f"{many} {reason}" for reason, many in sorted(reasons.items()))
    detail = report.get("error") or (f"{number} of its listings ({counted})" if number else "")
    if detail:
        since = format_rfc3339(ended)
        said = f"{detail}, at {since}"
        yield Finding(
            kind="failed",
            where="last crawl",
            detail=said,
            number=number or 1,
            note=detail,
            since=since,
        )


def _waiting(articles: Sequence[Waits]) -> Iterator[Finding]:
    for article in articles:
        again = f"tried again after {article.due_at}" if article.due_at else "given up"
        yield _unfinished("waiting", article, again)


def _skipped(articles: Sequence[Waits]) -> Iterator[Finding]:
    for article in articles:
        yield _unfinished("skipped", article, "looked at again when the source file changes")


def _unfinished(kind: str, article: Waits, again: str) -> Finding:
    is_new = bool(article.detail) and article.detail != article.where
    reason = f"{article.reason} ({article.detail})" if is_new else article.reason
    address, _, why = article.detail.partition(": ")
    has_address = address.startswith(("http://", "https://")) and " " not in address
    return Finding(
        kind=kind,
        where=article.where,
        detail=f"{reason} since {article.since}, {again}",
        shown=address if has_address else article.where,
        reason=article.reason,
        note=why if has_address else article.detail,
        since=article.since,
        due_at=article.due_at or "",
    )
