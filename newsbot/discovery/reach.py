"""How far back a listing reaches that is whole on one page, as sitemaps are, and names no order.

Such a page holds everything, the oldest too: `first` and what was read before say what is taken of
it. What tells the age of an entry is its date, then its address, then when it was changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final, Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from newsbot.discovery.base import ArticleLink, Listing, ListingPage, Refused
from newsbot.discovery.paging import First
from newsbot.values.date_reading import parse_date
from newsbot.values.url_dates import period_of_article, period_of_listing

SLACK: Final = timedelta(days=1)
"""How long a site may take to list an article, and clocks and zones may be apart."""

UNDATED: Final = 500
"""Entries without any date that are taken from each end of a page: new ones stand at one."""

SETTLED: Final = 100
"""Known and unchanged entries that are recorded again, at least."""

ODD_DATES: Final = 2_000
"""Different dates on a page after which only ISO 8601 is read."""

BULK: Final = 20
"""Entries from which one hour for more than half of them tells of the site, not of its articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a pass over a listing is to go."""

    first: First
    now: datetime
    zone: ZoneInfo
    """Of dates without one."""
    since: datetime | None = None
    """End of the last completed pass; None on the very first."""
    known: Callable[[ArticleLink], bool] = field(default=lambda _: False)
    """Whether the ledger has an article of this address."""
    completed: Callable[[Listing], datetime | None] = field(default=lambda _: None)
    """When another listing was last read to its end, by the rules of now."""
    ended: Callable[[Listing], datetime | None] = field(default=lambda _: None)
    """When another listing was last read to its end, by whatever rules."""
    _read: dict[str, datetime | None] = field(default_factory=dict, repr=False)
    """Dates that were read before: a sitemap has the same one many times, and each is asked for
    several times."""

    @property
    def cutoff(self) -> datetime | None:
        """Before this nothing is wanted that is not known; None: all is wanted."""
        if self.first == "all":
            return None
        if isinstance(self.first, timedelta):
            return (self.since or self.now) - self.first
        return self.since - SLACK if self.since is not None else None

    def moment(self, text: str) -> datetime | None:
        """Return the instant that a text names; the end of the day where it names no time."""
        if text not in self._read:
            self._read[text] = self._moment(text.strip())
        return self._read[text]

    def _moment(self, text: str) -> datetime | None:
        try:
            date = datetime.fromisoformat(text)
        except ValueError:
            # In milliseconds each: a sitemap writes its dates in one way.
            is_worth_it = len(self._read) < ODD_DATES and any(map(str.isdecimal, text))
            return parse_date(text, zone=self.zone, now=self.now) if is_worth_it else None
        aware = date if date.tzinfo is not None else date.replace(tzinfo=self.zone)
        try:
            return aware + timedelta(days=1) if len(text) <= 10 else aware
        except OverflowError:
            return None


@runtime_checkable
class Bounded(Protocol):
    """A kind of discovery whose pages hold more than is wanted."""

    def bound(self, found: ListingPage, listing: Listing, reach: Reach) -> ListingPage:
        """Return what is wanted of a page, and of the listings that it leads to."""


def within_reach(page: ListingPage, listing: Listing, reach: Reach) -> ListingPage:
    """Return of a page what is wanted; known articles stay as far as they may have changed."""
    if reach.first == "all" and reach.since is None:
        return page
    stamp = _stamp_of_all(page.links)
    aged = [(link, _age(link, listing, reach, stamp)) for link in page.links]
    if reach.since is None and isinstance(reach.first, int):
        newest = sorted(aged, key=lambda one: -(one[1] or reach.now).timestamp())
        taken = [link for link, _ in newest[: max(1, reach.first)]]
        return replace(page, links=tuple(taken), is_cut=len(taken) < len(aged))
    cutoff = reach.cutoff
    undated = _beyond([link for link, age in aged if age is None]) if cutoff is not None else set()
    wanted: list[ArticleLink] = []
    left, old = 0, 0
    for link, age in aged:
        is_old = cutoff is not None and age is not None and age < cutoff
        if (is_old or id(link) in undated) and not _is_known_as_changed(link, reach):
            left += id(link) in undated
            old += is_old
        else:
            wanted.append(link)
    wanted = _without_settled(wanted, reach)
    refused = [Refused(link=listing.url, reason="no date, too many", number=left)] if left else []
    return replace(
        page, links=tuple(wanted), refused=(*page.refused, *refused), is_cut=bool(old or left)
    )


def _age(link: ArticleLink, listing: Listing, reach: Reach, stamp: str) -> datetime | None:
    """Return when an entry was published at the latest, as far as anything tells."""
    if date := reach.moment(_text(link, "date_published")):
        return date
    if (period := period_of_article(link.url or "")) is not None:
        return period.latest
    lastmod = _text(link, "date_modified")
    changed = reach.moment(lastmod)
    # A stamp of all is no witness of youth; but nothing is younger than it.
    is_stamped = bool(stamp) and lastmod.startswith(stamp)
    if changed is not None and (not is_stamped or _is_old(changed, reach)):
        return changed
    named = period_of_listing(listing.url)
    return named.latest if named is not None else None


def _is_old(moment: datetime, reach: Reach) -> bool:
    cutoff = reach.cutoff
    return cutoff is not None and moment < cutoff


def _is_known_as_changed(link: ArticleLink, reach: Reach) -> bool:
    """Tell whether an old entry is a known article that was changed since the last pass."""
    if reach.since is None:
        return False
    changed = reach.moment(_text(link, "date_modified"))
    return changed is not None and changed >= reach.since - SLACK and reach.known(link)


def _without_settled(links: list[ArticleLink], reach: Reach) -> list[ArticleLink]:
    """Leave out known entries that say they have not changed, but for some.

    Those tie one pass to the next, and show that not all is said to have changed at once.
    """
    settled = [link for link in links if _is_settled(link, reach)] if reach.since else []
    kept = max(SETTLED, 2 * (len(links) - len(settled)))
    gone = set(map(id, settled[kept:]))
    return [link for link in links if id(link) not in gone]


def _is_settled(link: ArticleLink, reach: Reach) -> bool:
    assert reach.since is not None
    changed = reach.moment(_text(link, "date_modified"))
    return changed is not None and changed < reach.since - SLACK and reach.known(link)


def _beyond(undated: Sequence[ArticleLink]) -> set[int]:
    """Return the entries in the middle, by id; new ones are listed first or last."""
    return set(map(id, undated[UNDATED : max(UNDATED, len(undated) - UNDATED)]))


def _stamp_of_all(links: Iterable[ArticleLink]) -> str:
    """Return the hour, or the day, in which most entries say they were changed; else nothing."""
    stamps = Counter(stamp[:13] for link in links if (stamp := _text(link, "date_modified")))
    (stamp, number), *_ = stamps.most_common(1) or [("", 0)]
    return stamp if number >= BULK and 2 * number > stamps.total() else ""


def _text(link: ArticleLink, name: str) -> str:
    found = link.fields.get(name)
    return found.value if found is not None and isinstance(found.value, str) else ""
