"""A page as a list: its elements, its lines, and how much of each reads like an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from newsbot.values.html_tokens import name_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE: Final = name_set(
    "a abbr acronym amp-img b bdi bdo big cite code data del dfn em font i img ins kbd label mark "
    "nobr noscript picture q rb rp rt ruby s samp small source span strike strong sub sup time tt "
    "u var wbr"
)
"""Elements that do not end a line; any other does."""

_QUIET: Final = name_set("p h1 h2 h3 h4 h5 h6 blockquote figcaption figure td th pre dt dd caption")
"""Elements in which a short line says nothing against the text around it."""

_EAST: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uac00-\ud7a3]")
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
_HANGUL: Final = re.compile("[\uac00-\ud7a3]+")
_MARK: Final = re.compile("[,.;!?،؛؟।。，、；！？…«»„“”「」։።፣៖។၊။]")
END: Final = re.compile(
    r"[.!?؟।。！？…։።។။]['\"”’»」）)\]]{0,3}(?:[^.。!！?？]{0,24}[摄攝撮][影]?[)）]?)?$"
)
"""The end of a sentence, in captions with who took the picture."""


_OF_PAGES: Final = (
    *("cookie", "javascript", "©", "all rights reserved", "disclaimer", "版权所有", "特别声明"),
    *("免责声明", "免責聲明", "免责聲明", "免責声明"),
)
"""Words of sentences that stand on any page of a site; in an article they neither help nor harm."""


@dataclass(slots=True)
class Node:
    """An element, and what stands in it, descendants included."""

    element: HtmlElement
    tag: str
    parent: int
    first: int
    """Place of its start among the tokens; `last` is that of its end."""
    last: int = 0
    aside: float = 0
    """Share of the page's sentences up to which it is beside the article; 0: it is not."""
    is_aside: bool = False
    worth: float = 1
    """Factor by which its name makes it more likely that the article's text stands in it."""
    good: float = 0
    """Length of what reads like sentences."""
    bad: float = 0
    """Length of what reads like links and labels."""
    length: float = 0
    linked: float = 0
    near: float = 0
    """`good`, but what stands deeper inside counts less."""
    names: str = ""
    """Its classes and id, as written."""


class Run(NamedTuple):
    """A line of text: what stands between two breaks."""

    node: int
    """The element that is not inline in which it stands."""
    first: int
    """Place of its first text among the tokens."""
    text: str
    length: float
    linked: float
    good: float
    bad: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A page without what is never read; in `tokens` a text, an element's start n, its end ~n."""

    tokens: list[int | str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)


def weigh(text: str) -> float:
    """Return a text's length in letters; a character of East Asia says as much as several."""
    if text.isascii() or _EAST.search(text) is None:
        return len(text)
    wide = sum(map(len, _WIDE.findall(text)))
    return len(text) + 2 * wide + sum(map(len, _HANGUL.findall(text)))


def is_prose(text: str, length: float) -> bool:
    """Tell sentences from labels and headlines."""
    if length >= 80:
        return length >= 240 or _MARK.search(text) is not None
    return length >= 30 and END.search(text) is not None


def _is_of_pages(text: str) -> bool:
    plain = text.lower()
    return any(word in plain for word in _OF_PAGES)


def is_link(element: HtmlElement) -> bool:
    """Tell a link from a place that links lead to."""
    return element.get("href") is not None


def judge(text: str, length: float, linked: float, tag: str) -> tuple[float, float]:
    """Return what a line says for its being part of an article, and what against it."""
    if linked > length / 2:
        return 0, min(length, 100) + 10
    if is_prose(text, length):
        return (0, 0) if _is_of_pages(text) else (length - linked, 0)
    return 0, (0 if tag in _QUIET else 5 + min(length, 100) / 4)
