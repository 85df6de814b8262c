"""The kinds of value that fields have: how each is checked, and what editors are told."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Annotated, Any, Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, PlainValidator, StrictStr
from pydantic import WithJsonSchema as Editors

from newsbot.source import addresses, checks

MODEL: Final = ConfigDict(extra="forbid", populate_by_name=True, defer_build=True)
"""Unknown keys are mistakes. Validators are built when the first file is read, not at import."""

_DURATION: Final = {"type": ["string", "integer"], "pattern": r"^(0|[0-9]+(\.[0-9]+)?[smhd])$|\$\{"}
_DAY: Final = {"type": "string", "format": "date"}
_CSS: Final = {"type": "string", "description": "a CSS selector"}
_JMESPATH: Final = {"type": "string", "description": "a JMESPath expression"}
_REGEX: Final = {"type": "string", "format": "regex"}
_HTTP: Final = {"type": "string", "pattern": r"^https?://|\$\{"}
SCALAR: Final = {"type": ["string", "number", "boolean"]}


def as_list(value: Any) -> Any:
    """Take a single text for a list of one."""
    return [value] if isinstance(value, str) else value


Text: TypeAlias = StrictStr
Number: TypeAlias = Annotated[int, Field(strict=True)]
Flag: TypeAlias = Annotated[bool, Field(strict=True)]

Line: TypeAlias = Annotated[Text, AfterValidator(checks.one_line)]
Language: TypeAlias = Annotated[Text, AfterValidator(checks.language)]
Regex: TypeAlias = Annotated[Text, AfterValidator(checks.regex), Editors(_REGEX)]
Css: TypeAlias = Annotated[Text, AfterValidator(checks.css), Editors(_CSS)]
JmesPath: TypeAlias = Annotated[Text, AfterValidator(checks.jmespath), Editors(_JMESPATH)]
DateFormat: TypeAlias = Annotated[Text, AfterValidator(checks.date_format)]
FieldName: TypeAlias = Annotated[Text, AfterValidator(checks.field_name)]

Url: TypeAlias = Annotated[Text, AfterValidator(addresses.http_url), Editors(_HTTP)]
UrlTemplate: TypeAlias = Annotated[Text, AfterValidator(addresses.url_template), Editors(_HTTP)]
HostName: TypeAlias = Annotated[Text, AfterValidator(addresses.host_name)]
ProjectPath: TypeAlias = Annotated[Text, AfterValidator(addresses.inside_project)]

Zone: TypeAlias = Annotated[
    ZoneInfo, PlainValidator(checks.time_zone), Editors({"type": "string", "examples": ["UTC"]})
]
Day: TypeAlias = Annotated[date, PlainValidator(checks.day), Editors(_DAY)]
Duration: TypeAlias = Annotated[timedelta, PlainValidator(checks.duration), Editors(_DURATION)]
Interval: TypeAlias = Annotated[timedelta, PlainValidator(checks.interval), Editors(_DURATION)]
First: TypeAlias = Annotated[
    timedelta | int | Literal["all"],
    PlainValidator(checks.first),
    Editors({"anyOf": [_DURATION, {"type": "integer", "minimum": 0}, {"const": "all"}]}),
]
Raw: TypeAlias = Annotated[
    timedelta | Literal["keep", "drop"],
    PlainValidator(checks.raw),
    Editors({"anyOf": [{"enum": ["keep", "drop"]}, _DURATION]}),
]

# A single text may stand for a list of one.
Regexes: TypeAlias = Annotated[
    tuple[Regex, ...], BeforeValidator(as_list, json_schema_input_type=str | list[str])
]
Selectors: TypeAlias = Annotated[
    tuple[Css, ...], BeforeValidator(as_list, json_schema_input_type=str | list[str])
]
HostNames: TypeAlias = Annotated[
    tuple[HostName, ...], BeforeValidator(as_list, json_schema_input_type=str | list[str])
]

Literals: TypeAlias = Mapping[FieldName, Annotated[Text, Editors(SCALAR)]]
"""Field → text; numbers and booleans are taken as they are written."""
Headers: TypeAlias = Mapping[
    Annotated[Text, AfterValidator(checks.header_name)], Annotated[Line, Editors(SCALAR)]
]
