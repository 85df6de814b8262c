"""Which article the pages of one prove to be: the keys that they reveal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from newsbot.archive.aliases import Way
from newsbot.archive.answers import Answered
from newsbot.archive.articles import Record
from newsbot.archive.keys import article_keys, identity_of, url_key
from newsbot.article import Contribution
from newsbot.extraction.merge import merge
from newsbot.spiders.addresses import reveal
from newsbot.spiders.read_pages import FirstPages, is_led_to_by_another_page
from newsbot.spiders.steps import draft_of, is_complete
from newsbot.values.urls import is_http_url

if TYPE_CHECKING:
    from newsbot.source import Source


def proof_of(
    before: Record,
    record: Record,
    said: Contribution,
    pages: FirstPages,
    source: Source,
    *,
    also: Sequence[str],
    now: datetime,
) -> tuple[Answered, tuple[Way, ...]]:
    """Return what *pages* reveal of an article, and how it may be in the archive already.

    *record*: the article with what they *said*; *before*: without. *also*: keys that lead to it.
    """
    answer = pages[0].answer
    merged = merge(record.contributions)[0]
    # Its address is what led there: what a page says of its own is another page's at times.
    known = merge(before.contributions)[0].get("url")
    own = {name: found for name, found in merged.items() if name != "url"}
    named = own if known is None else {**own, "url": known}
    link = str(known.value) if known is not None and is_http_url(str(known.value)) else ""
    revealed = reveal(link or answer.links[0], answer, source.domains)
    first = [url_key(answer.url)] if is_led_to_by_another_page(said.fields) else []
    found = [*article_keys(named, source), *revealed.sure, *first, *also]
    keys = tuple(dict.fromkeys(found))
    later = [link for page in pages[1:] for link in page.links]
    said_urls = [str(merged["url"].value)] if "url" in merged else []
    fresh = dict.fromkeys([*revealed.further, *map(url_key, [*later, *said_urls])])
    answered = Answered(
        article_id=record.article_id,
        contribution=said,
        keys=tuple(key for key in keys if key not in before.links),
        identity=identity_of(named, keys),
        further=tuple(
            _believed([k for k in fresh if k not in {*before.links, *keys}], record, source, now)
        ),
    )
    return answered, revealed.ways


def _believed(fresh: Sequence[str], record: Record, source: Source, now: datetime) -> Iterator[str]:
    """Yield the *fresh* keys of where the page was, once it has proved to be the article.

    A page for maintenance or login is the address of nothing.
    """
    if fresh and is_complete(draft_of(record, source), source, now):
        yield from fresh
