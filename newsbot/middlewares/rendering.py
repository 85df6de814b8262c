"""One page in the browser: what it asks for is asked for by newsbot, or not at all."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from scrapy import Request
from scrapy.http.request import NO_CALLBACK

from newsbot.fetch.browser import MOST_REQUESTS, WANTED_TYPES, context_settings
from newsbot.fetch.hosts import OWN_HEADERS, hosts_of
from newsbot.middlewares.robots import PROXY_KEYS
from newsbot.run import run_of
from newsbot.values.urls import host_of, hosts_match

if TYPE_CHECKING:
    from playwright.async_api import Page, Route
    from playwright.async_api import Request as Asked
    from scrapy.crawler import Crawler
    from scrapy.http import Response

DEADLINE: Final = 30.0
"""Seconds after which a page gets nothing more of what it asks for."""

STILL: Final = 10.0
"""Seconds that a page may go on asking once it is there, before it is taken as it is."""

ROOM: Final = 32 * 1024 * 1024
"""Bytes of scripts that are kept for the next page of a run."""

_SENT: Final = ("accept", "accept-language", "content-type", "origin", "referer", "authorization")
"""Headers of a page's own requests that are sent; of others only those that begin with `x-`."""

_NOT_PASSED: Final = frozenset(
    {"content-encoding", "content-length", "transfer-encoding", "set-cookie", "connection"}
)


@dataclass(slots=True)
class Scripts:
    """Scripts that pages of a run have asked for already: most pages share them."""

    _kept: OrderedDict[str, dict[str, Any]] = field(default_factory=OrderedDict)
    _size: int = 0

    def get(self, url: str) -> dict[str, Any] | None:
        """Return what answers a request for a script."""
        return self._kept.get(url)

    def keep(self, url: str, answer: dict[str, Any]) -> None:
        """Keep a script, and forget the oldest ones where there is no room."""
        if url in self._kept or len(answer["body"]) > ROOM:
            return
        self._kept[url] = answer
        self._size += len(answer["body"])
        while self._size > ROOM:
            _, oldest = self._kept.popitem(last=False)
            self._size -= len(oldest["body"])


class Rendering:
    """Answers what one page asks for."""

    def __init__(
        self, crawler: Crawler, request: Request, response: Response, scripts: Scripts
    ) -> None:
        self._crawler = crawler
        self._request = request
        self._response = response
        self._scripts = scripts
        self._source = run_of(crawler).source
        self._is_handed_over = False
        self._left = MOST_REQUESTS
        self._until = asyncio.get_running_loop().time() + DEADLINE
        self._under_way: set[asyncio.Task[Any]] = set()

    @property
    def meta(self) -> dict[str, Any]:
        """What scrapy-playwright is told."""
        from scrapy_playwright.page import PageMethod

        return {
            "playwright": True,
            "playwright_context_kwargs": context_settings(self._crawler.settings["USER_AGENT"]),
            "playwright_page_init_callback": self._open,
            "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
            "playwright_page_methods": [PageMethod(_be_still)],
        }

    def end(self) -> None:
        """Let go of what is still asked for."""
        for task in self._under_way:
            task.cancel()

    async def _open(self, page: Page, _: Request) -> None:
        # Asked before scrapy-playwright's own handler, which would let requests out.
        await page.route("**", self._answer)
        await page.route_web_socket("**", lambda socket: socket.close())
        page.on("dialog", lambda dialog: dialog.dismiss())
        page.on("popup", lambda popup: popup.close())

    async def _answer(self, route: Route) -> None:
        from playwright.async_api import Error

        # The page may be gone before its answer is there.
        with suppress(Error):
            answer = await self._answer_to(route.request)
            if answer is None:
                await route.abort()
            else:
                await route.fulfill(**answer)

    async def _answer_to(self, asked: Asked) -> dict[str, Any] | None:
        """Return what a request gets; None: nothing."""
        if asked.is_navigation_request():
            # The page itself, once: neither frames nor where a script would go on to.
            if self._is_handed_over or asked.frame.parent_frame is not None:
                return None
            self._is_handed_over = True
            return _as_answer(self._response)
        if asked.resource_type not in WANTED_TYPES or not self._may_send(asked):
            return None
        if asked.resource_type == "script" and (known := self._scripts.get(asked.url)):
            return known
        self._left -= 1
        return await self._fetch(asked) if self._left >= 0 else None

    def _may_send(self, asked: Asked) -> bool:
        """Tell whether a request may be sent: other hosts are asked for something, no more."""
        if asked.method in {"GET", "HEAD"}:
            return True
        return asked.method == "POST" and hosts_match(host_of(asked.url), self._source.domains)

    async def _fetch(self, asked: Asked) -> dict[str, Any] | None:
        """Ask for something through the downloader, with all that watches over it."""
        engine = self._crawler.engine
        assert engine is not None
        task = asyncio.ensure_future(engine.download_async(await self._request_for(asked)))
        self._under_way.add(task)
        try:
            left = self._until - asyncio.get_running_loop().time()
            response = await asyncio.wait_for(task, max(left, 0))
        except Exception:  # noqa: BLE001 - refused, failed or late: the page has to do without it
            return None
        finally:
            self._under_way.discard(task)
        answer = _as_answer(response)
        if asked.resource_type == "script" and response.status == 200:
            self._scripts.keep(asked.url, answer)
        return answer

    async def _request_for(self, asked: Asked) -> Request:
        headers = await asked.all_headers()
        sent = {n: v for n, v in headers.items() if n in _SENT or n.startswith("x-")}
        kept = {key: self._request.meta[key] for key in PROXY_KEYS if key in self._request.meta}
        own = self._request.meta.get(OWN_HEADERS)
        if own and hosts_of(self._source).gets_headers(asked.url):
            kept[OWN_HEADERS] = own
        return Request(
            asked.url,
            method=asked.method,
            headers=sent,
            body=asked.post_data_buffer or b"",
            meta=kept,
            callback=NO_CALLBACK,
            dont_filter=True,
        )


async def _be_still(page: Page) -> None:
    """Wait until a page asks for nothing more; one that never rests is taken as it is."""
    from playwright.async_api import TimeoutError as TookTooLong

    with suppress(TookTooLong):
        await page.wait_for_load_state("networkidle", timeout=(DEADLINE + STILL) * 1000)


def _as_answer(response: Response) -> dict[str, Any]:
    headers = response.headers.to_unicode_dict()
    passed = {name: value for name, value in headers.items() if name.lower() not in _NOT_PASSED}
    return {"status": response.status, "headers": passed, "body": response.body}
