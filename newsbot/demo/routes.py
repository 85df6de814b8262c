"""Which address gives what."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from typing import Final, TypeAlias

from newsbot.demo.answer import Answer, html_answer, json_answer, text_answer, xml_answer
from newsbot.demo.faults import Behaviour
from newsbot.demo.feeds import (
    atom,
    json_feed,
    news_sitemap,
    rss,
    sitemap,
    sitemap_count,
    sitemap_index,
)
from newsbot.demo.images import png
from newsbot.demo.lists import MOST, Lacks, rolling_list, share_content, wire_list
from newsbot.demo.newsroom import CHANNELS, Newsroom
from newsbot.demo.offers import EVERYTHING, Offers
from newsbot.demo.pages import Pages
from newsbot.demo.writer import IMAGES

PAGE_SIZE: Final = 20
"""Links on a category page."""

NOT_FOUND: Final = text_answer("404 not found\n", status=404)


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A request, taken apart."""

    newsroom: Newsroom
    base_url: str
    """Scheme, host and port, for absolute links."""
    path: str
    query: Mapping[str, str]
    behaviour: Behaviour | None
    """What is wrong with this answer."""
    entry_behaviour: Lacks
    """Identifier → what is wrong with its entry in a list."""
    offers: Offers = EVERYTHING

    @property
    def pages(self) -> Pages:
        """The renderer for this reader."""
        return Pages(newsroom=self.newsroom, base_url=self.base_url, offers=self.offers)

    def number(self, name: str, *, default: int = 1) -> int:
        """Return a whole number from the query, the default where it is none; never below 1."""
        text = self.query.get(name, "")
        return max(1, int(text)) if re.fullmatch(r"\d{1,9}", text, re.ASCII) else default


Route: TypeAlias = Callable[..., Answer]
"""Takes the call, then the groups of its pattern as text."""


def home(call: Call) -> Answer:
    """Answer with the home page."""
    return html_answer(call.pages.home(), last_modified=call.newsroom.latest_change)


def category(call: Call, slug: str, page: str | None) -> Answer:
    """Answer with a page of a publisher's stories; there is a first one even if it has none."""
    strand = call.newsroom.category(slug)
    number = int(page or 1)
    start = (number - 1) * PAGE_SIZE
    if strand is None or (number > 1 and start >= call.newsroom.site.count(strand)):
        return NOT_FOUND
    stories = call.newsroom.site.pick(start, PAGE_SIZE, strand)
    more = start + PAGE_SIZE < call.newsroom.site.count(strand)
    title = next(p.name for p in call.newsroom.publishers if p.slug == slug)
    listing = call.pages.listing(
        title,
        stories,
        previous=_category_path(slug, number - 1) if number > 1 else "",
        following=_category_path(slug, number + 1) if more else "",
    )
    return html_answer(listing, last_modified=call.newsroom.latest_change)


def archive(call: Call, day: str) -> Answer:
    """Answer with all stories of a day, or 404 on a day without any."""
    try:
        stories = call.newsroom.site.on(date.fromisoformat(day))
    except (ValueError, OverflowError):
        return NOT_FOUND
    if not stories:
        return NOT_FOUND
    listing = call.pages.listing(day, stories, previous="", following="")
    return html_answer(listing, last_modified=call.newsroom.latest_change)


def article(call: Call, identifier: str, page: str | None) -> Answer:
    """Answer with a page of an article."""
    story = call.newsroom.site.find(identifier)
    number = int(page or 1)
    if story is None or number > story.page_count or story.page_path(number) != call.path:
        return NOT_FOUND
    return html_answer(call.pages.article(story, number, lacks=call.behaviour))


def share(call: Call) -> Answer:
    """Answer with the share page."""
    story = call.newsroom.find(call.query.get("infoCode", ""))
    return html_answer(call.pages.share(story)) if story else NOT_FOUND


def content(call: Call) -> Answer:
    """Answer with a story's text as JSON."""
    story = call.newsroom.find(call.query.get("id", ""))
    if story is None:
        return NOT_FOUND
    return json_answer({} if call.behaviour is Behaviour.NO_BODY else share_content(story))


def wire(call: Call) -> Answer:
    """Answer with a page of a channel."""
    channel = call.number("channel")
    if channel not in CHANNELS:
        return NOT_FOUND
    data = wire_list(
        call.newsroom,
        channel=channel,
        page=call.number("page"),
        count=min(MOST, call.number("count", default=PAGE_SIZE)),
        lacks=call.entry_behaviour,
    )
    return json_answer(data, last_modified=call.newsroom.latest_change)


def rolling(call: Call) -> Answer:
    """Answer with a page of rolling news."""
    data = rolling_list(
        call.newsroom,
        call.base_url,
        page=call.number("page"),
        lacks=call.entry_behaviour,
    )
    return json_answer(data, last_modified=call.newsroom.latest_change)


def robots(call: Call) -> Answer:
    """Answer with robots.txt (RFC 9309)."""
    rules = "User-agent: *\nDisallow: /private/\n"
    named = f"Sitemap: {call.base_url}/sitemap.xml\n" if call.offers.sitemaps else ""
    return text_answer(rules + named)


def feed(call: Call) -> Answer:
    """Answer with the RSS feed."""
    text = rss(call.newsroom, call.base_url)
    return xml_answer(text, "application/rss+xml", last_modified=call.newsroom.latest_change)


def atom_feed(call: Call) -> Answer:
    """Answer with a page of the Atom feed."""
    text = atom(call.newsroom, call.base_url, call.number("page"))
    return xml_answer(text, "application/atom+xml", last_modified=call.newsroom.latest_change)


def json_feed_page(call: Call) -> Answer:
    """Answer with a page of the JSON Feed."""
    data = json_feed(call.newsroom, call.base_url, call.number("page"))
    return json_answer(data, last_modified=call.newsroom.latest_change)


def news(call: Call) -> Answer:
    """Answer with the news sitemap."""
    text = news_sitemap(call.newsroom, call.base_url)
    return xml_answer(text, "application/xml", last_modified=call.newsroom.latest_change)


def packed_sitemap(call: Call, part: str) -> Answer:
    """Answer with a part of the sitemap, compressed as a file."""
    reply = sitemaps(call, part)
    if reply.status != HTTPStatus.OK:
        return reply
    body = gzip.compress(reply.body, mtime=0)
    return replace(reply, content_type="application/gzip", body=body)


def sitemaps(call: Call, part: str | None) -> Answer:
    """Answer with the sitemap index or one of its parts."""
    if part is None:
        text = sitemap_index(call.newsroom, call.base_url)
    elif int(part) <= sitemap_count(call.newsroom):
        text = sitemap(call.newsroom, call.base_url, int(part))
    else:
        return NOT_FOUND
    return xml_answer(text, "application/xml", last_modified=call.newsroom.latest_change)


def image(call: Call, number: str) -> Answer:
    """Answer with a picture."""
    if int(number) >= IMAGES:
        return NOT_FOUND
    return Answer(content_type="image/png", body=png(int(number)))


ROUTES: Final[tuple[tuple[re.Pattern[str], Route], ...]] = tuple(
    (re.compile(pattern, re.ASCII), route)
    for pattern, route in (
        (r"/[a-z]+/\d{4}/\d\d/\d\d/([A-Z]{2}\d{18})(?:_([2-9]))?\.html", article),
        (r"/NewsData/GetNewsText\.do", content),
        (r"/", home),
        (r"/category/([a-z]+)(?:-([1-9]\d{0,5}))?\.html", category),
        (r"/archive/(\d{4}-\d\d-\d\d)\.html", archive),
        (r"/web/list", wire),
        (r"/web/rolling", rolling),
        (r"/html_News/Share\.html", share),
        (r"/images/(0|[1-9]\d{0,3})\.png", image),
        (r"/feed\.xml", feed),
        (r"/atom\.xml", atom_feed),
        (r"/feed\.json", json_feed_page),
        (r"/news-sitemap\.xml", news),
        (r"/sitemap-([1-9]\d{0,5})\.xml\.gz", packed_sitemap),
        (r"/sitemap(?:-([1-9]\d{0,5}))?\.xml", sitemaps),
        (r"/robots\.txt", robots),
    )
)


def answer(call: Call) -> Answer:
    """Answer a request; 404 where nothing is."""
    if not call.offers.has(call.path):
        return NOT_FOUND
    for pattern, route in ROUTES:
        if match := pattern.fullmatch(call.path):
            return route(call, *match.groups())
    return NOT_FOUND


def _category_path(slug: str, number: int) -> str:
    return f"/category/{slug}.html" if number == 1 else f"/category/{slug}-{number}.html"
