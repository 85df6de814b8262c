"""YAML as libyaml writes it, for keys with a text or a list of texts: nearly all front matter.

The emitter takes ten times as long, since it asks for each text what it could be taken for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from newsbot.export.quoting import is_escaped, needs_quotes

_KEY: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,60}")


class Quoted(str):
    """A text that is double-quoted whatever it is."""

    __slots__ = ()


class Plain(str):
    """A text that is never quoted, though a reader takes it for an instant: it is one."""

    __slots__ = ()


def yaml_lines(values: Mapping[str, Any]) -> str | None:
    """Return what the emitter gives, byte for byte; None where it has to be asked."""
    lines: list[str] = []
    for key, value in values.items():
        if not _KEY.fullmatch(key) or needs_quotes(key):
            return None
        items = value if isinstance(value, list) else [value]
        written = [_scalar(item) for item in items]
        if None in written or not items:
            return None
        if isinstance(value, list):
            lines += [f"{key}:", *(f"- {text}" for text in written)]
        else:
            lines.append(f"{key}: {written[0]}")
    return "\n".join(lines) + "\n"


def _scalar(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, str) or is_escaped(value):
        return None
    if isinstance(value, Plain) or not (isinstance(value, Quoted) or needs_quotes(value)):
        return value
    inner = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'
