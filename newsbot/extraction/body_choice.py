"""The element of a page in which the article's text stands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from newsbot.extraction.body_names import LIKELY
from newsbot.extraction.body_outline import INLINE, Node, Outline
from newsbot.values.html_tokens import name_set

_NO_CONTAINER: Final = INLINE | name_set(
    "p br hr h1 h2 h3 h4 h5 h6 li ul ol dl dt dd pre figure figcaption tr thead tbody html"
)

_PARTS: Final = INLINE | name_set("p h1 h2 h3 h4 h5 h6 li ul ol dl dd blockquote pre")
"""Elements that are parts of a text, and not boxes around it."""

_NO_BOX: Final = INLINE | name_set(
    "p h1 h2 h3 h4 h5 h6 li dt dd tr td th tbody caption figure figcaption blockquote pre"
)
"""Elements that are lines and cells, and are no boxes of links if they are links."""

_DEEPER: Final = 0.75
"""What a text counts for an element, for every box between the two."""

_LIKE: Final = 0.1
"""Share of a part's text that another part has at least, where only their places are alike."""

_NEAREST: Final = 5
"""Boxes up to which parts of a text can stand in boxes beside each other."""

_LONG: Final = 800
"""Length of a text that is no box, whatever its class."""


class _Sums(NamedTuple):
    """How much text stands in each element, what is beside the article included."""

    good: list[float]
    length: list[float]
    linked: list[float]


def mark_asides(outline: Outline) -> None:
    """Settle which elements stand beside the article, and give every element the sum of its text.

    Afterwards `is_aside` holds for all that stands inside such an element, too.
    """
    nodes = outline.nodes
    whole = _sums(nodes)
    by_name: dict[str, float] = {}
    for node, good in zip(nodes, whole.good, strict=True):
        if node.aside:
            by_name[_name(node)] = by_name.get(_name(node), 0) + good
    for index, node in enumerate(nodes):
        if node.parent >= 0 and nodes[node.parent].is_aside:
            node.is_aside = True
        elif node.aside:
            is_small = by_name[_name(node)] <= node.aside * whole.good[0]
            node.is_aside = is_small and not _is_text(node, index, whole)
    for node in reversed(nodes[1:]):
        if node.length and not node.is_aside:
            _add(nodes[node.parent], node)


def _sums(nodes: list[Node]) -> _Sums:
    good = [node.good for node in nodes]
    length = [node.length for node in nodes]
    linked = [node.linked for node in nodes]
    for index in range(len(nodes) - 1, 0, -1):
        if length[index]:
            parent = nodes[index].parent
            good[parent] += good[index]
            length[parent] += length[index]
            linked[parent] += linked[index]
    return _Sums(good, length, linked)


def _name(node: Node) -> str:
    return node.element.get("class") or node.names or node.tag


def _is_text(node: Node, index: int, whole: _Sums) -> bool:
    """Tell a long text without links, whatever a class or an id calls it."""
    if node.aside > LIKELY or node.tag == "aside":
        return False
    good, length = whole.good[index], whole.length[index]
    return good >= _LONG and good > 0.8 * length and whole.linked[index] < 0.05 * length


def _add(parent: Node, node: Node) -> None:
    parent.good += node.good
    parent.bad += node.bad
    parent.length += node.length
    parent.linked += node.linked
    parent.near += node.near * (1 if node.tag in _PARTS else _DEEPER)


def choose_container(outline: Outline) -> int | None:
    """Return the index of the element that holds the text and least else; None without any."""
    best, most = None, 0.0
    for index, node in enumerate(outline.nodes):
        score = _score(node)
        if score >= most and score > 0:
            best, most = index, score
    return best


def _score(node: Node) -> float:
    if node.is_aside or node.tag in _NO_CONTAINER or not node.near:
        return 0
    return node.near * node.worth * (1 - node.linked / node.length)


def more_of(outline: Outline, container: int) -> list[int]:
    """Return the elements that the text goes on in: with the container, all that are like it."""
    model = outline.nodes[container]
    is_like = _same_name if _is_named(outline, container) else _same_place
    alike: list[int] = []
    last = -1
    for index, node in enumerate(outline.nodes):
        if index == container or (
            node.first > last
            and node.tag == model.tag
            and not node.is_aside
            and node.good > node.linked
            and not _overlap(node, model)
            and is_like(outline, node, model)
        ):
            alike.append(index)
            last = node.last
    return _without_other_articles(outline, container, alike)


def _same_name(_: Outline, node: Node, model: Node) -> bool:
    """Tell elements that share most of their classes."""
    classes = _classes(model)
    return 2 * len(classes & _classes(node)) > len(classes)


def _same_place(outline: Outline, node: Node, model: Node) -> bool:
    """Tell elements that stand alike in boxes beside each other."""
    is_text = node.linked <= 0.1 * node.length and node.bad <= 0.2 * node.good
    if not is_text or node.good < _LIKE * model.good or not _classes(model):
        return False
    for _ in range(_NEAREST):
        if node.element.get("class") != model.element.get("class") or node.tag != model.tag:
            return False
        if node.parent == model.parent:
            return True
        node, model = outline.nodes[node.parent], outline.nodes[model.parent]
    return False


def _is_named(outline: Outline, index: int) -> bool:
    """Tell an element that is called a text, or alone in one that is."""
    text = outline.nodes[index].good
    while index >= 0 and outline.nodes[index].good <= text:
        if outline.nodes[index].worth > 1:
            return True
        index = outline.nodes[index].parent
    return False


def _classes(node: Node) -> set[str]:
    return set((node.element.get("class") or "").split())


def _overlap(node: Node, other: Node) -> bool:
    return node.first < other.first < node.last or other.first < node.first < other.last


def _without_other_articles(outline: Outline, container: int, alike: list[int]) -> list[int]:
    """Return the elements between which and the container no other headline stands."""
    nodes = outline.nodes
    headlines = [node.first for node in nodes if node.tag == "h1" and not node.is_aside]

    def headlines_before(index: int) -> int:
        return sum(place < nodes[index].first for place in headlines)

    return [index for index in alike if headlines_before(index) == headlines_before(container)]


def dropped(outline: Outline, container: int) -> Iterator[int]:
    """Yield the elements inside a container that are not part of the article."""
    last = outline.nodes[container].last
    for index in range(container + 1, len(outline.nodes)):
        node = outline.nodes[index]
        if node.first > last:
            break
        if node.is_aside or _is_box(node):
            yield index


def _is_box(node: Node) -> bool:
    if node.tag in _NO_BOX:
        return False
    return node.length > 0 and node.linked > node.length * 0.5 and node.bad > node.good
