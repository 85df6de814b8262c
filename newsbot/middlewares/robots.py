"""robots.txt by RFC 9309, in place of Scrapy's middleware.

Scrapy's parses the body of a server error and allows everything when the host cannot be reached.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.exceptions import (
    NotConfigured,
)
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from newsbot.archive.raw_records import META, Kind
from newsbot.archive.robots import BELIEVED_FOR, RobotsFile, load_robots, store_robots
from newsbot.fetch.gate import HostGate, HostGates, host_key
from newsbot.fetch.reasons import LINE_ERRORS, reason_of
from newsbot.fetch.robots import (
    LONGEST_CRAWL_DELAY,
    PRODUCT,
    for_newsbot,
    is_unavailable,
    robots_text,
)
from newsbot.run import Run
from newsbot.scrapy_errors import (
    RefusedRequest,
    RobotsForbidden,
    RobotsUnavailable,
    TooManyRedirects,
)

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

logger = logging.getLogger(__name__)

OBEYS_NOT: Final = "dont_obey_robotstxt"
"""Scrapy's key in `meta` for requests that ask nobody."""

PROXY_KEYS: Final[tuple[str, ...]] = ("proxy", "_auth_proxy")
"""What in `meta` says through which proxy a request goes."""

ASKED_AGAIN_AFTER: Final = timedelta(minutes=5)
"""How long a robots.txt that cannot be had keeps a run from asking once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is known of a host's robots.txt."""

    until: datetime
    """When it is asked for again."""
    parser: ProtegoRobotParser | None = None
    refusal: RefusedRequest | None = None
    """Why it cannot be had."""


class RobotsMiddleware:
    """Lets through what robots.txt allows."""

    def __init__(self, crawler: Crawler, run: Run | None) -> None:
        self._crawler = crawler
        self._run = run
        self._gates = run.gates if run is not None else HostGates()
        self._known: dict[str, Rules] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Make the middleware. Raises NotConfigured for a source with `robots: ignore`."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        run = getattr(crawler.spider, "run", None)
        return cls(crawler, run if isinstance(run, Run) else None)

    async def process_request(self, request: Request) -> None:
        """Raise RobotsForbidden or RobotsUnavailable where a request may not be sent."""
        parts = urlsplit(request.url)
        if request.meta.get(OBEYS_NOT) or parts.scheme not in {"http", "https"}:
            return
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2].lower()}"
        rules = await self._rules(origin, request)
        if rules.refusal is not None:
            raise type(rules.refusal)(str(rules.refusal))
        if rules.parser is not None and not rules.parser.allowed(request.url, PRODUCT):
            self._crawler.stats.inc_value("robotstxt/forbidden")
            raise RobotsForbidden(f"{request.url}: forbidden by {origin}/robots.txt")

    async def _rules(self, origin: str, request: Request) -> Rules:
        """Return what is known of a host; the first to ask fetches it for all."""
        rules = self._fresh(origin)
        if rules is not None:
            return rules
        gate = self._gates.of(host_key(origin))
        async with gate.robots_lock:
            rules = self._fresh(origin)
            if rules is None:
                rules = await self._learn(origin, request, gate)
                self._known[origin] = rules
        return rules

    def _fresh(self, origin: str) -> Rules | None:
        rules = self._known.get(origin)
        return rules if rules is not None and self._now() < rules.until else None

    async def _learn(self, origin: str, request: Request, gate: HostGate) -> Rules:
        file = await self._load(origin)
        if file is None:
            try:
                file = await self._fetch(origin, request)
            except RefusedRequest as error:
                logger.info("%s: %s", error.reason, error)
                return Rules(until=self._now() + ASKED_AGAIN_AFTER, refusal=type(error)(str(error)))
            await self._store(file)
        parser = await self._parse(file, request)
        delay = parser.crawl_delay(PRODUCT)
        if delay is not None:
            gate.limit(delay=min(delay, LONGEST_CRAWL_DELAY))
        return Rules(until=file.fetched_at + BELIEVED_FOR, parser=parser)

    async def _fetch(self, origin: str, request: Request) -> RobotsFile:
        """Ask the host. Raises RefusedRequest."""
        stats = self._crawler.stats
        stats.inc_value("robotstxt/request_count")
        try:
            response = await self._ask(origin, request)
        except LINE_ERRORS as error:
            stats.inc_value(f"robotstxt/exception_count/{type(error)}")
            reason, detail = reason_of(error)
            why = f"{reason} ({detail})" if detail else reason
            raise RobotsUnavailable(f"{origin}/robots.txt: {why}") from error
        status, body = (response.status, response.body) if response is not None else (404, b"")
        stats.inc_value("robotstxt/response_count")
        stats.inc_value(f"robotstxt/response_status_count/{status}")
        if is_unavailable(status):
            raise RobotsUnavailable(f"{origin}/robots.txt: HTTP {status}")
        text = robots_text(status, body)
        return RobotsFile(origin=origin, status=status, text=text, fetched_at=self._now())

    async def _ask(self, origin: str, request: Request) -> Response | None:
        """Return the answer; None when it is only ever elsewhere (RFC 9309, 2.3.1.2)."""
        engine = self._crawler.engine
        assert engine is not None
        proxy = {key: request.meta[key] for key in PROXY_KEYS if key in request.meta}
        asking = Request(
            f"{origin}/robots.txt",
            priority=1000,
            meta={OBEYS_NOT: True, META: Kind.ROBOTS, **proxy},
            callback=NO_CALLBACK,
        )
        if "Proxy-Authorization" in request.headers:
            asking.headers["Proxy-Authorization"] = request.headers["Proxy-Authorization"]
        try:
            return await engine.download_async(asking)
        except TooManyRedirects:
            return None

    async def _parse(self, file: RobotsFile, request: Request) -> ProtegoRobotParser:
        text = for_newsbot(file.text)
        spider = self._crawler.spider
        # Half a megabyte takes a while: not on the event loop.
        parser = await asyncio.to_thread(ProtegoRobotParser, text.encode(), spider)
        await self._crawler.signals.send_catch_log_async(
            signals.robots_parsed, robotparser=parser, request=request
        )
        return parser

    async def _load(self, origin: str) -> RobotsFile | None:
        if self._run is None:
            return None
        return await self._run.ledger.run(load_robots, origin, self._now())

    async def _store(self, file: RobotsFile) -> None:
        if self._run is not None:
            await self._run.ledger.run(store_robots, file)

    def _now(self) -> datetime:
        return self._run.now() if self._run is not None else datetime.now(UTC)
