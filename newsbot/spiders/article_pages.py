"""The pages of one article: which is asked for next, and whether what came belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING, Final, TypeAlias

from newsbot.article import Found
from newsbot.errors import AnswerError
from newsbot.extraction.fields import find_next_page, join_pages, rule_sets
from newsbot.extraction.join import join_bodies
from newsbot.extraction.next_page import (
    PageLink,
    find_first,
    find_next,
    find_whole,
    is_further_page,
    is_same_article,
    page_links,
)
from newsbot.values.html import text_of
from newsbot.values.urls import host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.source import Source
    from newsbot.values.answer import Answer

MAX_PAGES: Final = 50
"""Pages of one article: a `next_page` that never ends is a calendar, not an article."""

FIRST_PAGE: Final = "first page"
"""Names the rule that gave an article's `url` where a listing named a later page."""


class Asked(Enum):
    """What was asked for after a page."""

    RULE = "the next page, as the source's rule says"
    NEXT = "the next page, as newsbot found it"
    WHOLE = "all pages as one"
    FIRST = "the first page"


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page of an article: its answer, and what it says."""

    answer: Answer
    fields: Mapping[str, Found]
    asked: Asked = Asked.RULE

    @property
    def links(self) -> tuple[str, ...]:
        """Every address that led to it."""
        return self.answer.links


FirstPages: TypeAlias = tuple[ReadPage, ...]
"""The pages of an article so far, in their order."""


@dataclass(frozen=True, slots=True)
class PageSoFar:
    """An article of several pages, of which one is still to come."""

    pages: FirstPages
    next_url: str


def take_page(
    answer: Answer, fields: Mapping[str, Found], before: FirstPages, source: Source
) -> PageSoFar | FirstPages:
    """Return all pages of an article, or those so far and which is asked for next.

    Raises AnswerError when there are too many.
    """
    # A copy: the tree of a page is not wanted any more once the next one is.
    page = ReadPage(replace(answer), fields)
    if not before:
        return _after_first(answer, page, source)
    return _AFTER[before[-1].asked](answer, page, before, source)


def without_page(before: FirstPages, source: Source) -> PageSoFar | FirstPages | None:
    """Return what is left to do when a page that newsbot found by itself is not there.

    None where a rule of the source named it, or nothing was read before it.
    """
    if not before or before[-1].asked is Asked.RULE:
        return None
    if before[-1].asked is Asked.WHOLE:
        return _go_on(before[-1].answer, before, source)
    return before


def join(pages: Sequence[ReadPage]) -> dict[str, Found]:
    """Return the fields of an article in several pages."""
    fields = join_pages(page.fields for page in pages)
    several = [page for page in pages if "body_html" in page.fields]
    if len(several) < 2:
        return fields
    headline = str(fields["headline"].value) if "headline" in fields else ""
    bodies = [str(page.fields["body_html"].value) for page in several]
    body = join_bodies(bodies, [page.answer.base_url for page in several], headline)
    return {**fields, "body_html": replace(fields["body_html"], value=body)}


def is_led_to_by_a_later_page(fields: Mapping[str, Found]) -> bool:
    """Tell whether a listing named a later page of the article."""
    return "url" in fields and fields["url"].rule == FIRST_PAGE


def _after_first(answer: Answer, page: ReadPage, source: Source) -> PageSoFar | FirstPages:
    if _has_rule(source):
        return _by_rule(answer, page, (), source)
    if "body_html" not in page.fields:
        return (page,)
    links = page_links(answer)
    for asked, find in ((Asked.FIRST, find_first), (Asked.WHOLE, find_whole)):
        url = find(answer.url, links)
        if url is not None and _is_within(url, source):
            return PageSoFar((replace(page, asked=asked),), url)
    return _go_on(answer, (page,), source, links)


def _by_rule(
    answer: Answer, page: ReadPage, before: FirstPages, source: Source
) -> PageSoFar | FirstPages:
    pages = (*before, page)
    url = next_page_url(answer, pages, source)
    return PageSoFar(pages, url) if url is not None else pages


def _by_guess(
    answer: Answer, page: ReadPage, before: FirstPages, source: Source
) -> PageSoFar | FirstPages:
    bodies = (str(one.fields["body_html"].value) for one in before if "body_html" in one.fields)
    if not is_further_page(before[0].fields, page.fields, bodies):
        return before
    return _go_on(answer, (*before, page), source)


def _as_whole(
    answer: Answer, page: ReadPage, before: FirstPages, source: Source
) -> PageSoFar | FirstPages:
    first = before[-1]
    if is_same_article(first.fields, page.fields) and _length(page) > _length(first):
        return (replace(first, fields={**first.fields, "body_html": page.fields["body_html"]}),)
    return _go_on(first.answer, (first,), source)


def _from_first(
    answer: Answer, page: ReadPage, before: FirstPages, source: Source
) -> PageSoFar | FirstPages:
    if not is_same_article(page.fields, before[-1].fields) or find_first(
        answer.url, page_links(answer)
    ):
        return before
    url = {"url": Found(answer.url, FIRST_PAGE)}
    named = ReadPage(replace(page.answer), {**page.fields, **url})
    # What a listing named is a key of the article as any link that led to it.
    return _after_first(answer, named, source)


_AFTER: Final = {
    Asked.RULE: _by_rule,
    Asked.NEXT: _by_guess,
    Asked.WHOLE: _as_whole,
    Asked.FIRST: _from_first,
}


def _go_on(
    answer: Answer,
    pages: FirstPages,
    source: Source,
    links: Sequence[PageLink] | None = None,
) -> PageSoFar | FirstPages:
    if links is None:
        links = page_links(answer)
    url = find_next(answer.url, links, len(pages))
    is_new = url is not None and not any(url in page.links for page in pages)
    if url is None or not is_new or not _is_within(url, source) or len(pages) >= MAX_PAGES:
        return pages
    return PageSoFar((*pages[:-1], replace(pages[-1], asked=Asked.NEXT)), url)


def next_page_url(answer: Answer, pages: FirstPages, source: Source) -> str | None:
    """Return the article's next page by rule; None on the last, or where it leads away or back.

    Raises AnswerError when there are too many.
    """
    url = find_next_page(answer, source)
    if url is None or any(url in page.links for page in pages):
        return None
    if len(pages) >= MAX_PAGES:
        raise AnswerError("too many pages", f"{answer.url}: `next_page` goes on and on")
    return url if _is_within(url, source) else None


def _is_within(url: str, source: Source) -> bool:
    return hosts_match(host_of(url), source.domains)


def _has_rule(source: Source) -> bool:
    return any(rules.next_page is not None for rules in rule_sets(source))


def _length(page: ReadPage) -> int:
    return len(text_of(str(page.fields["body_html"].value))) if "body_html" in page.fields else 0
