"""The project: what newsbot.yaml says, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator
from pydantic import WithJsonSchema as Editors
from pydantic.dataclasses import dataclass

from newsbot.source.addresses import url_or_nothing
from newsbot.source.checks import expected, utc
from newsbot.source.kinds import MODEL, Line, ProjectPath, Raw, Text, Zone, as_list

_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://\S+")


def _address(value: str) -> str:
    if _SCHEME.fullmatch(value) is None:
        raise expected("an address such as scheme://…")
    return value


def _as_it_is(value: Any) -> Any:
    # A copy would lose the places of what is in it.
    if not isinstance(value, Mapping):
        raise expected("a mapping of keys to values")
    return value


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Site:
    """The site that the posts are written into."""

    kind: Literal["jekyll", "hugo", "obsidian", "none"] = "jekyll"
    """What builds it."""
    dir: ProjectPath = "site"
    """Its folder; `.` or `docs` for sites that are built from a branch."""
    url: Annotated[Text, AfterValidator(url_or_nothing)] = ""
    """Its address."""
    title: Line = "News"
    """Its title."""
    timezone: Zone = Field(default_factory=utc)
    """Of the dates that it shows."""


@dataclass(frozen=True, kw_only=True, config=MODEL)
class Project:
    """What newsbot.yaml says. `repr` does not show `storage` and `alerts`: they may be secret."""

    root: Path
    """The folder with newsbot.yaml."""
    format: Literal[1] = 1
    """Pins how posts are written, whatever later versions do."""
    contact: Line | None = None
    """A mail address or URL, told to the sites that are crawled."""
    site: Site = Field(default_factory=Site)
    """The site that the posts are written into."""
    storage: Annotated[Text, AfterValidator(_address)] | None = Field(default=None, repr=False)
    """Address of the database that machines share; by default a file in the project."""
    raw: Raw = "keep"
    """Whether pages are kept as they were fetched, or for how long."""
    alerts: Annotated[
        tuple[Annotated[Text, AfterValidator(_address)], ...],
        BeforeValidator(as_list, json_schema_input_type=str | list[str]),
    ] = Field(default=(), repr=False)
    """Addresses that are told when a source goes silent."""
    defaults: Annotated[
        Mapping[str, Any], PlainValidator(_as_it_is), Editors({"type": "object"})
    ] = Field(default_factory=dict, repr=False)
    """What every source has unless its file says otherwise."""
