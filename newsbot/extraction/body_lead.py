"""What stands between headline and text: the lead, where it is outside the text's element."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Any, Final

from newsbot.extraction.body_lines import is_dateline
from newsbot.extraction.body_outline import Outline, Run
from newsbot.extraction.frame import bare
from newsbot.extraction.page import Page

MOST_LEADS: Final = 4
"""Paragraphs before the text that can be its lead."""

_SHORTEST: Final = 60
"""Length of a lead that the page's description does not repeat."""

_NAMED: Final = 25
"""Length of a lead whose element is called one."""

_SAME: Final = 40
"""Letters at the beginning of two texts by which they are one."""

_CAPTION: Final = re.compile(r"caption|legend|credit|author|byline", re.I)
_PICTURE: Final = re.compile(r"figure|photo|image|img|picture|media|video|gallery|foto", re.I)
_LEAD: Final = re.compile(
    r"(?<![a-z])(?:lead|lede|leading|standfirst|summary|chapo|chapeau|intro|introduction|dek|deck|"
    r"subtitle|subhead\w*|subheadline|description|excerpt|abstract|sommario|occhiello|vorspann|"
    r"anrisstext|sapo|ingress|manchet\w*|perex|bajada|entradilla|resumo|linhafina|daoyu|zhaiyao)"
    r"(?![a-z])",
    re.I,
)


def headlines(page: Page) -> list[str]:
    """Return what the page says its headline is, as letters, shortest forms too."""
    return list(dict.fromkeys(filter(None, map(bare, page.titles))))


def descriptions(page: Page) -> list[str]:
    """Return what the page says of its article in a sentence or two, as letters."""
    names = ("og:description", "description", "twitter:description")
    texts: list[Any] = [text for name in names for text in page.meta.get(name, ())]
    texts += [node.get("description") for node in page.articles]
    said = (bare(text) for text in texts if isinstance(text, str))
    return list(dict.fromkeys(text for text in said if len(text) >= 15))


def is_headline(text: str, titles: list[str]) -> bool:
    """Tell a line that is the page's title, or the title without the site's name."""
    line = bare(text)
    return len(line) >= 6 and any(
        title.startswith(line) and len(line) >= 0.4 * len(title) for title in titles
    )


def is_described(text: str, said: list[str]) -> bool:
    """Tell a text that the page gives as its description, whole or cut."""
    line = bare(text)
    return len(line) >= 15 and any(line[:_SAME] == other[:_SAME] for other in said)


def place_of_headline(outline: Outline, titles: list[str]) -> int:
    """Return where the page's headline stands among its tokens; 0 where that is in doubt."""
    nodes = outline.nodes
    marked = (run for run in outline.runs if nodes[run.node].tag == "h1")
    return next((run.first for run in marked if is_headline(run.text, titles)), 0)


def find_headline(outline: Outline, container: int, titles: list[str]) -> Run | None:
    """Return the line that is the headline above the text; None where it stands inside or not."""
    first = outline.nodes[container].first
    above = [run for run in outline.runs if run.first < first]
    marked = [run for run in above if outline.nodes[run.node].tag == "h1"]
    titled = [run for run in marked or above if is_headline(run.text, titles)]
    return next(reversed(titled or marked), None)


def find_leads(outline: Outline, container: int, page: Page) -> Iterator[Run]:
    """Yield the paragraphs between headline and text that are the article's."""
    headline = find_headline(outline, container, headlines(page))
    if headline is None:
        return
    said = descriptions(page)
    around = frozenset(_ancestors(outline, container))
    found = 0
    for run in outline.runs:
        if found == MOST_LEADS or run.first >= outline.nodes[container].first:
            return
        is_below = run.first > headline.first and _looks_like_lead(outline, run, said)
        if is_below and _is_on_the_way(outline, run, around):
            found += 1
            yield run


def _looks_like_lead(outline: Outline, run: Run, said: list[str]) -> bool:
    if run.linked > run.length / 2 or outline.nodes[run.node].tag == "h1" or is_dateline(run.text):
        return False
    if run.good >= _SHORTEST or is_described(run.text, said):
        return True
    return run.length >= _NAMED and _LEAD.search(outline.nodes[run.node].names) is not None


def _is_on_the_way(outline: Outline, run: Run, around: Set[int]) -> bool:
    """Tell a text that is not beside the article, and not under a picture."""
    index = run.node
    while index >= 0 and index not in around:
        node = outline.nodes[index]
        if node.is_aside or node.tag in ("figure", "figcaption") or _CAPTION.search(node.names):
            return False
        if index == run.node and _PICTURE.search(node.names):
            return False
        index = node.parent
    return True


def _ancestors(outline: Outline, index: int) -> Iterator[int]:
    while index >= 0:
        yield index
        index = outline.nodes[index].parent
