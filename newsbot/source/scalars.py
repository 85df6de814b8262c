"""What a single YAML value means.

YAML 1.1 reads `12:30` as 750, `0123` as 83 and `no` as false. A value is taken at its word only
where readers and YAML agree; the rest is kept as text with a doubt, which is reported unless the
value stands where texts are taken as written.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from newsbot.source.tree import Place, Scalar

_TAG: Final = "tag:yaml.org,2002:"
_TRUE: Final = frozenset({"true", "yes", "on"})
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})")
_DECIMAL: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,17})\.[0-9]{1,17}")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def read_scalar(place: Place, tag: str, text: str) -> Scalar | None:
    """Return a single value; None for a tag that is not among YAML's plain types."""
    read = _READERS.get(tag.removeprefix(_TAG))
    if read is None or not tag.startswith(_TAG):
        return None
    value, doubt = read(text)
    return Scalar(place=place, text=text, value=value, doubt=doubt)


def _text(text: str) -> tuple[Any, str]:
    return text, ""


def _null(_: str) -> tuple[Any, str]:
    return None, ""


def _boolean(text: str) -> tuple[Any, str]:
    return text.lower() in _TRUE, ""


def _integer(text: str) -> tuple[Any, str]:
    return (int(text), "") if _INTEGER.fullmatch(text) else (text, "a number")


def _decimal(text: str) -> tuple[Any, str]:
    return (float(text), "") if _DECIMAL.fullmatch(text) else (text, "a number")


def _date(text: str) -> tuple[Any, str]:
    try:
        return (date.fromisoformat(text), "") if _DATE.fullmatch(text) else (text, "a date")
    except ValueError:
        return text, "a date"


_READERS: Final = {
    "str": _text,
    "value": _text,
    "null": _null,
    "bool": _boolean,
    "int": _integer,
    "float": _decimal,
    "timestamp": _date,
}
