"""What is wrong with a file that is no YAML, in the words of who wrote it.

libyaml says where its scanner stopped; what to change is often on the same line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from yaml import MarkedYAMLError

_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')


class Explained(NamedTuple):
    """A mistake's two halves."""

    found: str
    expected: str


def explain_yaml(error: MarkedYAMLError, text: str) -> Explained:
    """Say what a parser's error means, and what would be right."""
    mark = error.problem_mark or error.context_mark
    lines = text.splitlines()
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    problem = error.problem or ""
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Explained("a TAB before the text", "spaces; YAML allows no TAB there")
    if "escape character" in problem:
        return _backslash(line)
    if "cannot start any token" in problem and mark is not None:
        return _sign(line[mark.column : mark.column + 1])
    if "undefined alias" in problem:
        return Explained("a text that begins with '*', or an alias of nothing", "quotes around it")
    if "mapping values are not allowed" in problem:
        wanted = "quotes around a text that has `: ` in it, or the indentation of the lines above"
        return Explained("a second `: `, or a line that is indented too far", wanted)
    began = f" of line {error.context_mark.line + 1}" if error.context_mark else ""
    return _unfinished(error.context or "", problem, began) or _as_is(error)


def _backslash(line: str) -> Explained:
    quoted = next((m for m in _QUOTED.finditer(line) if "\\" in m[1]), None)
    example = f": '{quoted[1]}'" if quoted is not None and "'" not in quoted[1] else ""
    found = "a backslash inside double quotes"
    return Explained(found, f"single quotes, which leave it as it is{example}")


def _sign(sign: str) -> Explained:
    if sign == "\t":
        return Explained("a TAB between words", "a space; YAML allows no TAB there")
    return Explained(f"a text that begins with {sign!r}", "quotes around it")


def _unfinished(context: str, problem: str, began: str) -> Explained | None:
    if "flow sequence" in context:
        return Explained(f"no end of the list{began}", "a `]`, and a comma between two values")
    if "flow mapping" in context:
        return Explained(f"no end of the mapping{began}", "a `}`, and a comma between two keys")
    if "quoted scalar" in context:
        return Explained(f"no end of the quoted text{began}", "the quote that it began with")
    if "block" in context and "did not find expected" in problem:
        what = "list" if "'-'" in problem else "mapping"
        wanted = "the indentation of its other lines; a text with quotes in it needs quotes around"
        return Explained(f"a line that does not go on with the {what}{began}", wanted)
    if "could not find expected ':'" in problem:
        return Explained("a line without a colon", "`key: value`, or `- ` before a list's entry")
    return None


def _as_is(error: MarkedYAMLError) -> Explained:
    problem = ", ".join(part for part in (error.context, error.problem) if part)
    return Explained(f"broken YAML ({problem})", "YAML")
