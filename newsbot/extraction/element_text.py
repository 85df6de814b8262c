"""The words of one element, as a reader sees them on one line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from newsbot.values.nodes import inside

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LONGEST: Final = 2_000
"""Characters after which an element is no line of text; the rest is left out."""

SENTENCE: Final = 25
"""Characters from which a text is taken for a sentence."""

SAMPLE: Final = 6_000
"""Characters of a page that tell its language."""

_UNSEEN: Final = frozenset(
    {"script", "style", "noscript", "template", "svg", "button", "select", "textarea", "iframe"}
)
_INLINE: Final = frozenset(
    {
        *("a", "abbr", "acronym", "b", "big", "bdi", "bdo", "cite", "code", "data", "del", "dfn"),
        *("em", "font", "i", "ins", "kbd", "mark", "nobr", "q", "ruby", "s", "samp", "small"),
        *("span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr"),
    }
)


def shown_text(element: HtmlElement) -> str:
    """Return an element's words on one line, with a space where a block or a line break is."""
    parts: list[str] = []
    length = 0
    for part in _parts(element):
        parts.append(part)
        length += len(part)
        if length > LONGEST:
            break
    return " ".join("".join(parts)[:LONGEST].split())


def sample_of(tree: HtmlElement) -> str:
    """Return the longer texts of a page from its beginning: sentences, rather than menus."""
    parts: list[str] = []
    length = 0
    for node in tree.iter():
        # A comment is no text; what follows it is.
        own = node.text if isinstance(node.tag, str) and node.tag not in _UNSEEN else None
        for text in (own, node.tail):
            if text and len(text) > SENTENCE and (line := " ".join(text[:LONGEST].split())):
                parts.append(line if len(line) > SENTENCE else "")
                length += len(parts[-1])
        if length > SAMPLE:
            break
    return " ".join(filter(None, parts))


def _parts(element: HtmlElement) -> Iterator[str]:
    if element.tag in _UNSEEN:
        return
    yield element.text or ""
    for event, node in inside(element, _UNSEEN):
        if event == "start":
            yield _around(node)
            yield node.text or "" if node.tag not in _UNSEEN else ""
        else:
            yield _around(node) if event == "end" else ""
            yield node.tail or ""


def _around(node: HtmlElement) -> str:
    return "" if node.tag in _INLINE else " "
