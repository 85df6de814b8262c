"""Rules: how a field is read out of an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, ValidationInfo, WithJsonSchema, field_validator
from pydantic.dataclasses import dataclass

from newsbot.source import checks
from newsbot.source.checks import expected
from newsbot.source.kinds import MODEL, DateFormat, FieldName, Flag, Regex, Text

_CHECKS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {"css": checks.css, "xpath": checks.xpath, "json": checks.jmespath}
)
RULE_KINDS: Final = tuple(_CHECKS)


def _rule(value: Any, text_kind: str) -> Any:
    """Turn a text or a mapping as YAML has it into the fields of Rule."""
    if isinstance(value, str):
        return {"kind": text_kind, "query": value}
    if not isinstance(value, Mapping):
        return value
    kinds = [kind for kind in RULE_KINDS if kind in value]
    if len(kinds) != 1 or "kind" in value or "query" in value:
        raise expected("exactly one of the keys css, xpath and json", partial=not kinds)
    rest = {key: item for key, item in value.items() if key != kinds[0]}
    return {**rest, "kind": kinds[0], "query": value[kinds[0]]}


def _css_rule(value: Any) -> Any:
    return _rule(value, "css")


def _json_rule(value: Any) -> Any:
    return _rule(value, "json")


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) else [value]


# The definitions that these names stand for are in newsbot/source/schema.py.
_ONE: Final = WithJsonSchema({"$comment": "rule"})
_ONE_OR_MORE: Final = WithJsonSchema({"$comment": "rules"})


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Rule:
    """Where in an answer a value is, and what to make of it."""

    kind: Literal["css", "xpath", "json"]
    """The language of `query`. CSS and XPath apply to HTML, JMESPath to JSON."""
    query: Text
    """Finds the value."""
    all: Flag = False
    """Take everything that the query finds, not only the first."""
    regex: Regex | None = None
    """Keep what this finds in the text: its first group that matched, else all of it."""
    format: DateFormat | None = None
    """The text is a date, written like this (strptime)."""
    then: Annotated[
        tuple[Annotated[Rule, BeforeValidator(_css_rule)], ...],
        BeforeValidator(_as_list),
        _ONE_OR_MORE,
    ] = ()
    """Read inside what the query found; the first rule that gives something."""

    @field_validator("query")
    @classmethod
    def _compiles(cls, query: str, info: ValidationInfo) -> str:
        check = _CHECKS.get(info.data.get("kind", ""))
        return check(query) if check else query

    @property
    def label(self) -> str:
        """The rule as `newsbot try` shows it: `css h1.headline`, `json text › css p`."""
        inner = " | ".join(rule.label for rule in self.then)
        return f"{self.kind} {self.query}" + (f" › {inner}" if inner else "")


OneRule: TypeAlias = Annotated[Rule, BeforeValidator(_css_rule), _ONE]
Rules: TypeAlias = Annotated[
    tuple[Annotated[Rule, BeforeValidator(_css_rule)], ...],
    BeforeValidator(_as_list),
    Field(min_length=1),
    _ONE_OR_MORE,
]
JsonRules: TypeAlias = Annotated[
    tuple[Annotated[Rule, BeforeValidator(_json_rule)], ...],
    BeforeValidator(_as_list),
    Field(min_length=1),
    _ONE_OR_MORE,
]
Extract: TypeAlias = Mapping[FieldName, Rules]
"""Field → rules; a plain text is a CSS selector."""
JsonFields: TypeAlias = Mapping[FieldName, JsonRules]
"""Field → rules; a plain text is a JMESPath expression."""
