"""JMESPath expressions on JSON values and on articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import jmespath

if TYPE_CHECKING:
    from jmespath.parser import ParsedResult

_FAILURES: Final = (jmespath.exceptions.JMESPathError, TypeError, ValueError, ArithmeticError)

# The parts of these after the first see what the first one found, not the whole value.
_INNER: Final = frozenset(
    {"filter_projection", "pipe", "projection", "subexpression", "value_projection"}
)


def search_json(expression: str, value: Any) -> Any:
    """Evaluate a JMESPath expression; None when it finds nothing or does not fit the value."""
    try:
        return evaluate(expression, value)
    except ValueError:
        return None


def evaluate(expression: str, value: Any) -> Any:
    """Evaluate a JMESPath expression. Raises ValueError when it does not fit the value."""
    try:
        return _compiled(expression).search(value)
    except _FAILURES as error:
        raise ValueError(" ".join(str(error).split())) from error


def names_in(expression: str) -> frozenset[str] | None:
    """Return the names that an expression may read of a mapping; None when it reads all of it."""
    names = list(_names(_compiled(expression).parsed, is_whole=True))
    return None if None in names else frozenset(name for name in names if name is not None)


def as_json_value(value: Any) -> Any:
    """Return a value of an article as JMESPath sees it: tuples as lists, dates in ISO 8601."""
    if isinstance(value, Mapping):
        return {name: as_json_value(item) for name, item in value.items()}
    if isinstance(value, tuple):
        return [as_json_value(item) for item in value]
    return value.isoformat() if isinstance(value, datetime) else value


@lru_cache(maxsize=512)
def _compiled(expression: str) -> ParsedResult:
    return jmespath.compile(expression)


def _names(node: Mapping[str, Any], *, is_whole: bool) -> Iterator[str | None]:
    """Yield the fields in a syntax tree; None for the whole value."""
    if node["type"] == "field":
        yield node["value"]
    elif node["type"] in {"current", "value_projection"} and is_whole:
        yield None
    is_inner = node["type"] in _INNER
    for place, child in enumerate(node["children"]):
        yield from _names(child, is_whole=is_whole and not (is_inner and place))
