"""`kind: json`: a JSON list, page by page."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from newsbot.article import LIST_FIELDS, Found
from newsbot.discovery.base import Listing, ListingPage, position_of
from newsbot.discovery.links import listing_page
from newsbot.errors import AnswerError
from newsbot.values.expressions import search_json
from newsbot.values.rules import find_in_json, for_field
from newsbot.values.templates import UrlTemplate
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from newsbot.source import Json, Source
    from newsbot.values.answer import Answer


class JsonDiscovery:
    """One `json` entry: a listing for each combination of the values of `each`."""

    def __init__(self, entry: Json, index: int, source: Source) -> None:
        self.entry = entry
        self.index = index
        self.source = source
        self.template = UrlTemplate(entry.url)

    def listings(self) -> Iterator[Listing]:
        """Yield the first page for each combination of `each`, the last name varying fastest."""
        names = list(self.entry.each)
        combinations = itertools.product(*self.entry.each.values())
        for place, combination in enumerate(combinations):
            values = dict(zip(names, combination, strict=True))
            yield Listing(
                entry=self.index,
                key=" ".join(["json", self.entry.url, *(f"{n}={v}" for n, v in values.items())]),
                url=self._url(values, self._first_page()),
                position=position_of(self.index, place),
                values=values,
            )

    def read(self, listing: Listing, answer: Answer) -> ListingPage:
        """Read the entries of the list and say where its next page is."""
        items = self._items(listing, answer)
        return listing_page(
            [self._fields(item) for item in items],
            listing=listing,
            entry=self.entry,
            source=self.source,
            base_url=answer.url,
            next_listing=self._next(listing, answer) if items else None,
        )

    def _items(self, listing: Listing, answer: Answer) -> list[Any]:
        items = search_json(self.entry.items, answer.json)
        # Past the end, many interfaces answer null instead of an empty list.
        if items is None and listing.number > 1:
            return []
        if not isinstance(items, list):
            found = "nothing" if items is None else type(items).__name__
            detail = f"{answer.url}: `items` ({self.entry.items}) found {found}, expected a list"
            raise AnswerError("no list in the JSON", detail)
        return items

    def _fields(self, item: Any) -> Mapping[str, Found]:
        fields: dict[str, Found] = {}
        for name, rules in self.entry.fields.items():
            found = find_in_json(rules, item, several=name in LIST_FIELDS)
            if found is not None:
                fields[name] = replace(for_field(name, found), rule=f"listing {found.rule}")
        return fields

    def _next(self, listing: Listing, answer: Answer) -> Listing | None:
        url = self._next_url(listing, answer)
        if url is None or url == listing.url:
            return None
        return replace(listing, url=url, number=listing.number + 1)

    def _next_url(self, listing: Listing, answer: Answer) -> str | None:
        if self.entry.next is not None:
            return self._follow(search_json(self.entry.next, answer.json), listing, answer)
        if "page" not in self.template.names:
            return None
        start, step = self._paging()
        return self._url(listing.values, str(start + step * listing.number))

    def _follow(self, cursor: Any, listing: Listing, answer: Answer) -> str | None:
        """Follow what `next` gave: a link, or a cursor that goes into `{page}`."""
        if not isinstance(cursor, str | int) or isinstance(cursor, bool) or cursor == "":
            return None
        text = str(cursor)
        if "page" in self.template.names and not text.startswith(("http://", "https://")):
            return self._url(listing.values, text)
        return absolute_url(answer.url, text)

    def _first_page(self) -> str:
        return "" if self.entry.next is not None else str(self._paging()[0])

    def _paging(self) -> tuple[int, int]:
        page = self.entry.page
        return (page.from_, page.step) if page is not None else (1, 1)

    def _url(self, values: Mapping[str, str], page: str) -> str:
        url = self.entry.url.replace("{page}", quote(page, safe="", errors="replace"))
        return UrlTemplate(url).format(values) or url
