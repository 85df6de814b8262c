"""The docstrings of the models' fields: what editors and the reference say of each key."""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise


def field_docstrings(model: type) -> dict[str, str]:
    """Return field → the text below it, inherited fields first."""
    found: dict[str, str] = {}
    for base in reversed(model.__mro__[:-1]):
        found |= _own_docstrings(base)
    return found


def _own_docstrings(model: type) -> dict[str, str]:
    [definition] = ast.parse(textwrap.dedent(inspect.getsource(model))).body
    assert isinstance(definition, ast.ClassDef)
    return {
        above.target.id: inspect.cleandoc(below.value.value)
        for above, below in pairwise(definition.body)
        if isinstance(above, ast.AnnAssign)
        and isinstance(above.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
        and isinstance(below.value.value, str)
    }
