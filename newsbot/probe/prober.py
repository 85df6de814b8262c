"""Ask a site, a few requests long, what it lists and how its articles read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin

from newsbot.article import Found
from newsbot.discovery.shapes import is_article_address
from newsbot.errors import AnswerError
from newsbot.extraction.article import page_of
from newsbot.extraction.no_article import verdict_on
from newsbot.probe.country_zones import with_zone
from newsbot.probe.domains import domain_of
from newsbot.probe.fetched import Fetch, Fetched
from newsbot.probe.found import Listed, Menu, PageRead, Probed, Tried
from newsbot.probe.home import (
    COMMON_FEEDS,
    COMMON_SITEMAPS,
    find_menu,
    linked_feeds,
    origin_of,
    page_language,
    site_name,
)
from newsbot.probe.listed import is_feed, parts_of, read_listed
from newsbot.probe.pages import find_rules, read_page, with_rules
from newsbot.probe.place import language_of
from newsbot.probe.shared_texts import SharedTexts
from newsbot.values.urls import canonical_url

if TYPE_CHECKING:
    from newsbot.source import Source
    from newsbot.source.entries import Category, Feed, Sitemap

PAGES: Final = 3
"""Article pages that are read."""

SECTIONS: Final = 3
"""Pages of the menu that are looked at."""

SITEMAPS: Final = 4
"""Sitemaps that robots.txt names, of which is asked."""


class Prober:
    """Asks one site."""

    def __init__(
        self,
        source: Source,
        fetch: Fetch,
        named_sitemaps: Callable[[str], Awaitable[Sequence[str]]],
        now: datetime,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        """*source* has the project's defaults. *tell* hears what is asked for.

        *named_sitemaps*: scheme and host of a page that was asked for → what its robots.txt names.
        """
        self._source = source
        self._fetch = fetch
        self._named_sitemaps = named_sitemaps
        self._now = now
        self._tell = tell
        self._tried: list[Tried] = []
        self._asked: dict[str, Fetched] = {}

    async def probe(self, urls: Sequence[str]) -> Probed:
        """Return what is known of a site. *urls*: the first that answers is its page."""
        for url in urls:
            given = await self._ask(url)
            if given.is_page:
                return await self._probe(given)
        return Probed(url=urls[0], tried=tuple(self._tried))

    async def _probe(self, given: Fetched) -> Probed:
        assert given.answer is not None
        home = given
        feeds: list[Listed] = []
        if is_feed(given.answer):
            feeds = self._feed(given)
            home = await self._ask(origin_of(given.answer.url) + "/")
        where = given.answer.url
        menu: Menu | None = None
        listings: list[Listed] = []
        if home.answer is not None and home.is_page:
            feeds += await self._feeds(home)
            listings, menu = await self._listings(home)
        found = Probed(
            url=where,
            # A page names the feed that was given, and one feed in several spellings.
            feeds=tuple({canonical_url(one.url): one for one in feeds}.values()),
            listings=tuple(listings),
            menu=menu,
            sitemaps=tuple(await self._sitemaps(where)),
        )
        return await self._with_pages(replace(found, obstacle=self._obstacle(home)), home)

    def _obstacle(self, home: Fetched) -> str:
        """Say what a page is that asks something of its reader before it shows the site."""
        if home.answer is None or home.answer.kind != "html":
            return ""
        page = page_of(home.answer, self._source, self._now)
        verdict = verdict_on(page, {}, has_text_elsewhere=True)
        return f"{verdict.reason}: {verdict.sign}" if verdict is not None else ""

    async def _feeds(self, home: Fetched) -> list[Listed]:
        assert home.answer is not None
        origin = origin_of(home.answer.url)
        named = linked_feeds(home.answer)
        found: list[Listed] = []
        for url in named:
            found += self._feed(await self._ask(url))
        for path in COMMON_FEEDS if not found else ():
            found += self._feed(await self._ask(origin + path))
            if found:
                break
        return found

    def _feed(self, fetched: Fetched) -> list[Listed]:
        if fetched.answer is None or not fetched.is_page:
            return []
        if not is_feed(fetched.answer):
            self._note(fetched, "no feed")
            return []
        return self._listed(fetched, self._with(_feed_entry(fetched.answer.url)))

    async def _sitemaps(self, url: str) -> list[Listed]:
        origin = origin_of(url)
        named = await self._named_sitemaps(origin)
        urls = [urljoin(origin, one) for one in named[:SITEMAPS]]
        found: list[Listed] = []
        for one in urls or (origin + path for path in COMMON_SITEMAPS):
            if "news" in one or not found or urls:
                found += await self._sitemap(one)
        return found

    async def _sitemap(self, url: str) -> list[Listed]:
        fetched = await self._ask(url)
        if fetched.answer is None or not fetched.is_page:
            return []
        source = self._with(_sitemap_entry(fetched.answer.url))
        found = self._listed(fetched, source)
        if not found or not found[0].parts:
            return found
        return [await self._with_part(found[0], parts_of(source, fetched.answer))]

    async def _with_part(self, index: Listed, parts: list[str]) -> Listed:
        """Look into the first and the last sitemap of an index: between them lies its time."""
        for url in dict.fromkeys((parts[0], parts[-1])):
            fetched = await self._ask(url)
            if fetched.answer is None or not fetched.is_page:
                continue
            for part in self._listed(fetched, self._with(_sitemap_entry(fetched.answer.url))):
                oldest = filter(None, (index.oldest, part.oldest))
                newest = filter(None, (index.newest, part.newest))
                index = replace(
                    index,
                    links={**index.links, **part.links},
                    oldest=min(oldest, default=None),
                    newest=max(newest, default=None),
                )
        return index

    async def _listings(self, home: Fetched) -> tuple[list[Listed], Menu | None]:
        assert home.answer is not None
        found = await self._listing(home)
        menu = find_menu(home.answer)
        sections: list[Listed] = []
        for url in _spread(menu.urls, SECTIONS):
            fetched = await self._ask(url)
            if fetched.answer is not None and fetched.is_page:
                sections += self._listed(fetched, self._with(_category_entry(fetched.answer.url)))
        is_menu = len(sections) >= 2 or (len(sections) == 1 and len(menu.urls) == 1)
        return [*found, *sections], menu if is_menu else None

    async def _listing(self, fetched: Fetched) -> list[Listed]:
        """Read the given page, and see whether its next page lists others."""
        assert fetched.answer is not None
        found = self._listed(fetched, self._with(_category_entry(fetched.answer.url)))
        if not found or not found[0].next:
            return found
        following = await self._ask(found[0].next)
        more = (
            self._listed(following, self._with(_category_entry(found[0].next)))
            if following.answer is not None and following.is_page
            else []
        )
        has_others = bool(more) and not more[0].links.keys() <= found[0].links.keys()
        return [found[0] if has_others else replace(found[0], next="")]

    async def _with_pages(self, found: Probed, home: Fetched) -> Probed:
        ways = (*found.feeds, *found.listings, *found.sitemaps)
        source = self._with(_category_entry(found.url))
        pages: list[PageRead] = []
        for url, fields in choose_articles(ways):
            fetched = await self._ask(url)
            pages.append(read_page(fetched, fields, source, self._now))
            self._note(fetched, pages[-1].missing or "read")
        rules = find_rules(pages, source, self._now)
        if rules:
            better = with_rules(source, rules)
            pages = [read_page(p.fetched, p.listed, better, self._now) for p in pages]
            source = better
        shared = SharedTexts(source=source, ask=self._ask, note=self._note, now=self._now)
        share, pages = await shared.find(pages, further_articles(ways, pages))
        found = replace(found, pages=tuple(pages), extract=rules, share=share)
        return _described(found, home, self._tried, self._now)

    def _listed(self, fetched: Fetched, source: Source) -> list[Listed]:
        assert fetched.answer is not None
        try:
            found = read_listed(source, fetched.answer, self._now)
        except AnswerError as error:
            self._note(fetched, error.reason)
            return []
        if found is None:
            self._note(fetched, "lists no article")
            return []
        number = len(found.links)
        self._note(fetched, f"{found.parts} sitemaps" if found.parts else f"{number} links")
        return [found]

    def _with(self, entry: Feed | Sitemap | Category) -> Source:
        domains = (domain_of(entry.url or ""), *self._source.domains)
        return replace(self._source, discover=(entry,), domains=domains)

    async def _ask(self, url: str) -> Fetched:
        if url not in self._asked:
            self._tell(url)
            fetched = self._asked[url] = await self._fetch(url)
            missing = fetched.answer is not None and fetched.answer.is_missing
            if fetched.answer is None or missing:
                self._tried.append(Tried(url=url, outcome=fetched.why or "not there"))
        return self._asked[url]

    def _note(self, fetched: Fetched, outcome: str) -> None:
        self._tried.append(Tried(url=fetched.url, outcome=outcome))


def choose_articles(ways: Iterable[Listed]) -> list[tuple[str, Mapping[str, Found]]]:
    """Return articles from all over what is listed: new ones and old ones, of several listings."""
    known: dict[str, Mapping[str, Found]] = {}
    for way in ways:
        sure = [url for url in way.links if is_article_address(url)] or list(way.links)
        for url in _spread(sure, PAGES):
            known.setdefault(url, way.links[url])
    return [(url, known[url]) for url in _spread(list(known), PAGES)]


def further_articles(
    ways: Iterable[Listed], read: Iterable[PageRead]
) -> list[tuple[str, Mapping[str, Found]]]:
    """Return other articles, from all over what is listed."""
    known = {url: fields for way in ways for url, fields in way.links.items()}
    for page in read:
        known.pop(page.fetched.url, None)
    sure = [url for url in known if is_article_address(url)]
    return [(url, known[url]) for url in _spread(sure, PAGES)]


def _spread(items: Iterable[str], number: int) -> list[str]:
    """Return so many items, the first, the last, and evenly from between."""
    there = list(items)
    if len(there) <= number:
        return there
    return [there[place * (len(there) - 1) // (number - 1)] for place in range(number)]


def _described(found: Probed, home: Fetched, tried: list[Tried], now: datetime) -> Probed:
    """Add what the pages say of the site."""
    answer = home.answer
    languages = list(filter(None, map(_language, found.pages)))
    own = page_language(answer) if answer is not None else ""
    language = language_of(languages or [own])
    named = next((feed.title for feed in found.feeds if feed.title), "")
    described = replace(
        found,
        title=(site_name(answer) if answer is not None else "") or named,
        language=language,
        tried=tuple(tried),
    )
    return with_zone(described, language or own, now)


def _language(page: PageRead) -> str:
    """Return the language of a page: what was read, else what it says it has."""
    if page.article is not None and page.article.in_language:
        return page.article.in_language
    answer = page.fetched.answer
    return page_language(answer) if answer is not None and answer.kind == "html" else ""


def _feed_entry(url: str) -> Feed:
    from newsbot.source.entries import Feed

    return Feed(url=_literal(url))


def _sitemap_entry(url: str) -> Sitemap:
    from newsbot.source.entries import Sitemap

    return Sitemap(url=_literal(url))


def _category_entry(url: str) -> Category:
    from newsbot.source.entries import Category

    return Category(url=_literal(url))


def _literal(url: str) -> str:
    return url.replace("{", "%7B").replace("}", "%7D")
