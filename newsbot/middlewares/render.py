"""Pages as a browser shows them, once their scripts have run: `render: browser`.

The page itself is fetched as any other, and handed to the browser as it came; whatever its scripts
ask for goes back through the downloader. So all of it waits at the hosts' gates, is judged by the
address guard and by robots.txt, and is bound by the limits on time and size. It is done here and
not in a download handler: a request that still held its turn at a gate would wait for ever for
what its page asks of the same host.
"""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Coroutine
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from scrapy import Request, signals
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response

from newsbot.archive.raw_records import META, Kind
from newsbot.errors import ProjectError
from newsbot.fetch.browser import browser_objection, has_extra
from newsbot.fetch.gate import RunStopped
from newsbot.middlewares.rendering import Rendering, Scripts
from newsbot.run import run_of
from newsbot.scrapy_errors import PageNotRendered

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

CLOSED_IN: Final = 2.0
"""Seconds that the browser gets to end."""

LOOK_AGAIN: Final = 0.2
"""Seconds after which to look again whether the run is being stopped."""

RENDERED: Final = frozenset({Kind.LISTING, Kind.PAGE, Kind.CONTENT})
"""What is asked for by the spider; robots.txt and what pages ask for are not rendered."""


class RenderMiddleware:
    """Renders the pages of a source with `render: browser`."""

    def __init__(self, crawler: Crawler) -> None:
        from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

        # Every page that fails is told by the summary.
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)
        self._crawler = crawler
        self._scripts = Scripts()
        self._browser: ScrapyPlaywrightDownloadHandler = (
            ScrapyPlaywrightDownloadHandler.from_crawler(crawler)
        )

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RenderMiddleware:
        """Make the middleware. Raises ProjectError, with file and line, without a browser."""
        source = run_of(crawler).source
        if source.render != "browser":
            raise NotConfigured
        if why := browser_objection(os.environ, has_extra=has_extra()):
            raise ProjectError(f"{source.render_at}: {why}")
        middleware = cls(crawler)
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    async def close(self) -> None:
        """End the browser; one that does not answer ends with newsbot, whose child it is."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._browser.close(), CLOSED_IN)

    async def process_response(self, request: Request, response: Response) -> Response:
        """Return a page as the browser shows it. Raises PageNotRendered, RunStopped."""
        is_page = isinstance(response, HtmlResponse) and response.status == 200
        if not is_page or request.meta.get(META) not in RENDERED or request.method != "GET":
            return response
        html = await self._until_stopped(self._render(request, response))
        largest = self._crawler.settings.getint("DOWNLOAD_MAXSIZE")
        if len(html) > largest:
            raise PageNotRendered(f"{response.url}: more than {largest} bytes once rendered")
        headers = {**response.headers, "Content-Type": "text/html; charset=utf-8"}
        return HtmlResponse(
            url=response.url,
            headers=headers,
            body=html,
            encoding="utf-8",
            request=request,
            flags=[*response.flags, "rendered"],
        )

    async def _until_stopped(self, rendering: Coroutine[Any, Any, bytes]) -> bytes:
        """Return what is rendered. Raises RunStopped: what a page asks for is not sent any more."""
        task = asyncio.create_task(rendering)
        while not task.done():
            await asyncio.wait({task}, timeout=LOOK_AGAIN)
            if self._is_stopping():
                task.cancel()
                raise RunStopped
        return task.result()

    async def _render(self, request: Request, response: Response) -> bytes:
        from playwright.async_api import Error

        rendering = Rendering(self._crawler, request, response, self._scripts)
        asked = Request(response.url, meta=rendering.meta, dont_filter=True)
        try:
            shown = await self._browser.download_request(asked)
        except Error as error:
            if self._is_stopping():
                raise RunStopped from error
            reason = str(error).partition("\n")[0]
            raise PageNotRendered(f"{response.url}: {reason}") from error
        finally:
            rendering.end()
        return bytes(shown.body)

    def _is_stopping(self) -> bool:
        return run_of(self._crawler).gates.is_closed
