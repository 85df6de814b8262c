"""Pagers that show numbers: which one is the current page, and where the one after it is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.discovery.shapes import Likeness, likeness
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.values.answer import Answer

MOST: Final = 200
"""Elements of a pager, and pagers of a page, that are looked at."""

_NUMBER: Final = re.compile(r"[0-9]{1,5}")
_CURRENT: Final = re.compile(r"(?:^|[-_ ])(?:current|active|selected|on|cur|now)(?:$|[-_ ])")
_BARE: Final = frozenset({"span", "strong", "em", "b", "li", "a"})


def numbered_page(answer: Answer, links: Sequence[HtmlElement], number: int) -> str | None:
    """Return where the number after the current page's leads; None where there is none.

    *number*: which page of the listing this is, where the pager does not say so itself.
    """
    for pager, numbered in islice(_pagers(links).items(), MOST):
        current = _current(pager)
        if current is None and len(numbered) < 2:
            continue
        wanted = (current or number) + 1
        for link in (link for shown, link in numbered if shown == wanted):
            url = absolute_url(answer.base_url, link.get("href") or "")
            if url is not None and _is_page_of(url, answer.url, wanted):
                return url
    return None


def has_numbers_beside(link: HtmlElement) -> bool:
    """Tell whether numbers of pages stand beside a link."""
    above = islice(link.iterancestors("li", "div", "p", "ul", "nav", "td"), 3)
    return any(
        _NUMBER.fullmatch(words_of(other)) is not None
        for one in above
        for other in islice(one.iterdescendants("a", "span", "strong", "em", "b"), 30)
    )


def words_of(element: HtmlElement) -> str:
    """Return the beginning of an element's text."""
    return " ".join("".join(islice(element.itertext(), 20))[:200].split())


def _pagers(links: Sequence[HtmlElement]) -> dict[HtmlElement, list[tuple[int, HtmlElement]]]:
    """Return element → the links in it whose text is a number, and that number."""
    pagers: dict[HtmlElement, list[tuple[int, HtmlElement]]] = {}
    for link in links:
        says = words_of(link)
        if _NUMBER.fullmatch(says) and (pager := _pager_of(link)) is not None:
            pagers.setdefault(pager, []).append((int(says), link))
    return pagers


def _pager_of(link: HtmlElement) -> HtmlElement | None:
    """Return the element that holds all numbers: the parent, or that of the list's item."""
    parent = link.getparent()
    if parent is not None and parent.tag in {"li", "span", "td"}:
        return parent.getparent()
    return parent


def _current(pager: HtmlElement) -> int | None:
    """Return the number that a pager shows as the current page's."""
    return next((int(words_of(one)) for one in _descendants(pager) if _is_current(one)), None)


def _descendants(pager: HtmlElement) -> Iterator[HtmlElement]:
    yield from islice(pager.iterdescendants(*_BARE), MOST)


def _is_current(element: HtmlElement) -> bool:
    if _NUMBER.fullmatch(words_of(element)) is None:
        return False
    if element.get("aria-current") or _CURRENT.search((element.get("class") or "").lower()):
        return True
    is_link = element.tag == "a" and element.get("href")
    is_in_link = any(above.tag == "a" for above in islice(element.iterancestors(), 2))
    return not (is_link or is_in_link or element.find(".//a") is not None)


def _is_page_of(url: str, listing: str, number: int) -> bool:
    """Tell a page of a listing from a numbered picture show, whose numbers lead to articles."""
    own, other = urlsplit(listing), urlsplit(url)
    folder = own.path.rpartition("/")[0]
    shown = rf"(?<!\d)0?(?:{number}|{number - 1})(?!\d)"
    is_near = own.netloc == other.netloc and other.path.startswith(folder)
    says_so = re.search(shown, f"{other.path}?{other.query}") is not None
    return is_near and says_so and likeness(url) is not Likeness.DATED
