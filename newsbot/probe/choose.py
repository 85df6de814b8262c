"""Which entries of `discover` list most of a site with the fewest requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from newsbot.probe.domains import domain_of
from newsbot.probe.found import Listed, Probed
from newsbot.values.urls import host_of, hosts_match

MOST_FEEDS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChosen:
    """An entry for the source's file."""

    keys: Mapping[str, str]
    """As they are written: kind, url, categories."""
    note: str
    """Why it is there, for the owner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What a source's file is to say."""

    discover: tuple[EntryChosen, ...]
    backfill: tuple[EntryChosen, ...] = ()
    domains: tuple[str, ...] = ()
    """Needed only where articles are on hosts that the entries do not name."""
    unused: tuple[Listed, ...] = field(default=())
    """What was found and is not needed."""


def choose(found: Probed) -> Choice:
    """Return what a source's file says.

    Feeds come first: they say most and cost least. A page joins them where it lists others, its
    menu where the pages behind it do. Sitemaps hold the years before, and the rest where there is
    nothing else.
    """
    feeds = _useful_feeds(found.feeds)
    listings = [one for one in found.listings if one.links]
    known = {url for feed in feeds for url in feed.links}
    chosen = [_entry(feed, _feed_note(feed)) for feed in feeds]
    chosen += _pages(found, listings, known)
    sitemaps = [one for one in found.sitemaps if one.links or one.parts]
    old = [_entry(one, _sitemap_note(one)) for one in _largest(sitemaps)]
    used = {entry.keys["url"] for entry in (*chosen, *old)}
    ways = (*found.feeds, *found.sitemaps, *found.listings)
    return Choice(
        discover=tuple(chosen or old),
        backfill=tuple(old) if chosen else (),
        domains=_domains(found, [entry.keys["url"] for entry in chosen or old]),
        unused=tuple(one for one in ways if one.url not in used),
    )


def _useful_feeds(feeds: Iterable[Listed]) -> list[Listed]:
    """Return feeds of which each lists articles that those before it do not."""
    chosen: list[Listed] = []
    known: set[str] = set()
    by_size = sorted((one for one in feeds if one.links), key=lambda one: -_reach(one))
    for feed in by_size:
        if not feed.links.keys() <= known and len(chosen) < MOST_FEEDS:
            chosen.append(feed)
            known |= feed.links.keys()
    return chosen


def _reach(feed: Listed) -> int:
    # A feed with further pages goes back all the way.
    return 1_000_000 if feed.next else len(feed.links)


def _pages(found: Probed, listings: list[Listed], known: set[str]) -> Iterator[EntryChosen]:
    """Yield the given page with its menu, as far as they list what feeds do not."""
    if not listings:
        return
    page, *sections = listings
    is_given = page.url == found.listings[0].url and page.url not in {s.url for s in sections}
    on_page = set(page.links)
    behind = {url for section in sections for url in section.links} - on_page - known
    # A section that lists what the page does leads further by its next pages.
    has_menu = found.menu is not None and (bool(behind) or any(one.next for one in sections))
    if not (on_page - known or page.next or has_menu):
        return
    if has_menu and found.menu is not None and found.menu.selector and is_given:
        keys = {"kind": "category", "url": page.url, "categories": found.menu.selector}
        yield EntryChosen(keys=keys, note="this page and those of its menu")
        return
    yield _entry(page, "its next pages are followed" if page.next else "what stands on this page")
    if has_menu and found.menu is not None:
        for url in dict.fromkeys(section.url for section in sections):
            yield EntryChosen(keys={"kind": "category", "url": url}, note="a page of the menu")


def _largest(sitemaps: Iterable[Listed]) -> list[Listed]:
    """Return the sitemaps that list most: not those whose pages others list, such as news ones."""
    chosen: list[Listed] = []
    known: set[str] = set()
    by_size = sorted(sitemaps, key=lambda one: (-one.parts, -len(one.links)))
    for one in by_size:
        is_all = any(other.parts for other in chosen) and not one.parts
        if (not is_all and not one.links.keys() <= known) or not chosen:
            chosen.append(one)
            known |= one.links.keys()
    return chosen


def _entry(one: Listed, note: str) -> EntryChosen:
    return EntryChosen(keys={"kind": one.kind, "url": one.url}, note=note)


def counted(number: int, one: str, several: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else several}"


def _feed_note(feed: Listed) -> str:
    more = ", and further pages" if feed.next else ""
    return f"{counted(len(feed.links), 'entry', 'entries')}{_since(feed)}{more}"


def _sitemap_note(one: Listed) -> str:
    if one.parts:
        return f"{counted(one.parts, 'sitemap', 'sitemaps')}{_since(one)}"
    return f"{counted(len(one.links), 'page', 'pages')}{_since(one)}"


def _since(one: Listed) -> str:
    return f", back to {one.oldest:%Y-%m-%d}" if one.oldest is not None else ""


def _domains(found: Probed, urls: Iterable[str]) -> tuple[str, ...]:
    """Return the site's hosts where the entries do not name all that articles are on."""
    named = {host_of(url) for url in urls}
    ways = (*found.feeds, *found.sitemaps, *found.listings)
    there = {host_of(url) for way in ways for url in way.links}
    if all(hosts_match(host, named) for host in there):
        return ()
    return tuple(sorted({domain_of(found.url), *(h for h in named if not _below(h, found.url))}))


def _below(host: str, url: str) -> bool:
    return hosts_match(host, [domain_of(url)]) or urlsplit(url).hostname == host
