"""RSS 0.9x to 2.0, RDF Site Summary 1.0 and Atom, the broken ones too."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from typing import Any, Final

from newsbot.discovery.feed_page import LONGEST_SUMMARY, FeedEntry, FeedPage, entry_of, rfc822
from newsbot.errors import AnswerError
from newsbot.values.urls import absolute_url
from newsbot.values.xml_text import clean_xml, close_after_last, declare_prefixes, root_of

ROOTS: Final = frozenset({"rss", "feed", "rdf"})
"""Root elements of feeds, in small letters."""

_ROOT: Final = re.compile(r"<(?:rss|feed|(?:atom|rdf):(?:feed|RDF))(?=[\s>])", re.IGNORECASE)
_HEAD: Final = 10_000
"""Characters within which the feed begins: servers put their warnings before it."""

_NEXT: Final = ("next", "prev-archive")
"""Relations that lead to older entries (RFC 5005, 3 and 4)."""

# feedparser takes a second description for the article, and the caption of an image is one to it.
_CAPTION: Final = re.compile(r"<(/?)(?:media:description|itunes:summary)(?=[\s/>])")
_RELATIVE: Final = re.compile(
    r"""\s(?:href|src)\s?=\s?["']?(?!["'#]|[a-z][a-z0-9+.-]{0,20}:)""", re.I
)


def read_xml_feed(text: str, url: str) -> FeedPage:
    """Return what a feed says. Raises AnswerError when it is none."""
    document = _feed_in(clean_xml(text), url)
    document = close_after_last(_CAPTION.sub(r"<\1newsbot-caption", document), ("item", "entry"))
    parsed = _parse(declare_prefixes(document).encode(), url)
    # As plain mappings: feedparser's own answer for a missing date with another one.
    feed = dict(parsed.feed)
    language = str(feed.get("language") or "")
    is_atom = str(parsed.version).startswith("atom")
    entries = tuple(_entry(dict(e), language, url, is_atom=is_atom) for e in parsed.entries)
    return FeedPage(title=str(feed.get("title") or ""), entries=entries, next=_next(feed))


def _parse(document: bytes, url: str) -> Any:
    """Return what feedparser reads. Raises AnswerError where it fails.

    It trips over extensions that are not as it expects them: `georss` without a place, chapters
    with the time of none, elements that end before they begin.
    """
    from feedparser import parse

    try:
        # From a stream: a text would be taken for an address or a file's name.
        return parse(
            io.BytesIO(document),
            response_headers={
                "content-type": "application/xml; charset=utf-8",
                "content-location": url,
            },
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise AnswerError("malformed feed", f"{url}: {type(error).__name__}: {error}") from error


def _feed_in(document: str, url: str) -> str:
    root = root_of(document)
    if root in ROOTS:
        return document
    if (begun := _ROOT.search(document, 0, _HEAD)) is not None:
        return document[begun.start() :]
    reason = "HTML instead of a feed" if is_html(document) else "no feed"
    raise AnswerError(reason, f"{url}: begins with <{root}>" if root else url)


def is_html(document: str) -> bool:
    """Tell whether a document is a page."""
    return "<html" in document[:_HEAD].lower() or root_of(document) in {"head", "body", "div", "p"}


def _entry(entry: Mapping[str, Any], language: str, url: str, *, is_atom: bool) -> FeedEntry:
    guid = str(entry.get("id") or "")
    body_rule, body = _body(entry, url)
    summary = str(entry.get("summary") or "")
    is_body = any(summary == content.get("value") for content in entry.get("content") or ())
    if is_body or len(summary) > LONGEST_SUMMARY:
        body_rule, body = (body_rule, body) if body else ("description", summary)
        summary = ""
    published, modified, is_guess = _dates(entry, is_atom=is_atom)
    return entry_of(
        {
            "url": _link(entry, guid, is_atom=is_atom),
            "headline": ("title", str(entry.get("title") or "")),
            "date_published": ("date", published),
            "date_modified": ("updated", modified),
            "authors": ("author", tuple(_authors(entry))),
            "publisher": ("source", _publisher(entry)),
            "keywords": ("category", tuple(_keywords(entry))),
            "description": ("description", summary),
            "in_language": ("language", language),
            "image": ("image", _image(entry, url)),
            "body_html": (body_rule, body),
        },
        guid=guid,
        generic=["body_html", "date_published"] if is_guess else ["body_html"],
    )


def _link(entry: Mapping[str, Any], guid: str, *, is_atom: bool) -> tuple[str, str]:
    """Return the rule and the address of an entry's page."""
    if original := entry.get("feedburner_origlink"):
        return "origLink", str(original)
    is_address = guid.startswith(("http://", "https://"))
    # feedparser gives an Atom id for a link where there is none.
    if (link := entry.get("link")) and (is_address or link != guid):
        return "link", str(link)
    for other in entry.get("links") or ():
        if other.get("rel") == "alternate" and other.get("href"):
            return "link", str(other["href"])
    return "guid", guid if is_address and (is_atom or entry.get("guidislink")) else ""


def _dates(entry: Mapping[str, Any], *, is_atom: bool) -> tuple[str, str, bool]:
    """Return when an entry was published and changed, and whether the first is a guess.

    `dc:date` and the `modified` of old feeds are the only date of many; Atom's `updated` may be
    that of an edit.
    """
    published = str(entry.get("published") or entry.get("created") or "")
    updated = str(entry.get("updated") or "")
    if not published:
        return rfc822(updated), updated if is_atom else "", is_atom
    return rfc822(published), "" if updated == published else rfc822(updated), False


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    for author in entry.get("authors") or ():
        name = str(author.get("name") or "")
        if "@" not in name:
            yield name


def _publisher(entry: Mapping[str, Any]) -> str:
    source = entry.get("source") or {}
    publisher = str(entry.get("publisher") or source.get("title") or "")
    return "" if "@" in publisher else publisher


def _keywords(entry: Mapping[str, Any]) -> Iterator[str]:
    for tag in entry.get("tags") or ():
        term = str(tag.get("label") or tag.get("term") or "")
        if "://" not in term:
            yield term


def _image(entry: Mapping[str, Any], url: str) -> str:
    """Return the address of the largest image; of several without a width, the first."""
    images = sorted(_images(entry), key=lambda image: -_width(image))
    return next((link for i in images if (link := absolute_url(url, _address(i)))), "")


def _images(entry: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    enclosed = (link for link in entry.get("links") or () if link.get("rel") == "enclosure")
    for media in (*(entry.get("media_content") or ()), *enclosed):
        kind = str(media.get("type") or "")
        if _address(media) and (media.get("medium") == "image" or kind.startswith("image/")):
            yield media
    yield from (media for media in entry.get("media_thumbnail") or () if _address(media))


def _address(media: Mapping[str, Any]) -> str:
    return str(media.get("url") or media.get("href") or "")


def _width(media: Mapping[str, Any]) -> int:
    text = str(media.get("width") or "")[:6]
    return int(text) if text.isascii() and text.isdecimal() else 0


def _body(entry: Mapping[str, Any], url: str) -> tuple[str, str]:
    """Return the rule and the longest of an entry's contents, as HTML."""
    contents = [_html(content, url) for content in entry.get("content") or ()]
    return "content", max(contents, key=len, default="")


def _html(content: Mapping[str, Any], url: str) -> str:
    value = str(content.get("value") or "")
    if content.get("type") == "text/plain":
        return escape(value, quote=False)
    base = str(content.get("base") or "")
    return _absolute(value, base) if base not in {"", url} and _RELATIVE.search(value) else value


def _absolute(body: str, base: str) -> str:
    """Return HTML whose links start at *base* (`xml:base`)."""
    from lxml.etree import ParserError
    from lxml.html import fragment_fromstring, tostring

    try:
        element = fragment_fromstring(body, create_parent="div")
    except (ParserError, ValueError):
        return body
    element.make_links_absolute(base, handle_failures="ignore")
    return str(tostring(element, encoding="unicode"))


def _next(feed: Mapping[str, Any]) -> str:
    links: Iterable[Mapping[str, Any]] = feed.get("links") or ()
    found = {str(link.get("rel")): str(link.get("href") or "") for link in reversed(list(links))}
    return next((found[name] for name in _NEXT if found.get(name)), "")
