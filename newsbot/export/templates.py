"""Templates of a source's `post`, compiled once (Jinja2, sandboxed).

What an expression puts out is never markup: in a header or footer it is escaped, in a path it is a
piece of one name. Only the template's own text is the owner's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from typing import Any, Final, TypeAlias

from jinja2 import StrictUndefined, Template, TemplateError, nodes
from jinja2.environment import TemplateExpression
from jinja2.sandbox import ImmutableSandboxedEnvironment

from newsbot.errors import PostError
from newsbot.export.escape import escape_value
from newsbot.export.filters import FILTERS, defined, to_text
from newsbot.export.paths import safe_piece

Render: TypeAlias = Callable[[Mapping[str, Any]], Any]
"""Takes the fields, gives the value."""

RenderText: TypeAlias = Callable[[Mapping[str, Any]], str]
"""Takes the fields, gives text."""

# Whatever a template of the owner's can fail with; the sandbox raises a TemplateError.
_FAILURES: Final = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, re.error)
_SHARED: Final = 256
"""Compiled templates that are kept for other sources: some 10 KiB each."""

_NAME: Final = re.compile(
    r"\{\{\s*(?P<name>[a-z_][a-z0-9_]*)(?:\.(?P<part>[a-z][a-z0-9_]*))?\s*\}\}"
)
_EXPRESSION: Final = re.compile(r"\{\{[-+]?(.*?)[-+]?\}\}", re.DOTALL)


class Templates:
    """Compiles the kinds of templates; the key is for messages. PostError where one is wrong."""

    def __init__(self) -> None:
        self._plain, self._named, self._shown = _environments()

    def value(self, key: str, template: Any) -> Render:
        """Compile a front matter value: one expression keeps its type, other text is text.

        Texts inside lists and mappings are templates too; any other value stays as it is.
        """
        match template:
            case str():
                return self._plain.typed(key, template) or self._plain.text(key, template)
            case Mapping():
                parts = {name: self.value(f"{key}.{name}", it) for name, it in template.items()}
                return lambda fields: {name: part(fields) for name, part in parts.items()}
            case list() | tuple():
                items = [self.value(f"{key}[{at}]", item) for at, item in enumerate(template)]
                return lambda fields: tuple(item(fields) for item in items)
        return lambda _: template

    def text(self, key: str, template: str) -> RenderText:
        """Compile plain text."""
        return self._plain.text(key, template)

    def name(self, key: str, template: str) -> RenderText:
        """Compile a path: only the slashes of the template itself make folders."""
        return self._named.text(key, template)

    def shown(self, key: str, template: str) -> RenderText:
        """Compile markdown: what the values hold is shown, never run."""
        return self._shown.text(key, template)


@cache
def _environments() -> tuple[_Environment, _Environment, _Environment]:
    """Return what compiles plain texts, names and shown texts; most sources share templates."""
    return (
        _Environment(to_text),
        _Environment(lambda value: safe_piece(to_text(value))),
        _Environment(lambda value: escape_value(to_text(value))),
    )


class _Finished(str):
    """Text that went through `finalize` already."""

    __slots__ = ()


def _finished(parts: Iterable[str]) -> str:
    return _Finished("".join(parts))


class _Environment(ImmutableSandboxedEnvironment):
    # Jinja2 joins with this what a macro or `{% set x %}…{% endset %}` put out: not to be
    # finalized once more where it is used.
    concat = staticmethod(_finished)

    def __init__(self, put_out: Callable[[Any], str]) -> None:
        super().__init__(
            undefined=StrictUndefined,
            finalize=lambda value: value if isinstance(value, _Finished) else put_out(value),
            keep_trailing_newline=True,
        )
        self.filters.update(FILTERS)

    def text(self, key: str, source: str) -> RenderText:
        with _naming(key):
            template = self._template(source)

        def render(fields: Mapping[str, Any]) -> str:
            with _naming(key):
                return "".join(template.generate(fields))

        return render

    def typed(self, key: str, source: str) -> Render | None:
        """Compile *source* if it is one expression and nothing else."""
        if (found := _NAME.fullmatch(source)) is not None:
            return self._field(key, found["name"], found["part"])
        whole = _EXPRESSION.fullmatch(source)
        with _naming(key):
            if whole is None or not self._is_one_expression(source):
                return None
            expression = self._expression(whole[1])

        def render(fields: Mapping[str, Any]) -> Any:
            with _naming(key):
                return defined(expression(fields))

        return render

    def _field(self, key: str, name: str, part: str | None) -> Render:
        """Look up a field, or a part of one: most are no more, and need no set-up of Jinja2's."""
        if part is None:
            return lambda fields: _look_up(fields, key, name)

        def render(fields: Mapping[str, Any]) -> Any:
            with _naming(key):
                return defined(self.getattr(_look_up(fields, key, name), part))

        return render

    @lru_cache(maxsize=_SHARED)  # noqa: B019 - an environment lives as long as the process
    def _template(self, source: str) -> Template:
        return self.from_string(source)

    @lru_cache(maxsize=_SHARED)  # noqa: B019
    def _expression(self, source: str) -> TemplateExpression:
        return self.compile_expression(source, undefined_to_none=False)

    def _is_one_expression(self, source: str) -> bool:
        match self.parse(source).body:
            case [nodes.Output(nodes=[part])]:
                return not isinstance(part, nodes.TemplateData)
        return False


def _look_up(fields: Mapping[str, Any], key: str, name: str) -> Any:
    try:
        return fields[name]
    except KeyError:
        raise PostError(f"post.{key}: {name!r} is undefined") from None


@contextmanager
def _naming(key: str) -> Iterator[None]:
    try:
        yield
    except _FAILURES as error:
        raise PostError(f"post.{key}: {error}") from error
