"""The permalink that is passed around, and the answer that holds its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsbot.article import Found
from newsbot.values.templates import UrlTemplate
from newsbot.values.urls import absolute_url, host_of, hosts_match, is_http_url

if TYPE_CHECKING:
    from lxml.etree import XPath

    from newsbot.source import Share, Source
    from newsbot.values.answer import Answer

_LINKS = "//a/@href | //link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
# What a share button hands on; a list of further articles may have such buttons, too.
_HANDED_ON = "//@data-url | //@data-href | //@data-share-url | //@data-clipboard-text"


def share_fields(url: str, share: Share | None) -> dict[str, str]:
    """Return what a share link names: `identifier` and other placeholders; else nothing."""
    if share is None or share.link is None:
        return {}
    return dict(_template(share.link).match(url) or {})


def find_share_link(answer: Answer, share: Share | None) -> tuple[str, dict[str, str]] | None:
    """Return the first share link in a page and what it names."""
    if share is None or share.link is None or answer.kind != "html":
        return None
    folder = _folder(share.link)
    for link in page_links(answer):
        if folder not in link and link.startswith(("/", "http", "#")):
            continue
        url = absolute_url(answer.base_url, link)
        if url and (named := share_fields(url, share)):
            return url, named
    return None


def page_links(answer: Answer) -> Iterator[str]:
    """Yield where a page's links lead, and then its share buttons, as they are written."""
    # Not through parsel, which makes an object for each.
    yield from _xpath(_LINKS)(answer.selector.root)
    yield from _xpath(_HANDED_ON)(answer.selector.root)


def is_text_elsewhere(answer: Answer, fields: Mapping[str, Found], source: Source) -> bool:
    """Tell whether the article's text is behind its share link, not on this page.

    *fields*: what the source's rules read on it. Where nothing but a share link names an article,
    one whose page has none has its text there.
    """
    share = source.share
    if share is None or share.content is None:
        return False
    if share.link is None or "identifier" in fields or _is_named_by_listings(source):
        return True
    if not _template(share.content).names <= _template(share.link).names:
        return True
    return find_share_link(answer, share) is not None


def share_url(fields: Mapping[str, Found], share: Share | None) -> str | None:
    """Return the article's share link; None when there is no template or no identifier."""
    return _format(share.link if share else None, fields)


def content_url(fields: Mapping[str, Found], share: Share | None) -> str | None:
    """Return where the article's text is; None when there is no template or a name is missing."""
    return _format(share.content if share else None, fields)


def page_url(fields: Mapping[str, Found], source: Source) -> str | None:
    """Return the address of the article's page when it may be fetched.

    Listings may name pages on hosts that the source does not cover; those stay a field and are not
    fetched. The share link counts only where there is no `content`.
    """
    for url in _page_candidates(fields, source):
        if hosts_match(host_of(url), source.domains):
            return url
    return None


def _page_candidates(fields: Mapping[str, Found], source: Source) -> Iterator[str]:
    named = fields.get("url")
    if named is not None:
        url = str(named.value)
        if not share_fields(url, source.share) or not _has_content(source):
            yield url
    elif not _has_content(source) and (link := share_url(fields, source.share)):
        yield link


def _is_named_by_listings(source: Source) -> bool:
    entries = (*source.discover, *source.backfill)
    ways = ("fields", "each", "set")
    from_feeds = any(getattr(entry, "identifier", None) for entry in entries)
    named = (getattr(entry, way, ()) for entry in entries for way in ways)
    return from_feeds or any("identifier" in names for names in named)


def _has_content(source: Source) -> bool:
    return source.share is not None and source.share.content is not None


@cache
def _xpath(query: str) -> XPath:
    from lxml.etree import XPath

    return XPath(query, smart_strings=False)


@lru_cache(maxsize=256)
def _template(text: str) -> UrlTemplate:
    """Compile a template once: every link of a page is compared with it."""
    return UrlTemplate(text)


@lru_cache(maxsize=256)
def _folder(template: str) -> str:
    """Return the folders that every absolute link of a template holds; the others are not read."""
    path = urlsplit(template.partition("{")[0]).path.rpartition("/")[0]
    return path if path.isascii() and "%" not in path else ""


def _format(template: str | None, fields: Mapping[str, Found]) -> str | None:
    if template is None:
        return None
    texts = {n: found.value.strip() for n, found in fields.items() if isinstance(found.value, str)}
    url = _template(template).format(texts)
    # A value may make it longer than an address can be.
    return url if url is not None and is_http_url(url) else None
