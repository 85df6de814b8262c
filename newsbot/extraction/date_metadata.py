"""Dates in metadata: JSON-LD, meta elements, microdata and `time`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from newsbot.extraction.frame import bare, page_titles
from newsbot.extraction.json_ld import node_types
from newsbot.extraction.lines import Mark
from newsbot.extraction.witness import Witness, read_either

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_LONGEST: Final = 100
_MOST: Final = 20
_TELLING: Final = 10
"""Letters of a headline that make it one's own."""

_OLD: Final = re.compile(r"updat|modif|edited|revis")


def json_ld(page: Page, *keys: str) -> Iterator[Witness]:
    """Yield the dates that the page's own article gives under *keys* in JSON-LD."""
    node = own_article(page)
    for key in keys if node is not None else ():
        for text in _texts((node or {}).get(key)):
            yield from _read(text, f"json-ld {key}", page)


def own_article(page: Page) -> Mapping[str, Any] | None:
    """Return the article in JSON-LD that the page is about; others are related ones.

    Where there is none, that is a video of the page's title.
    """
    articles = page.articles[:_MOST]
    said = page_titles(page.meta, (), page.title)
    shown = [page.lines.lines[page.frame.headline].text] if page.frame.headline >= 0 else []
    titles = [bare(title) for title in (*said, *shown)]
    for node in articles or _videos(page):
        headline = bare(str(node.get("headline") or node.get("name") or ""))
        if any(_is_same(headline, title) for title in titles):
            return node
    for node in articles:
        if _leads_to(node, page.url):
            return node
    dated = [node for node in articles if node.get("datePublished")]
    is_one = len({str(node.get("datePublished"))[:10] for node in dated}) == 1
    return next(iter(dated or articles), None) if is_one or len(articles) == 1 else None


def _videos(page: Page) -> list[Mapping[str, Any]]:
    return [node for node in page.nodes if "VideoObject" in node_types(node)][:_MOST]


def _is_same(headline: str, title: str) -> bool:
    return headline == title or (len(headline) >= _TELLING and headline in title)


def meta(page: Page, names: tuple[str, ...]) -> Iterator[Witness]:
    """Yield the dates that meta elements of these names give."""
    for name in names:
        for text in page.meta.get(name, ())[:_MOST]:
            yield from _read(text, f"meta {name}", page)


def microdata(page: Page, *keys: str) -> Iterator[Witness]:
    """Yield the dates that elements with these `itemprop` give."""
    frame = page.frame
    near = range(frame.headline - 40, frame.end + 20) if frame.headline >= 0 else range(10_000)
    marks = [
        mark
        for mark in page.lines.marks
        if not mark.is_beside and (mark.line in near or mark.element.tag == "meta")
    ]
    for key in keys:
        for mark in marks:
            if key in (mark.element.get("itemprop") or "").split():
                text = _attribute(mark) or "".join(mark.element.itertext())
                yield from _read(text, f"microdata {key}", page)


def time_elements(page: Page, *, modified: bool) -> Iterator[Witness]:
    """Yield the dates of `time` elements beside the headline, the nearest to it first."""
    frame = page.frame
    last = frame.body + 3 if frame.headline >= 0 else min(frame.body + 3, 60)
    near = [
        mark
        for mark in page.lines.marks
        if mark.element.tag == "time"
        and not mark.is_beside
        and frame.headline - 10 <= mark.line <= last
        and bool(_OLD.search(_said_of(mark, page))) is modified
    ]
    near.sort(key=lambda mark: (mark.element.get("pubdate") is None, mark.line < frame.headline))
    for mark in near[:_MOST]:
        text = mark.element.get("datetime") or ""
        yield from _read(text, "time datetime", page)


def _read(text: str, rule: str, page: Page) -> Iterator[Witness]:
    if text and len(text) <= _LONGEST:
        yield from read_either(text, rule, page)


def _texts(value: Any) -> Iterator[str]:
    values = value if isinstance(value, list) else [value]
    for one in values[:_MOST]:
        text = one.get("@value") if isinstance(one, Mapping) else one
        if isinstance(text, str):
            yield text


def _leads_to(node: Mapping[str, Any], url: str) -> bool:
    page = node.get("mainEntityOfPage")
    own = page.get("@id") if isinstance(page, Mapping) else page
    links = (own, node.get("url"), node.get("@id"))
    wanted = _without_query(url)
    return any(isinstance(link, str) and _without_query(link) == wanted for link in links)


def _without_query(url: str) -> str:
    return url.partition("?")[0].partition("#")[0].rstrip("/")


def _attribute(mark: Mark) -> str:
    return mark.element.get("datetime") or mark.element.get("content") or ""


def _said_of(mark: Mark, page: Page) -> str:
    lines = page.lines.lines
    before = lines[mark.line].text[:30].lower() if mark.line < len(lines) else ""
    own = " ".join(mark.element.get(name) or "" for name in ("class", "itemprop", "id")).lower()
    parent = mark.element.getparent()
    return f"{own} {(parent.get('class') or '').lower() if parent is not None else ''} {before}"
