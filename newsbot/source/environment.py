"""`${NAME}` in a text: the environment's variable of that name. `$${` is a literal `${`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from newsbot.source.tree import Branch, Node, Scalar, Sequence

_VARIABLE: Final = re.compile(r"\$\$\{|\$\{([A-Za-z_][A-Za-z0-9_]*)\}|\$\{")


def fill(node: Node, environ: Mapping[str, str]) -> Node:
    """Return the tree with its variables filled in; those that are missing stay as written."""
    if isinstance(node, Scalar):
        return _fill_scalar(node, environ)
    if isinstance(node, Sequence):
        return replace(node, items=tuple(fill(item, environ) for item in node.items))
    return fill_branch(node, environ)


def fill_branch(branch: Branch, environ: Mapping[str, str]) -> Branch:
    """Return the mapping with the variables in its values filled in."""
    items = {key: fill(item, environ) for key, item in branch.items()}
    return replace(branch, items_by_key=items)


def missing_variable(node: Node, environ: Mapping[str, str]) -> str | None:
    """Return what a text needs and *environ* lacks, in words; None when nothing is missing."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return None
    for match in _VARIABLE.finditer(node.value):
        if match[0] == "${":
            return "a name as in ${NAME}, or $${ for a literal ${"
        if match[1] and match[1] not in environ:
            return f"the environment variable {match[1]} to be set"
    return None


def variables_in(node: Node) -> frozenset[str]:
    """Return the names of the variables that a text needs."""
    if not isinstance(node, Scalar) or not isinstance(node.value, str):
        return frozenset()
    return frozenset(match[1] for match in _VARIABLE.finditer(node.value) if match[1])


def _fill_scalar(scalar: Scalar, environ: Mapping[str, str]) -> Scalar:
    if not isinstance(scalar.value, str) or "${" not in scalar.value:
        return scalar

    def value_of(match: re.Match[str]) -> str:
        if match[1]:
            return environ.get(match[1], match[0])
        return "${"

    return replace(scalar, value=_VARIABLE.sub(value_of, scalar.value))
