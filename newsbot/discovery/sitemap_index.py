"""Which sitemaps of an index are read: those that can have something new, newest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from newsbot.discovery.base import Listing
from newsbot.discovery.reach import SLACK, Reach
from newsbot.values.url_dates import Period, period_of_listing

KEPT_UP: Final = timedelta(days=3)
"""An index of which no date is younger does not keep its dates up, or has nothing new."""

READ_ANEW: Final = timedelta(days=7)
"""How long a sitemap is believed that says it has not changed."""

NO_ARTICLES: Final = re.compile(
    r"(?:^|/)(?:(?:category|post_tag|tag|author|page)-sitemap[0-9]{0,6}"
    r"|wp-sitemap-(?:taxonomies|users|posts-page)-[^/]{0,200}"
    r"|sitemap-(?:pages|authors|tags))\.xml(?:\.gz)?$"
)
"""Names that the common systems give to sitemaps of tags, authors and fixed pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Child:
    listing: Listing
    changed: datetime | None
    """End of the day where the index names no time."""
    period: Period | None

    @property
    def latest(self) -> datetime | None:
        """The time by which everything in it was published, as far as anything tells."""
        known = [self.changed, self.period.latest if self.period is not None else None]
        return min(filter(None, known), default=None)


def choose_sitemaps(listings: Sequence[Listing], reach: Reach) -> list[Listing]:
    """Return the sitemaps of an index that are read in this pass, newest first."""
    children = [
        _Child(
            listing=listing,
            changed=reach.moment(listing.lastmod),
            period=period_of_listing(listing.url),
        )
        for listing in listings
    ]
    is_kept_up = _is_kept_up(children, reach)
    if not is_kept_up:
        children = [
            _Child(listing=child.listing, changed=None, period=child.period) for child in children
        ]
    wanted = [child for child in children if _may_have_news(child, reach)]
    wanted.sort(key=lambda child: -(child.latest.timestamp() if child.latest else float("-inf")))
    return [child.listing for child in wanted]


def _is_kept_up(children: Iterable[_Child], reach: Reach) -> bool:
    """Tell whether the dates of an index are worth something: at least one is young."""
    dates = [child.changed for child in children if child.changed is not None]
    return bool(dates) and max(dates) >= reach.now - KEPT_UP


def _may_have_news(child: _Child, reach: Reach) -> bool:
    completed = reach.completed(child.listing)
    if completed is None:
        # It was too old for the very first pass, or is new.
        latest, cutoff = child.latest, reach.cutoff
        return latest is None or cutoff is None or latest >= cutoff
    if child.changed is not None and child.changed >= completed - SLACK:
        return True
    if child.period is not None:
        # Nothing is added to a month that is over; what is edited in it, a date would tell.
        return child.period.latest >= completed - SLACK
    return child.changed is None or reach.now - completed >= READ_ANEW
