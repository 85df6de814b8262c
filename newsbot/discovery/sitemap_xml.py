"""What a sitemap says: an index, a list of pages with what Google News wants, a text, or a feed.

See https://www.sitemaps.org/protocol.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from newsbot.article import Found, Rank
from newsbot.discovery.feed_xml import ROOTS, is_html, read_xml_feed
from newsbot.errors import AnswerError
from newsbot.values.xml_text import clean_xml, declare_prefixes, root_of

if TYPE_CHECKING:
    from lxml.etree import _Element

    from newsbot.values.answer import Answer

MOST: Final = 50_000
"""Entries of one sitemap, by the protocol."""

_END: Final = re.compile(r"</(?:[\w.-]{1,64}:)?(?:urlset|sitemapindex)\s{0,9}>", re.IGNORECASE)
_TAIL: Final = 10_000
"""Characters within which a whole sitemap ends: some servers write what they did behind it."""

_STEP: Final = 65_536
_NEWS: Final = {
    "title": "headline",
    "publication_date": "date_published",
    "name": "publisher",
    "language": "in_language",
}
"""Element of a news sitemap → field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapLink:
    """A sitemap that an index names."""

    url: str
    lastmod: str = ""
    """As written."""


@dataclass(kw_only=True)
class SitemapPage:
    """What one sitemap says."""

    entries: list[Mapping[str, Found]] = field(default_factory=list)
    sitemaps: list[SitemapLink] = field(default_factory=list)
    beyond: int = 0
    """Entries that were not taken, since there are more of them than a sitemap may have."""
    is_whole: bool = True
    """It has its end."""


def read_sitemap(answer: Answer) -> SitemapPage:
    """Return what a sitemap says, in whichever format. Raises AnswerError when it is none."""
    if not answer.text.strip():
        raise AnswerError("empty answer", answer.url)
    if not answer.text.lstrip("\ufeff \t\r\n").startswith("<"):
        return _read_text(answer)
    document = clean_xml(answer.text)
    root = root_of(document)
    if root in ROOTS:
        feed = read_xml_feed(document, answer.url)
        return SitemapPage(entries=[entry.fields for entry in feed.entries])
    if root not in {"urlset", "sitemapindex"}:
        reason = "HTML instead of a sitemap" if is_html(document) else "no sitemap"
        raise AnswerError(reason, f"{answer.url}: begins with <{root}>" if root else answer.url)
    return _read_xml(document)


def sitemaps_of_robots(text: str) -> Iterator[str]:
    """Yield the sitemaps that robots.txt names, as written."""
    for line in text.splitlines()[:10_000]:
        name, _, value = line.partition(":")
        if name.strip("\ufeff \t").lower() == "sitemap" and value.strip():
            yield value.split()[0]


def _read_text(answer: Answer) -> SitemapPage:
    """Read one address a line."""
    lines = [line.strip() for line in answer.text.lstrip("\ufeff").splitlines()]
    links = [line for line in lines if line.startswith(("http://", "https://"))]
    if not links:
        raise AnswerError("no sitemap", f"{answer.url}: neither XML nor one address a line")
    entries = [{"url": Found(link, "sitemap line")} for link in links[:MOST]]
    return SitemapPage(entries=list(entries), beyond=max(0, len(links) - MOST))


def _read_xml(document: str) -> SitemapPage:
    page = SitemapPage(is_whole=_END.search(document, max(0, len(document) - _TAIL)) is not None)
    for element in _elements(declare_prefixes(document), is_whole=page.is_whole):
        if _name(element) == "sitemap":
            _add_sitemap(page, element)
        elif len(page.entries) < MOST:
            page.entries.append(_fields(element))
        else:
            page.beyond += 1
    return page


def _elements(document: str, *, is_whole: bool) -> Iterator[_Element]:
    """Yield each entry as soon as it is whole, and forget it; what has no end is no entry."""
    from lxml.etree import XMLPullParser, XMLSyntaxError

    parser = XMLPullParser(
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        encoding="utf-8",
    )
    try:
        for start in range(0, len(document), _STEP):
            parser.feed(document[start : start + _STEP].encode())
            yield from _ended(parser)
        if is_whole:
            parser.close()
    except XMLSyntaxError:
        # What was whole before the parser gave up has been yielded.
        return
    if is_whole:
        yield from _ended(parser)


def _ended(parser: object) -> Iterator[_Element]:
    for _, element in parser.read_events():  # type: ignore[attr-defined]  # of XMLPullParser
        yield element
        element.clear(keep_tail=False)
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]


def _add_sitemap(page: SitemapPage, element: _Element) -> None:
    url = _text_of(element, "loc")
    if not url:
        return
    if len(page.sitemaps) < MOST:
        page.sitemaps.append(SitemapLink(url=url, lastmod=_text_of(element, "lastmod")))
    else:
        page.beyond += 1


def _fields(element: _Element) -> Mapping[str, Found]:
    fields: dict[str, Found] = {}
    if url := _text_of(element, "loc"):
        fields["url"] = Found(url, "sitemap loc")
    if lastmod := _text_of(element, "lastmod"):
        # Of a template, a comment or the sitemap itself, as often as of the article.
        fields["date_modified"] = Found(lastmod, "sitemap lastmod", Rank.GENERIC)
    for child in element:
        if _name(child) == "news":
            fields |= _news(child)
        elif _name(child) == "image" and "image" not in fields and (loc := _text_of(child, "loc")):
            fields["image"] = Found(loc, "sitemap image", Rank.GENERIC)
    return fields


def _news(news: _Element) -> Iterator[tuple[str, Found]]:
    """Yield field and value of what Google News wants to know."""
    for element in news.iter():
        name, text = _name(element), _text(element)
        if not text:
            continue
        if name in _NEWS:
            yield _NEWS[name], Found(text, f"sitemap news:{name}", Rank.METADATA)
        elif name == "keywords":
            words = tuple(filter(None, (word.strip() for word in text.split(","))))
            yield "keywords", Found(words, "sitemap news:keywords", Rank.METADATA)


def _text_of(element: _Element, name: str) -> str:
    return next((text for child in element if _name(child) == name and (text := _text(child))), "")


def _text(element: _Element) -> str:
    return (element.text or "").strip()


def _name(element: _Element) -> str:
    # Comments and processing instructions have a function for a name.
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2].lower()
