"""Checks that need more than one key of a file: templates, own names, values in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from newsbot.article import ARTICLE_FIELDS
from newsbot.source.environment import missing_variable
from newsbot.source.templates import RESERVED_NAMES, template_mistakes
from newsbot.source.tree import Branch, KeyPath, Scalar, Sequence, is_literal, is_null, walk

Wrong: TypeAlias = tuple[KeyPath, str]
"""Where something is wrong, and what would be right."""

_TEMPLATES: Final = (("path",), ("category",), ("front_matter",), ("header",), ("footer",))


def missing_variables(root: Branch, environ: Mapping[str, str]) -> Iterator[Wrong]:
    """Yield each text that needs a variable, and what it needs."""
    for path, node in walk(root):
        if wanted := missing_variable(node, environ):
            yield path, wanted


def doubts(root: Branch) -> Iterator[Wrong]:
    """Yield each value that YAML reads in another way than people do."""
    for path, node in walk(root):
        if isinstance(node, Scalar) and node.doubt and not is_literal(path):
            yield path, f"quotes around it, since YAML makes {node.doubt} of it"


def reserved_fields(root: Branch) -> Iterator[Wrong]:
    """Yield own fields that would hide what templates see."""
    for path in field_paths(root):
        if path[-1] in RESERVED_NAMES:
            yield path, "another name: templates mean something else by it"


def wrong_templates(root: Branch, *, is_whole: bool) -> Iterator[Wrong]:
    """Yield the mistakes in the templates of `post`. *is_whole*: all own fields are in the tree."""
    post = root.get("post")
    own = {str(path[-1]) for path in field_paths(root)} - ARTICLE_FIELDS if is_whole else None
    for path, node in walk(post) if isinstance(post, Branch) else ():
        if isinstance(node, Scalar) and isinstance(node.value, str) and path[:1] in _TEMPLATES:
            for wanted in template_mistakes(node.value, own):
                yield ("post", *path), wanted


def field_paths(root: Branch) -> Iterator[KeyPath]:
    """Yield the path of every key that names a field of the article."""
    yield from _keys(root, ("extract",))
    for index, layout in _items(root, "layouts"):
        yield from _keys(layout, ("extract",), ("layouts", index))
    for name in ("discover", "backfill"):
        for index, entry in _items(root, name):
            for key in ("set", "each", "fields"):
                yield from _keys(entry, (key,), (name, index))


def _items(root: Branch, name: str) -> Iterator[tuple[int, Branch]]:
    node = root.get(name)
    for index, item in enumerate(node.items if isinstance(node, Sequence) else ()):
        if isinstance(item, Branch):
            yield index, item


def _keys(root: Branch, path: tuple[str], before: KeyPath = ()) -> Iterator[KeyPath]:
    node = root.get(path[0])
    for key, value in node.items() if isinstance(node, Branch) else ():
        if not is_null(value):
            yield (*before, *path, key)
