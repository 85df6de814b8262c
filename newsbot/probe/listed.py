"""Read a feed, a sitemap or a page of articles as a crawl would read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.article import Found
from newsbot.discovery import Discovery, Listing, ListingPage, discoveries
from newsbot.errors import AnswerError
from newsbot.probe.found import Listed
from newsbot.values.date_reading import parse_date
from newsbot.values.urls import hosts_match

if TYPE_CHECKING:
    from newsbot.source import Source
    from newsbot.values.answer import Answer

DATED: Final = ("date_published", "date_modified")


def read_listed(source: Source, answer: Answer, now: datetime) -> Listed | None:
    """Return what an answer lists by the only entry of *source*; None when it lists nothing.

    Raises AnswerError when it is something else.
    """
    (kind,) = discoveries(source)
    listing = replace(next(iter(kind.listings())), url=answer.url)
    found = kind.read(listing, answer)
    links = {link.url: link.fields for link in found.links if link.url is not None}
    if not links and not found.listings:
        return None
    oldest, newest = _reach(links.values(), source, now)
    return Listed(
        kind=source.discover[0].kind,
        url=answer.url,
        title=_title(source, answer),
        links=links,
        oldest=oldest,
        newest=newest,
        parts=len(found.listings),
        next=found.next.url if found.next is not None else "",
    )


def parts_of(source: Source, answer: Answer) -> list[str]:
    """Return the sitemaps that an index names."""
    (kind,) = discoveries(source)
    listing = replace(next(iter(kind.listings())), url=answer.url)
    return [one.url for one in kind.read(listing, answer).listings]


def is_feed(answer: Answer) -> bool:
    """Tell a feed from a page."""
    from newsbot.discovery.feed import read_feed

    start = answer.text.lstrip("\ufeff \t\r\n")[:500].lower()
    is_json = answer.kind == "json" and "jsonfeed.org" in answer.text[:2_000]
    if not is_json and not any(mark in start for mark in ("<?xml", "<rss", "<feed", "<rdf")):
        return False
    try:
        return bool(read_feed(answer).entries)
    except AnswerError:
        return False


def _reach(
    entries: Iterable[Mapping[str, Found]], source: Source, now: datetime
) -> tuple[datetime | None, datetime | None]:
    texts = {str(fields[name].value) for fields in entries for name in DATED if name in fields}
    dates = [parse_date(text, zone=source.timezone, now=now) for text in sorted(texts)[:2_000]]
    known = [date for date in dates if date is not None]
    return min(known, default=None), max(known, default=None)


def _title(source: Source, answer: Answer) -> str:
    if source.discover[0].kind != "feed":
        return ""
    from newsbot.discovery.feed import read_feed

    try:
        return " ".join(str(getattr(read_feed(answer), "title", "")).split())
    except AnswerError:
        return ""


def is_of(url: str, hosts: Iterable[str]) -> bool:
    """Tell whether an address is on one of the hosts, or below one."""
    return hosts_match(urlsplit(url).hostname or "", hosts)


__all__ = ["Discovery", "Listing", "ListingPage", "is_feed", "is_of", "parts_of", "read_listed"]
