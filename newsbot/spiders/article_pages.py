"""The pages of one article: which is asked for next, and whether what came belongs to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from newsbot.article import Found
from newsbot.errors import AnswerError
from newsbot.extraction.fields import find_next_page, rule_sets
from newsbot.extraction.next_page import (
    PageLink,
    find_first,
    find_next,
    find_whole,
    is_further_page,
    is_same_article,
    page_links,
)
from newsbot.spiders.read_pages import (
    CANONICAL_PAGE,
    FIRST_PAGE,
    Asked,
    FirstPages,
    PageSoFar,
    ReadPage,
)
from newsbot.values.address_forms import names_same_article
from newsbot.values.html import text_of
from newsbot.values.urls import host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.source import Source
    from newsbot.values.answer import Answer

MAX_PAGES: Final = 50
"""Pages of one article: a `next_page` that never ends is a calendar, not an article."""

_NEEDED: Final = frozenset({"headline", "date_published", "body_html"})


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
    if before[-1].asked is Asked.CANONICAL:
        return _as_itself(before[-1], source)
    return before


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


def _from_variant(
    answer: Answer, page: ReadPage, before: FirstPages, source: Source
) -> PageSoFar | FirstPages:
    variant = before[-1]
    lacks = _NEEDED & variant.fields.keys() - page.fields.keys()
    if lacks or not names_same_article(variant.answer.url, answer.url, source.domains):
        return _as_itself(variant, source)
    url = {"url": Found(answer.url, CANONICAL_PAGE)}
    return _after_first(answer, replace(page, fields={**page.fields, **url}), source)


def _as_itself(variant: ReadPage, source: Source) -> PageSoFar | FirstPages:
    """Go on with a variant as with any page, where its canonical page cannot be had."""
    return _after_first(variant.answer, replace(variant, asked=Asked.RULE), source)


_AFTER: Final = {
    Asked.RULE: _by_rule,
    Asked.NEXT: _by_guess,
    Asked.WHOLE: _as_whole,
    Asked.FIRST: _from_first,
    Asked.CANONICAL: _from_variant,
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
