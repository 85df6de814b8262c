"""The address guard in front of everything that a source sends; see newsbot/fetch/guard.py."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from scrapy.exceptions import CannotResolveHostError

from newsbot.fetch.guard import Trust, host_port, is_public, literal_address, trust_of
from newsbot.fetch.resolver import Dial, under_way
from newsbot.run import Run
from newsbot.scrapy_errors import AddressRefused

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class GuardMiddleware:
    """Judges requests by their address and by what their source trusts, never by their `meta`.

    It is the first to see a request: redirects, retries and robots.txt come by here too. Names are
    the resolver's to judge, which learns from here whose request it is.
    """

    def __init__(self, trust: Trust | None) -> None:
        self._trust = trust

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> GuardMiddleware:
        """Make the middleware; a spider that no source file stands behind goes where it likes."""
        run = getattr(crawler.spider, "run", None)
        return cls(trust_of(run.source, os.environ) if isinstance(run, Run) else None)

    def process_request(self, request: Request) -> None:
        """Raise AddressRefused for an address that may not be asked."""
        under_way.set(Dial(trust=self._trust))
        if self._trust is not None and (why := objection(request.url, self._trust)):
            raise AddressRefused(f"{request.url}: {why}")

    def process_exception(self, request: Request, exception: Exception) -> None:
        """Raise AddressRefused where the resolver refused all addresses that a name has."""
        dial = under_way.get()
        if isinstance(exception, CannotResolveHostError) and dial is not None and dial.refused:
            found = ", ".join(sorted(set(dial.refused))[:3])
            why = f"{urlsplit(request.url).hostname} is at {found}, not a public address"
            raise AddressRefused(f"{request.url}: {why}") from exception


def objection(url: str, trust: Trust) -> str:
    """Return why an address may not be asked; empty when it may, as far as it says itself."""
    where = host_port(url)
    if where is None:
        return "not an http address"
    if where in trust.hosts:
        return ""
    if where in trust.proxies:
        return "that is a proxy"
    address = literal_address(urlsplit(url).hostname or "")
    if address is None or is_public(address):
        return ""
    return f"{address} is not a public address, and no source file names port {where[1]} of it"
