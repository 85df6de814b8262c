"""Scrapy's redirects, as far as a source wants them followed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scrapy.downloadermiddlewares import redirect
from scrapy.exceptions import IgnoreRequest

from newsbot.fetch.hosts import SourceHosts, hosts_of
from newsbot.middlewares.robots import OBEYS_NOT
from newsbot.run import Run
from newsbot.scrapy_errors import AddressRefused, RedirectRefused, TooManyRedirects

if TYPE_CHECKING:
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
"""Statuses that lead elsewhere (RFC 9110, 15.4)."""

LONGEST_SHOWN: Final = 200
"""Characters of an address that is shown."""


class _WithinTheSource(redirect.BaseRedirectMiddleware):
    """Follows redirects to the hosts that a source's file names."""

    hosts: SourceHosts | None = None
    """None: a spider that no source file stands behind goes where it likes."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware."""
        middleware = super().from_crawler(crawler)
        run = getattr(crawler.spider, "run", None)
        middleware.hosts = hosts_of(run.source) if isinstance(run, Run) else None
        return middleware

    def _redirect(self, redirected: Request, request: Request, reason: Any) -> Request:
        if not self._may_follow(redirected):
            raise RedirectRefused(f"{request.url} leads to {redirected.url}: not in `domains`")
        try:
            return super()._redirect(redirected, request, reason)
        except IgnoreRequest as error:
            raise TooManyRedirects(f"{request.url} leads on to {redirected.url}") from error

    def _may_follow(self, request: Request) -> bool:
        # A robots.txt may be elsewhere (RFC 9309, 2.3.1.2); nothing of the owner's goes there.
        if self.hosts is None or request.meta.get(OBEYS_NOT):
            return True
        return self.hosts.allows_redirect(request.url)


class RedirectMiddleware(_WithinTheSource, redirect.RedirectMiddleware):
    """Follows the redirects of HTTP."""

    def process_response(  # type: ignore[override]  # no spider is passed any more
        self, request: Request, response: Response
    ) -> Request | Response:
        """Follow a redirect. Raises RefusedRequest, with the reason, where that cannot be."""
        try:
            found = super().process_response(request, response)
        except ValueError:
            found = response
        location = response.headers.get("Location")
        if found is not response or response.status not in REDIRECTS or location is None:
            return found
        # A robots.txt that leads to nothing is as good as none.
        if self.hosts is None or request.meta.get(OBEYS_NOT):
            return response
        to = location.decode("utf-8", "replace")[:LONGEST_SHOWN]
        raise AddressRefused(f"{request.url} leads to {to}: not an http address")


class MetaRefreshMiddleware(_WithinTheSource, redirect.MetaRefreshMiddleware):
    """Follows the redirects of HTML."""

    def process_response(  # type: ignore[override]  # no spider is passed any more
        self, request: Request, response: Response
    ) -> Request | Response:
        """Follow a redirect; a page that leads to nothing that can be read is read itself."""
        try:
            return super().process_response(request, response)
        except ValueError:
            return response
