"""Headlines on the page itself: in its headings, and where it shows a part of its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.extraction.element_text import shown_text
from newsbot.extraction.likeness import ALIKE, letters_of, likeness
from newsbot.extraction.site_names import is_site_name
from newsbot.extraction.title_parts import runs, without_site
from newsbot.extraction.walk import MOST_ELEMENTS

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.extraction.page import Page

DEEPEST: Final = 50
"""Ancestors that are looked at."""

MOST_PARTS: Final = 10
"""Elements inside a heading that may be the headline alone: others are kickers."""

_ASIDE: Final = frozenset({"nav", "footer", "aside", "header", "form", "dialog"})
_PARTS: Final = ("span", "strong", "b", "div", "em", "i", "small", "p")
_UNSEEN: Final = frozenset({"title", "script", "style", "option", "a", "button", "noscript"})
BEST: Final = 0.9
"""Worth of a heading that is not word for word what title or metadata say."""

REWORDED: Final = 0.35
"""Likeness that is enough for the only heading of an article."""

_KICKER: Final = re.compile(
    r"kicker|overline|eyebrow|dachzeile|spitzmarke|roofline|pre-?title|super-?title|surtitre|"
    r"antetitulo|occhiello|top-?line|sr-only|visually-?hidden|screen-reader",
    re.IGNORECASE,
)


def confirmed_h1(page: Page, stated: Sequence[str]) -> Iterator[str]:
    """Yield the headings that title or metadata have too, in these or like words, best first."""
    title = without_site(page.title, page.site_names)
    wholes = {letters_of(text): text for text in (title, *stated)}
    wholes.pop("", None)
    cuts = frozenset(map(letters_of, runs(page.title)))
    found: list[tuple[float, int, str]] = []
    for number, heading in enumerate(page.h1):
        least = REWORDED if _is_only_one_of_article(heading) else ALIKE
        for text in _readings(heading, page):
            letters = letters_of(text)
            worth = _worth(letters, wholes, cuts)
            if worth >= least and not is_site_name(text, page.site_names):
                # Where line breaks stand in a heading is layout; spaces are as elsewhere.
                is_plain = not len(heading)
                found.append((-worth, number, text if is_plain else wholes.get(letters, text)))
    yield from (text for _, _, text in sorted(found, key=lambda one: one[:2]))


def _worth(letters: str, wholes: Mapping[str, str], cuts: frozenset[str]) -> float:
    if not letters:
        return 0.0
    if letters in wholes:
        return 1.0
    if letters in cuts:
        # The shorter part of a title is a name of the site, or a section.
        return BEST if any(2 * len(letters) >= len(whole) for whole in wholes) else 0.0
    # A reworded variant, or one that is cut off: what is shown is the headline.
    return min(BEST, max((likeness(letters, whole) for whole in wholes), default=0.0))


def single_h1(page: Page) -> Iterator[str]:
    """Yield the headings of the first level that are not in navigation, header or footer."""
    yield from (
        text
        for heading in page.h1
        if not _is_aside(heading) and (text := next(_readings(heading, page)))
    )


def as_shown(page: Page, title: str) -> Iterator[str]:
    """Yield the longest stretch of the title that an element of the page has, and nothing else."""
    whole = letters_of(title)
    least = max(4, (len(letters_of(without_site(title, page.site_names, guess=True))) + 1) // 2)
    wanted = {letters for run in runs(title) if len(letters := letters_of(run)) >= least}
    texts = [
        (len(letters), text)
        for text, letters in _shown(page.tree, longest=2 * len(whole) + 50)
        if len(letters) >= least and (letters in wanted or whole.startswith(letters))
    ]
    yield from (text for _, text in sorted(texts, key=lambda one: -one[0])[:5])


def _shown(tree: HtmlElement, *, longest: int) -> Iterator[tuple[str, str]]:
    """Yield the short texts of a page that are no links, and their letters."""
    for node in islice(tree.iter(), MOST_ELEMENTS):
        # A comment stands for nothing: what follows it is the first text of its parent.
        is_element = isinstance(node.tag, str)
        text = node.text if is_element else node.tail
        if text and len(text) <= longest and (not is_element or node.tag not in _UNSEEN):
            yield " ".join(text.split()), letters_of(text)


def _readings(heading: HtmlElement, page: Page) -> Iterator[str]:
    parts = list(islice(heading.iterdescendants(*_PARTS), MOST_PARTS))
    kickers = [
        shown_text(part) for part in parts if _KICKER.search((part.get("class") or "")[:500])
    ]
    whole = shown_text(heading)
    for kicker in kickers:
        whole = whole.removeprefix(kicker).lstrip(" -–—:|·•/")
    yield without_site(whole, page.site_names)
    yield from (text for part in parts if (text := shown_text(part)) not in kickers)


def _is_aside(heading: HtmlElement) -> bool:
    ancestors = [str(ancestor.tag) for ancestor in islice(heading.iterancestors(), DEEPEST)]
    # A header inside the article holds its headline.
    inside = ancestors[: ancestors.index("article")] if "article" in ancestors else ancestors
    return any(name in _ASIDE for name in inside)


def _is_only_one_of_article(heading: HtmlElement) -> bool:
    for ancestor in islice(heading.iterancestors(), DEEPEST):
        if ancestor.tag == "article":
            return len(list(islice(ancestor.iter("h1"), 2))) == 1
    return heading.get("itemprop") == "headline"
