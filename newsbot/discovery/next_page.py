"""Which link leads to the next page of a listing, where a source names no rule for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from newsbot.discovery.numbered import has_numbers_beside, numbered_page, words_of
from newsbot.values.next_words import NEXT_WORDS, phrases
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.values.answer import Answer

MOST: Final = 5_000
"""Links of a page that are looked at."""

MOST_ARROWS: Final = 20
"""Arrows around which numbers of pages are looked for."""

NEXT: Final = NEXT_WORDS | phrases(
    "older | older posts | older entries | older articles | older stories | older news | "
    "load more | 加载更多 | 載入更多 | 次の記事 | ältere beiträge | ältere artikel | mehr laden | "
    "articles plus anciens | entradas anteriores | carregar mais | articoli meno recenti | "
    "oudere berichten"
)
"""What links to the next page of a listing say, in lower case."""

# The second page of a list has a number or a parameter in its address; `more` may lead anywhere.
_COUNTS: Final = re.compile(r"[?=0-9]")
_MORE: Final = re.compile(
    r"more|next|mehr|suivant|更多|もっと|더보기|ещ[её]|más|mais", re.IGNORECASE
)
_DATA: Final = (
    "data-next-url",
    "data-next",
    "data-next-page",
    "data-url",
    "data-href",
    "data-link",
)
_WITH_DATA: Final = (
    "//*[not(@href) or @href='#'][" + " or ".join(f"@{name}" for name in _DATA) + "]"
)
_BEGINS_AN_ADDRESS: Final = ("/", "?", "./", "http://", "https://")
_ARROWS: Final = " \t\r\n\xa0«»‹›<>←→⟶▶►❯➔➜|·.…:[]()"
_ARROW_ALONE: Final = frozenset({"›", "»", ">", ">>", "→", "❯", "»»", "⟶", "►", "▶"})
_NAMES: Final = frozenset(
    {"next", "nextpage", "nextpostslink", "pagernext", "paginationnext", "navnext", "linknext"}
    | {"nextlink", "btnnext", "pagenext", "pagingnext", "nextbtn", "older", "olderposts"}
)
_HYPHENS: Final = re.compile(r"[-_]")


def find_next_page(answer: Answer, number: int) -> str | None:
    """Return the address of the page after this one, the listing's *number*-th; None on the last.

    First comes what says that it is the next page, then the number after the current one's, then
    a button whose script fetches more.
    """
    root = answer.selector.root
    links = root.xpath("//a[@href]")[:MOST]
    own = {answer.url.partition("#")[0], answer.base_url.partition("#")[0]}
    says_so = (href for href in (*_named(links), *_buttons(root)) if _COUNTS.search(href))
    for href in (*_related(root), *says_so):
        url = absolute_url(answer.base_url, href)
        if url is not None and url.partition("#")[0] not in own:
            return url
    return numbered_page(answer, links, number)


def _related(root: HtmlElement) -> Iterator[str]:
    for element in root.xpath("//link[@rel and @href] | //a[@rel and @href]")[:MOST]:
        if "next" in (element.get("rel") or "").lower().split():
            yield element.get("href") or ""


def _named(links: Sequence[HtmlElement]) -> Iterator[str]:
    arrows = 0
    for link in links:
        says = words_of(link)
        arrows += says in _ARROW_ALONE
        if _says_next(link, says, may_be_arrow=arrows <= MOST_ARROWS):
            yield link.get("href") or ""


def _says_next(link: HtmlElement, says: str, *, may_be_arrow: bool) -> bool:
    labels = (link.get("aria-label") or "", link.get("title") or "")
    if any(_bare(text) in NEXT for text in (says, *labels)):
        return True
    is_arrow = may_be_arrow and says in _ARROW_ALONE
    is_named = not _bare(says) and _is_named_next(link)
    return is_named or (is_arrow and has_numbers_beside(link))


def _bare(text: str) -> str:
    return " ".join(text.lower().split()).strip(_ARROWS)


def _is_named_next(link: HtmlElement) -> bool:
    parent = link.getparent()
    return any(
        _HYPHENS.sub("", name) in _NAMES
        for element in (link, parent)
        if element is not None
        for name in (element.get("class") or "").lower().split()[:10]
    )


def _buttons(root: HtmlElement) -> Iterator[str]:
    """Yield where buttons lead whose script fetches more."""
    for element in root.xpath(_WITH_DATA)[:MOST]:
        data = next((element.get(name) for name in _DATA if element.get(name)), "")
        says = f"{element.get('class') or ''} {element.get('id') or ''} {words_of(element)[:40]}"
        if data.startswith(_BEGINS_AN_ADDRESS) and _MORE.search(says):
            yield data
