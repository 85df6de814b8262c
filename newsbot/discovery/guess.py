"""Which links of a page lead to articles, where a source names no rule for them.

A page of news repeats itself: its headlines stand in one kind of place, and their addresses have
one shape. What stands in such a place together is judged together; a link that stands alone needs
an address that says by itself what it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Final

from newsbot.discovery.anchors import Anchor, find_anchors
from newsbot.discovery.shapes import Likeness, Shape, is_article_address, likeness, shape_of

if TYPE_CHECKING:
    from newsbot.values.answer import Answer

__all__ = ["SHORTEST", "guess_article_links", "is_article_address"]

SHORTEST: Final = 12
"""Columns that a headline fills at least: six Chinese characters, or two short words."""

HEADLINE: Final = 20
"""Columns that the headlines of a list fill, half of them at least, where addresses say little."""

SEVERAL: Final = 3
"""Links that make a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    anchor: Anchor
    likeness: Likeness
    shape: Shape


def guess_article_links(answer: Answer) -> Iterator[str]:
    """Yield addresses, as written, of the links that look like articles, each once."""
    own = answer.url.partition("#")[0]
    links = [_link(a) for a in _cards(find_anchors(answer)) if a.url != own]
    groups = _groups(links)
    lists = {place: some for place, some in groups.items() if _is_list_of_articles(some)}
    usual = _most_usual(link.likeness for some in lists.values() for link in some)
    # Once a list: some have thousands of links.
    shapes = {place: _shapes(some) for place, some in lists.items()}
    for link in links:
        some = lists.get(link.anchor.place)
        if some is None:
            is_article = _stands_alone(link, usual)
        else:
            is_article = _belongs(link, shapes[link.anchor.place], len(some))
        if is_article:
            yield link.anchor.href


def _cards(anchors: Iterable[Anchor]) -> Sequence[Anchor]:
    """Make one link of those that lead to one address: a picture, a headline, `read more`.

    It is the one with most words that stands in a heading, if there is any, at the first one's
    place in the order.
    """
    best: dict[str, Anchor] = {}
    for anchor in anchors:
        known = best.get(anchor.url)
        if known is None or (anchor.is_heading, anchor.width) > (known.is_heading, known.width):
            best[anchor.url] = anchor if known is None else replace(anchor, href=known.href)
    return tuple(best.values())


def _link(anchor: Anchor) -> _Link:
    return _Link(anchor=anchor, likeness=likeness(anchor.url), shape=shape_of(anchor.url))


def _groups(links: Sequence[_Link]) -> Mapping[tuple[str, ...], list[_Link]]:
    groups: dict[tuple[str, ...], list[_Link]] = {}
    for link in links:
        groups.setdefault(link.anchor.place, []).append(link)
    return groups


def _is_list_of_articles(links: Sequence[_Link]) -> bool:
    """Tell headlines from menus by what most links of a place have in common."""
    if len(links) < SEVERAL:
        return False
    width = median(link.anchor.width for link in links)
    telling = sum(link.likeness >= Likeness.HEADLINE for link in links)
    if 2 * telling >= len(links):
        return width >= SHORTEST
    shapes = _shapes(links)
    headings = sum(link.anchor.is_heading for link in links)
    if 2 * headings >= len(links):
        return 2 * shapes.total() >= len(links) and width >= SHORTEST
    alike = max(shapes.values(), default=0)
    return width >= HEADLINE and 5 * alike >= 3 * len(links)


def _shapes(group: Iterable[_Link]) -> Counter[Shape]:
    return Counter(link.shape for link in group if link.likeness >= Likeness.PLAIN)


def _belongs(link: _Link, shapes: Counter[Shape], number: int) -> bool:
    """Tell an article of a list of *number* links from what else stands in it.

    A short text is a headline too where the address is of the kind that most of the list has.
    """
    if link.likeness is Likeness.NOT or not link.anchor.width:
        return False
    is_usual = 2 * shapes[link.shape] >= number and link.likeness >= Likeness.NUMBERED
    if link.anchor.width < SHORTEST and not is_usual:
        return False
    is_one = link.likeness >= Likeness.HEADLINE or link.anchor.is_heading
    return is_one or shapes[link.shape] >= SEVERAL


def _stands_alone(link: _Link, usual: Likeness | None) -> bool:
    """Judge a link that is in no list: a headline in the address may be that of any page."""
    if link.anchor.width < SHORTEST:
        return False
    if usual in (Likeness.DATED, Likeness.NUMBERED):
        return link.likeness >= Likeness.NUMBERED
    return link.likeness >= Likeness.HEADLINE


def _most_usual(found: Iterable[Likeness]) -> Likeness | None:
    counted = Counter(found).most_common(1)
    return counted[0][0] if counted and counted[0][1] >= SEVERAL else None
