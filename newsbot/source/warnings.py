"""What a file may say, and hardly means: it is used as it is, and `check` and `try` tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from newsbot.article import ARTICLE_FIELDS
from newsbot.source import report
from newsbot.source.crosschecks import field_paths
from newsbot.source.tree import Branch, KeyPath, Node, Scalar, is_null, walk

if TYPE_CHECKING:
    from newsbot.errors import Mistake

OTHER_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("title", "heading", "headlines"), "headline"),
    **dict.fromkeys(("date", "time", "datetime", "published", "pubdate"), "date_published"),
    **dict.fromkeys(("updated", "modified", "last_modified"), "date_modified"),
    **dict.fromkeys(("body", "content", "text", "html", "article"), "body_html"),
    **dict.fromkeys(("author", "byline", "writer"), "authors"),
    **dict.fromkeys(("tag", "tags"), "keywords"),
    **dict.fromkeys(("summary", "digest", "abstract", "excerpt"), "description"),
    **dict.fromkeys(("language", "lang"), "in_language"),
    **dict.fromkeys(("picture", "photo", "thumbnail"), "image"),
    **dict.fromkeys(("id", "guid"), "identifier"),
    "link": "url",
}
"""What people call the fields of an article."""

NEEDED: Final[Mapping[str, str]] = {
    "headline": 'headline: "h1"',
    "date_published": 'date_published: "time"',
    "body_html": 'body_html: "article"',
}
"""Fields without which there is no post, and what their rule may look like."""

QUOTES: Final = "a selector; one that begins with # needs quotes, else it is a comment"

_SELECTORS: Final = frozenset({"extract", "articles", "categories", "next", "next_page", "remove"})


def warnings_in(tree: Branch) -> tuple[Mistake, ...]:
    """Return what is doubtful in the tree of a source, in the order of the file."""
    found = [
        *_own_names(tree, dict(_meant(tree))),
        *(report.at(node.place, path, QUOTES, found="nothing") for path, node in _empty(tree)),
    ]
    return tuple(sorted(found, key=lambda one: (one.file, one.line)))


def near_field(name: str) -> str | None:
    """Return the field of an article that a name probably stands for."""
    if name in OTHER_WORDS:
        return OTHER_WORDS[name]
    likest = max(sorted(ARTICLE_FIELDS), key=lambda known: _likeness(name, known))
    is_slip = abs(len(likest) - len(name)) <= 2 and _likeness(name, likest) >= 0.8
    return likest if is_slip else None


def _likeness(name: str, known: str) -> float:
    return SequenceMatcher(None, name, known).ratio()


def _meant(tree: Branch) -> Iterator[tuple[KeyPath, str]]:
    """Yield the paths of own fields that nothing uses, with the fields they stand for."""
    for path in field_paths(tree):
        name = str(path[-1])
        if name in ARTICLE_FIELDS or path[-2] == "each" or _is_used(tree, name):
            continue
        if near := near_field(name):
            yield path, near


def _is_used(tree: Branch, name: str) -> bool:
    """Tell whether a template, `where` or an address names a field."""
    word = re.compile(rf"\b{re.escape(name)}\b")
    return any(
        isinstance(node, Scalar) and word.search(node.text) is not None
        for key in ("post", "where", "share")
        for _, node in walk(tree.get(key, Branch(place=tree.place)))
    )


def _own_names(tree: Branch, meant: Mapping[KeyPath, str]) -> Iterator[Mistake]:
    for path, near in meant.items():
        expected = f"a field of the article; did you mean {near!r}?"
        found = "a field of your own that nothing uses"
        yield report.at(report.key_place(tree, path), path, expected, found=found)


def _empty(tree: Branch) -> Iterator[tuple[KeyPath, Node]]:
    """Yield selectors that are not there: YAML takes `#title` for a comment."""
    for path, node in walk(tree):
        if is_null(node) and _SELECTORS.intersection(map(str, path)):
            yield path, node
