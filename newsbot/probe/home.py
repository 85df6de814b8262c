"""What a site's page says of the site: its feeds, its menu, its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.discovery.anchors import is_outside
from newsbot.discovery.shapes import Likeness, columns, likeness
from newsbot.probe.found import Menu
from newsbot.values.urls import absolute_url, canonical_url, host_of, hosts_match

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.values.answer import Answer

MOST_FEEDS: Final = 4
MOST_SECTIONS: Final = 60
"""Links of a menu that are looked at."""

COMMON_FEEDS: Final = ("/feed", "/rss.xml", "/feed.xml", "/atom.xml", "/rss", "/index.xml")
"""Where feeds are that nobody names: WordPress, Drupal, Jekyll, Hugo and their like."""

COMMON_SITEMAPS: Final = ("/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml")

_FEED_TYPES: Final = ("rss+xml", "atom+xml", "feed+json", "rdf+xml")
_NO_NEWS: Final = re.compile(r"\bcomments?\b|podcast", re.IGNORECASE)
_NO_SECTION: Final = re.compile(
    r"about|contact|privacy|terms|login|sign-?(?:in|up)|register|subscri|newsletter|advert|impressum"
    r"|datenschutz|account|search|rss|feed|shop|jobs|career|help|faq|donat|podcast|video|weather|apps?$",
    re.IGNORECASE,
)
_TOPS: Final = frozenset({"top", "header", "head", "masthead", "channel", "channels"})
_FEET: Final = frozenset({"footer", "foot", "bottom", "copyright", "friendlink", "friendlinks"})
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,60}")
_TITLE_PARTS: Final = re.compile(r"\s+[|｜_–—-]\s+|[_|｜]")


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


def linked_feeds(answer: Answer) -> list[str]:
    """Return the feeds that a page names, without those of comments."""
    found: dict[str, None] = {}
    for link in answer.selector.root.iter("link", "a"):
        kind, href = (link.get("type") or "").lower(), link.get("href") or ""
        is_one = any(name in kind for name in _FEED_TYPES)
        url = absolute_url(answer.base_url, href) if is_one and href else None
        if url is not None and not _is_of_comments(url, link.get("title") or ""):
            found.setdefault(url)
    return list(islice(found, MOST_FEEDS))


def _is_of_comments(url: str, title: str) -> bool:
    return _NO_NEWS.search(f"{urlsplit(url).path} {title}") is not None


def find_menu(answer: Answer) -> Menu:
    """Return the links of the page's menu that may lead to lists of articles."""
    best: tuple[str, ...] = ()
    selector = ""
    for container in islice(_containers(answer), 50):
        urls = tuple(_sections(container, answer))
        if len(urls) > len(best):
            best, selector = urls, _selector(container, urls, answer)
    return Menu(selector=selector, urls=best)


def site_name(answer: Answer) -> str:
    """Return what a page calls its site; empty when it says nothing."""
    root = answer.selector.root
    named = root.xpath("//meta[@property='og:site_name' or @name='application-name']/@content")
    titles = root.xpath("string((//title)[1])")
    parts = [" ".join(part.split()) for part in _TITLE_PARTS.split(str(titles)[:300])]
    first = next((" ".join(str(name).split()) for name in named if str(name).strip()), "")
    return _one_line(first or next(filter(None, parts), ""))


def page_language(answer: Answer) -> str:
    """Return the language that a page says it has: `zh-CN`."""
    said = answer.selector.root.xpath("string(/html/@lang | /html/@xml:lang)")
    return str(said).strip().replace("_", "-")[:35]


def _containers(answer: Answer) -> Iterator[HtmlElement]:
    root = answer.selector.root
    named = "//nav | //*[@role='navigation'] | //header | //ul | //div"
    for element in root.xpath(named)[:2_000]:
        is_bar = element.tag in {"nav", "header"} or is_outside(element) or _is_top(element)
        if is_bar and not any(map(_is_foot, (element, *islice(element.iterancestors(), 50)))):
            yield element


def _is_top(element: HtmlElement) -> bool:
    return any(name in _TOPS for name in _names(element))


def _is_foot(element: HtmlElement) -> bool:
    """Tell the end of a page, whose links lead to pages about the site."""
    is_foot = element.tag == "footer" or element.get("role") == "contentinfo"
    return is_foot or any(name in _FEET for name in _names(element))


def _names(element: HtmlElement) -> list[str]:
    """Return the words of an element's class and id: `site`, `foot` of `site-foot`."""
    said = f"{element.get('class') or ''} {element.get('id') or ''}"[:500].lower()
    return said.replace("-", " ").replace("_", " ").split()


def _sections(container: HtmlElement, answer: Answer) -> Iterator[str]:
    """Yield links of a menu to other pages of the site, without articles and pages about it."""
    host = host_of(answer.url)
    own = {canonical_url(answer.url), canonical_url(origin_of(answer.url) + "/")}
    seen: set[str] = set(own)
    for link in islice(container.iter("a"), MOST_SECTIONS):
        url = absolute_url(answer.base_url, link.get("href") or "")
        if url is None or not hosts_match(host_of(url), [host.removeprefix("www.")]):
            continue
        key, path = canonical_url(url), urlsplit(url).path
        is_short = 0 < columns(link.text_content()[:200]) <= 30
        if key in seen or not is_short or _NO_SECTION.search(path):
            continue
        if likeness(url) < Likeness.NUMBERED:
            seen.add(key)
            yield key


def _selector(container: HtmlElement, urls: Sequence[str], answer: Answer) -> str:
    """Return CSS for a menu's links; empty where it would find others as well."""
    name = str(container.tag)
    one_class = next(filter(_NAME.fullmatch, (container.get("class") or "").split()), "")
    identifier = container.get("id") or ""
    places = [f"{name}.{one_class}" if one_class else "", name if name == "nav" else ""]
    places.append(f"{name}#{identifier}" if _NAME.fullmatch(identifier) else "")
    for place in filter(None, places):
        hrefs = answer.selector.css(f"{place} a::attr(href)").getall()
        found = {absolute_url(answer.base_url, href) for href in hrefs[:500]}
        keys = {canonical_url(url) for url in found if url is not None}
        if set(urls) <= keys and len(keys) <= 2 * len(urls) + 3:
            return f"{place} a"
    return ""


def _one_line(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable())[:120].strip()
