"""`kind: category`: a page that lists articles, its further categories and its next pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newsbot.article import Found
from newsbot.discovery.base import Listing, ListingPage, position_of
from newsbot.discovery.guess import guess_article_links
from newsbot.discovery.links import listing_page
from newsbot.discovery.next_page import find_next_page
from newsbot.errors import AnswerError
from newsbot.source.entries import Page
from newsbot.values.rules import find_links
from newsbot.values.templates import UrlTemplate
from newsbot.values.urls import absolute_url, canonical_url, host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.source import Category, Rule, Source
    from newsbot.values.answer import Answer


def article_links(rule: Rule | None, answer: Answer) -> Iterator[tuple[str, str]]:
    """Yield the links to articles on a page, with how they were found; without a rule, guessed."""
    if rule is None:
        for link in guess_article_links(answer):
            yield link, "guessed link"
        return
    for href in find_links([rule], answer):
        yield href, f"listing {rule.label}"


def urls_within(rule: Rule | None, answer: Answer, source: Source) -> Iterator[str]:
    """Yield where the links lead that a rule finds, as far as they stay on the source's hosts."""
    for link in find_links([rule], answer) if rule is not None else ():
        url = absolute_url(answer.base_url, link)
        if url is not None and hosts_match(host_of(url), source.domains):
            yield url


class CategoryDiscovery:
    """One `category` entry."""

    def __init__(self, entry: Category, index: int, source: Source) -> None:
        self.entry = entry
        self.index = index
        self.source = source
        self.template = UrlTemplate(entry.url)

    def listings(self) -> Iterator[Listing]:
        """Yield the entry's own page."""
        yield replace(self._listing(self.entry.url, place=0), url=self._page_url(1))

    def read(self, listing: Listing, answer: Answer) -> ListingPage:
        """Read the links to articles, to further categories and to the next page."""
        if answer.is_missing:
            return ListingPage()
        candidates = [
            {"url": Found(link, rule)} for link, rule in article_links(self.entry.articles, answer)
        ]
        listings = tuple(self._categories(answer))
        if not candidates and not listings and listing.number == 1:
            raise AnswerError("no links", f"{answer.url}: no link that {self._wanted()} finds")
        return listing_page(
            candidates,
            listing=listing,
            entry=self.entry,
            source=self.source,
            base_url=answer.base_url,
            next_listing=self._next(listing, answer),
            listings=listings,
        )

    def _categories(self, answer: Answer) -> Iterator[Listing]:
        for place, url in enumerate(
            urls_within(self.entry.categories, answer, self.source), start=1
        ):
            yield self._listing(url, place=place)

    def _next(self, listing: Listing, answer: Answer) -> Listing | None:
        url = self._next_url(listing, answer)
        if url is None or not hosts_match(host_of(url), self.source.domains):
            return None
        # Where the owner names the link, one that leads nowhere is a fault; else it was the end.
        is_guessed = self.entry.next is None
        return replace(listing, url=url, number=listing.number + 1, may_be_missing=is_guessed)

    def _next_url(self, listing: Listing, answer: Answer) -> str | None:
        if self.entry.next is not None:
            return next(urls_within(self.entry.next, answer, self.source), None)
        # The pages that `categories` leads to count in their own way.
        if self._counts_pages and listing.position == position_of(self.index, 0):
            return self._page_url(listing.number + 1)
        # Who names a rule for the articles alone wants this page alone.
        is_left_to_us = self.entry.articles is None or self._counts_pages
        return find_next_page(answer, listing.number) if is_left_to_us else None

    @property
    def _counts_pages(self) -> bool:
        return "page" in self.template.names

    def _page_url(self, place: int) -> str:
        number = (self.entry.page or Page()).number(place)
        return self.template.format({"page": number}) or self.entry.url

    def _listing(self, url: str, *, place: int) -> Listing:
        return Listing(
            entry=self.index,
            key=f"category {canonical_url(url)}",
            url=url,
            position=position_of(self.index, place),
        )

    def _wanted(self) -> str:
        rule = self.entry.articles
        return f"`articles` ({rule.label})" if rule is not None else "newsbot by itself"
