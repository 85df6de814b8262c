"""Read a YAML file into a tree, and refuse what is hostile or ambiguous.

The file is composed, never constructed: no tag makes an object.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import yaml

from newsbot.errors import Mistake, SourceFileError
from newsbot.source.scalars import read_scalar
from newsbot.source.text import read_text
from newsbot.source.tree import Branch, KeyPath, Node, Place, Sequence, key_of
from newsbot.source.yaml_mistakes import explain_yaml

MAX_DEPTH: Final = 50
MAX_NODES: Final = 100_000
_MERGE: Final = "tag:yaml.org,2002:merge"
_COLLECTIONS: Final = frozenset({"tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"})


def read_yaml(path: Path, file: str) -> tuple[Branch, list[Mistake]]:
    """Return a file's tree, and the mistakes that leave the rest of it readable.

    *file* is how mistakes name it. Raises SourceFileError when there is nothing to be read.
    """
    return read_yaml_text(read_text(path, file), file)


def read_yaml_text(text: str, file: str) -> tuple[Branch, list[Mistake]]:
    """Do the same for a file's text."""
    root = _compose(text, file)
    if root is None:
        raise _refused(Place(file=file), "an empty file", "a mapping of keys to values")
    reader = _Reader(file)
    tree = reader.read(root, ())
    if not isinstance(tree, Branch):
        raise _refused(tree.place, _kind(tree), "a mapping of keys to values")
    return tree, reader.mistakes


def _compose(text: str, file: str) -> yaml.Node | None:
    try:
        _check_depth(text, file)
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(file=file, line=mark.line + 1, column=mark.column + 1) if mark else None
        if "nesting depth" in f"{error.context} {error.problem}":  # a limit of newer libyaml's own
            raise _too_deep(place or Place(file=file)) from error
        raise _refused(place or Place(file=file), *explain_yaml(error, text)) from error
    except yaml.YAMLError as error:
        raise _refused(Place(file=file), f"broken YAML ({error})", "YAML") from error


def _check_depth(text: str, file: str) -> None:
    """Refuse deep nesting before it is composed: libyaml's composer recurses until it crashes."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > MAX_DEPTH:
            place = _place(file, event)
            raise _too_deep(place)


def _too_deep(place: Place) -> SourceFileError:
    return _refused(place, f"more than {MAX_DEPTH} levels", "less nesting")


class _Reader:
    """Turns composed nodes into a tree, once."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self._left = MAX_NODES

    def read(self, node: yaml.Node, path: KeyPath) -> Node:
        """Return the tree below a node."""
        self._count(node, path)
        if isinstance(node, yaml.MappingNode):
            self._check_tag(node, path)
            return self._branch(node, path)
        if isinstance(node, yaml.SequenceNode):
            self._check_tag(node, path)
            items = (self.read(item, (*path, index)) for index, item in enumerate(node.value))
            return Sequence(place=_place(self.file, node), items=tuple(items))
        return self._scalar(node, path)

    def _count(self, node: yaml.Node, path: KeyPath) -> None:
        # Aliases share nodes, so that a short file may stand for billions, or contain itself.
        self._left -= 1
        if self._left < 0 or len(path) > MAX_DEPTH:
            place, key = _place(self.file, node), key_of(path[:4])
            raise _refused(place, "aliases that repeat without end", "fewer aliases", key)

    def _scalar(self, node: yaml.Node, path: KeyPath) -> Node:
        scalar = read_scalar(_place(self.file, node), str(node.tag), str(node.value))
        if scalar is None:
            self._refuse_tag(node, path)
            return Branch(place=_place(self.file, node))
        return scalar

    def _branch(self, node: yaml.MappingNode, path: KeyPath) -> Branch:
        items: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for key_node, value_node in node.value:
            key = self._key(key_node, path)
            if key is None:
                continue
            if key in items:
                self._refuse_twice(key_node, (*path, key), places[key])
                continue
            places[key] = _place(self.file, key_node)
            items[key] = self.read(value_node, (*path, key))
        return Branch(place=_place(self.file, node), items_by_key=items, key_places=places)

    def _key(self, node: yaml.Node, path: KeyPath) -> str | None:
        if node.tag == _MERGE:
            expected = "no merge keys; what sources share belongs under `defaults` in newsbot.yaml"
            self._refuse(node, path, "'<<'", expected)
            return None
        if not isinstance(node, yaml.ScalarNode):
            self._refuse(node, path, "a list or mapping as a key", "a text")
            return None
        return str(node.value)

    def _check_tag(self, node: yaml.Node, path: KeyPath) -> None:
        if node.tag not in _COLLECTIONS:
            self._refuse_tag(node, path)

    def _refuse_tag(self, node: yaml.Node, path: KeyPath) -> None:
        self._refuse(node, path, f"the tag {str(node.tag)[:80]!r}", "no tag")

    def _refuse_twice(self, node: yaml.Node, path: KeyPath, first: Place) -> None:
        found = f"it again in line {_place(self.file, node).line}"
        self._refuse(node, path, found, f"it once; line {first.line} has it already")

    def _refuse(self, node: yaml.Node, path: KeyPath, found: str, expected: str) -> None:
        error = _refused(_place(self.file, node), found, expected, key_of(path))
        self.mistakes.extend(error.mistakes)


def _kind(node: Node) -> str:
    return "a list" if isinstance(node, Sequence) else "a single value"


def _place(file: str, node: yaml.Node | yaml.Event) -> Place:
    mark = node.start_mark
    if mark is None:
        return Place(file=file)
    return Place(file=file, line=mark.line + 1, column=mark.column + 1)


def _refused(place: Place, found: str, expected: str, key: str = "") -> SourceFileError:
    mistake = Mistake(
        file=place.file,
        line=place.line,
        column=place.column,
        key=key,
        found=found,
        expected=expected,
    )
    return SourceFileError([mistake])
