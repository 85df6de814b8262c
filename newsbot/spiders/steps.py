"""What to do next for an article: fetch its page, fetch its content, or finish it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.archive.articles import Record
from newsbot.archive.schema import State
from newsbot.article import Contribution, Draft, Origin, Rank
from newsbot.extraction.merge import merge
from newsbot.normalize import missing_field, normalize
from newsbot.values.redact import redactor
from newsbot.values.share import content_url, page_url, share_url

if TYPE_CHECKING:
    from newsbot.source import Source


@dataclass(frozen=True, slots=True)
class FetchPage:
    """Fetch the article's page."""

    url: str


@dataclass(frozen=True, slots=True)
class FetchContent:
    """Fetch the answer that holds the article's text."""

    url: str


@dataclass(frozen=True, slots=True)
class Finish:
    """Every answer is there."""

    draft: Draft


def next_step(record: Record, source: Source, now: datetime) -> FetchPage | FetchContent | Finish:
    """Decide what an article that is due needs next.

    One that waited goes on with the answer that did not come; when all of them are there, it is
    finished without a request if a listing has said meanwhile what was missing, and otherwise
    fetched again from the start. One that was skipped is only judged again.
    """
    if record.state == State.EXPORTED or record.is_outdated:
        return _step(record, source, now, ())
    done = {origin for origin in (Origin.PAGE, Origin.CONTENT) if record.has(origin)}
    step = _step(record, source, now, done)
    if not isinstance(step, Finish) or record.state == State.SKIPPED:
        return step
    if is_complete(step.draft, source, now):
        return step
    return _step(record, source, now, ())


def step_after_page(record: Record, source: Source, now: datetime) -> FetchContent | Finish:
    """Decide what an article needs once its page was read, or where it has none."""
    step = _step(record, source, now, {Origin.PAGE})
    assert not isinstance(step, FetchPage)
    return step


def draft_of(record: Record, source: Source) -> Draft:
    """Merge everything that was said of an article."""
    fields, bases = merge(record.contributions)
    shared = share_url(fields, source.share)
    named = str(fields["url"].value) if "url" in fields else None
    return Draft(
        source=source.name,
        article_id=record.article_id,
        fields=fields,
        bases=bases,
        # Where nothing else names it; the owner's key to the content is not told.
        url=named or shared or _without_secrets(content_url(fields, source.share), source),
        share_url=shared,
        said=tuple(c for c in record.contributions if c.origin is not Origin.LISTING),
        first_seen=record.first_seen,
    )


def _without_secrets(url: str | None, source: Source) -> str | None:
    return redactor(source.secrets)(url) if url is not None else None


def unknown_article(said: tuple[Contribution, ...], now: datetime) -> Record:
    """Return an article that the ledger does not know."""
    return Record(
        article_id=0, state=State.SEEN, identity="", contributions=said, first_seen=now, links=()
    )


def is_complete(draft: Draft, source: Source, now: datetime) -> bool:
    """Tell whether nothing that a post needs is missing."""
    dated = draft.fields.get("date_published")
    rule = dated.rule if dated is not None else ""
    return missing_field(normalize(draft, source, now), source, now, rule=rule) is None


def _step(
    record: Record, source: Source, now: datetime, done: Iterable[Origin]
) -> FetchPage | FetchContent | Finish:
    fields, _ = merge(_listed(record.contributions, done))
    page = page_url(fields, source)
    if page is not None and Origin.PAGE not in done and _reads_pages(record, source, now):
        return FetchPage(page)
    content = content_url(fields, source.share)
    if content is not None and Origin.CONTENT not in done:
        return FetchContent(content)
    return Finish(draft_of(record, source))


def _listed(said: Iterable[Contribution], done: Iterable[Origin]) -> list[Contribution]:
    """Leave out answers that are going to be fetched again."""
    kept = {Origin.LISTING, *done}
    return [contribution for contribution in said if contribution.origin in kept]


def _reads_pages(record: Record, source: Source, now: datetime) -> bool:
    """Spare the page only where no rule reads it and the listing said everything.

    The body in a feed is often an excerpt: the page knows better.
    """
    draft = draft_of(record, source)
    body = draft.fields.get("body_html")
    has_rules = bool(source.extract or source.layouts)
    is_guess = body is not None and body.rank is Rank.GENERIC
    return has_rules or is_guess or not is_complete(draft, source, now)
