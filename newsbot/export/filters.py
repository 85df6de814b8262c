"""What templates can do with a field: `date`, `slug`, `sub` and `excerpt`, beside Jinja2's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from jinja2.runtime import StrictUndefined, Undefined

from newsbot.export.excerpt import LIMIT, excerpt
from newsbot.values.dates import format_offset_date
from newsbot.values.slugs import slugify

_ELEMENT: Final = re.compile(r"<[A-Za-z][^<>]*>")


def to_text(value: Any) -> str:
    """Return a field as text: nothing for what is absent, `, ` between several.

    Raises:
        jinja2.UndefinedError: There is no such name.
    """
    match defined(value):
        case None:
            return ""
        case bool() as flag:
            return "true" if flag else "false"
        case datetime() as moment:
            return format_offset_date(moment)
        case list() | tuple() as items:
            return ", ".join(to_text(item) for item in items)
        case other:
            return str(other)


def defined(value: Any) -> Any:
    """Return *value*, and None for an `if` without `else`.

    Raises:
        jinja2.UndefinedError: There is no such name.
    """
    if isinstance(value, StrictUndefined):
        str(value)  # raises, and names what is unknown
    return None if isinstance(value, Undefined) else value


def date(value: Any, pattern: str = "%Y-%m-%d") -> str:
    """Return an instant in its own zone as *pattern* (strftime) says; nothing for nothing."""
    match defined(value):
        case None | "":
            return ""
        case datetime() as moment:
            return moment.strftime(pattern)
    raise TypeError(f"the filter date takes date_published or date_modified, not {value!r}")


def slug(value: Any) -> str:
    """Return *value* in a-z and 0-9."""
    return slugify(to_text(value))


def sub(value: Any, pattern: str, replacement: str = "") -> str:
    """Return *value* with every match of *pattern* (Python's `re`) replaced."""
    return re.sub(pattern, replacement, to_text(value))


def first_sentences(value: Any, limit: int = LIMIT) -> str:
    """Return whole sentences from the start of a text, or of the words of HTML."""
    from newsbot.values.html import text_of

    text = to_text(value)
    return excerpt(text_of(text) if _ELEMENT.search(text) else text, limit)


def _unchanged(value: Any) -> Any:
    return value


FILTERS: Final[Mapping[str, Callable[..., Any]]] = MappingProxyType(
    {
        "date": date,
        "slug": slug,
        "sub": sub,
        "excerpt": first_sentences,
        # Output is escaped wherever it has to be, and never twice.
        "e": _unchanged,
        "escape": _unchanged,
        "forceescape": _unchanged,
    }
)
"""Filter name → function; these come before Jinja2's own."""
