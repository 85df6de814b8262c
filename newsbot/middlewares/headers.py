"""The headers of a source's `request`: sent to the hosts that its file names, and to no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsbot.fetch.hosts import OWN_HEADERS, SourceHosts, hosts_of
from newsbot.run import run_of
from newsbot.scrapy_errors import RedirectRefused

if TYPE_CHECKING:
    from scrapy import Request
    from scrapy.crawler import Crawler


class OwnHeadersMiddleware:
    """Puts a source's headers on each request, or takes them off, by where the request goes."""

    def __init__(self, hosts: SourceHosts) -> None:
        self._hosts = hosts

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> OwnHeadersMiddleware:
        """Make the middleware. Raises NotConfigured for a spider that is not a source."""
        return cls(hosts_of(run_of(crawler).source))

    def process_request(self, request: Request) -> None:
        """Set or take off the headers. Raises RedirectRefused for a body that may not go there."""
        own: dict[str, str] = request.meta.get(OWN_HEADERS, {})
        if self._hosts.gets_headers(request.url):
            # Scrapy takes some off at a redirect to another host, which may be the owner's too.
            request.headers.update(own)
            return
        for name in own:
            request.headers.pop(name, None)
        if request.body:
            raise RedirectRefused(f"{request.url}: the source's `json` is not sent there")
