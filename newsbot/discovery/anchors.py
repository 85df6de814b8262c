"""The links of a page that could be headlines: where they stand, and what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.discovery.shapes import columns, word_set
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.values.answer import Answer

MOST: Final = 5_000
"""Links of a page that are looked at."""

LONGEST: Final = 1_000
"""Characters of a link's text that are looked at."""

NEAREST: Final = 4
"""Ancestors by which a link's place is told from others."""

_OUTSIDE: Final = frozenset(
    {"nav", "footer", "aside", "head", "script", "style", "template", "form"}
)
_ROLES: Final = frozenset(
    {"navigation", "contentinfo", "complementary", "search", "banner", "menu"}
)
_CARDS: Final = frozenset({"article", "li", "td", "section", "main"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_ANYWHERE: Final = word_set(
    "breadcrumb breadcrumbs crumbs pagination pager paginator navbar sharing socials cookie"
)
_AT_THE_END: Final = word_set(
    "nav menu navigation footer foot sidebar tags tag cloud author authors byline share social"
    " related comments login toolbar topbar copyright pages paging friendlink friendlinks"
)
_SPLIT: Final = re.compile(r"[-_]+")
_STATES: Final = re.compile(
    r"\d|^(?:first|last|odd|even|active|current|selected|on|hover|alt|sticky|featured|big|small)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A link."""

    href: str
    """As written."""
    url: str
    text: str
    place: tuple[str, ...]
    """Tags and classes around it: the same for links that stand in one list."""
    is_heading: bool
    """It is, or stands in, a heading, or a heading is in it."""

    @property
    def width(self) -> int:
        """Columns of its text."""
        return columns(self.text)


def find_anchors(answer: Answer) -> Iterator[Anchor]:
    """Yield the links of a page in its order, without those of menus, footers and the like."""
    seen = 0
    for element in _elements(answer.selector.root):
        href = (element.get("href") or "").strip()
        url = absolute_url(answer.base_url, href) if href else None
        if url is None or href.startswith("#"):
            continue
        seen += 1
        if seen > MOST:
            return
        yield Anchor(
            href=href,
            url=url.partition("#")[0],
            text=_text(element),
            place=tuple(_place(element)),
            is_heading=_is_heading(element),
        )


def is_outside(element: HtmlElement) -> bool:
    """Tell whether an element holds what is on every page: a menu, a footer, a bar of tags."""
    tag = element.tag
    if tag in _OUTSIDE or (element.get("role") or "").lower() in _ROLES:
        return True
    if tag == "header":
        return not any(above.tag in _CARDS for above in element.iterancestors())
    if tag in {"a", "body", "html", "main", "article"}:
        return False
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
    return any(_names_a_bar(name) for name in names[:20])


def _elements(root: HtmlElement) -> Iterator[HtmlElement]:
    from lxml.etree import iterwalk

    walk = iterwalk(root, events=("start",))
    for _, element in walk:
        if not isinstance(element.tag, str):
            continue
        if element.tag == "a":
            yield element
        elif is_outside(element):
            walk.skip_subtree()


def _names_a_bar(name: str) -> bool:
    # BEM: of `card__tags` the part counts, of `site-nav__list` both.
    for part in name.split("__"):
        words = [word for word in _SPLIT.split(part) if word]
        if words and (words[-1] in _AT_THE_END or _ANYWHERE.intersection(words)):
            return words[0] not in {"has", "with", "no", "without", "is"}
    return False


def _place(element: HtmlElement) -> Iterator[str]:
    yield _name(element)
    for number, above in enumerate(element.iterancestors()):
        if number >= NEAREST or above.tag == "body":
            return
        yield _name(above)


def _name(element: HtmlElement) -> str:
    names = (element.get("class") or "").lower().split()
    kept = (name for name in names[:10] if not _STATES.search(name))
    return f"{element.tag!s}.{next(kept, '')}"


def _text(element: HtmlElement) -> str:
    shown = "".join(islice(element.itertext(), 200))[:LONGEST]
    pictures = " ".join(element.xpath(".//img/@alt")[:3])
    others = (element.get("title") or "", element.get("aria-label") or "", pictures)
    candidates = [" ".join(text.split()) for text in (shown, *others)]
    return max(candidates[:1] if columns(candidates[0]) >= 40 else candidates, key=columns)


def _is_heading(element: HtmlElement) -> bool:
    above = (one.tag for number, one in enumerate(element.iterancestors()) if number < 3)
    return bool(_HEADINGS.intersection(above)) or any(
        next(element.iter(name), None) is not None for name in ("h1", "h2", "h3", "h4")
    )
