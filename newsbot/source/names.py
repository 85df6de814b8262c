"""Names of sources: they are file names, names of spiders and folders, on every system."""

from __future__ import annotations

import re
from typing import Annotated, Final, TypeAlias

from pydantic import AfterValidator, BeforeValidator

from newsbot.source.checks import expected
from newsbot.source.kinds import Text, as_list

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII | re.IGNORECASE)
# https://learn.microsoft.com/en-us/windows/win32/fileio/naming-a-file
_RESERVED: Final = re.compile(r"con|prn|aux|nul|(?:com|lpt)[0-9]", re.IGNORECASE)
NAME_RULE: Final = "a name of a-z, 0-9, - and _, up to 64, that Windows does not reserve"


def is_source_name(name: str) -> bool:
    """Tell whether a source may have this name."""
    return bool(_NAME.fullmatch(name)) and not _RESERVED.fullmatch(name)


def _check(name: str) -> str:
    if not is_source_name(name):
        raise expected(NAME_RULE)
    return name


SourceNames: TypeAlias = Annotated[
    tuple[Annotated[Text, AfterValidator(_check)], ...],
    BeforeValidator(as_list, json_schema_input_type=str | list[str]),
]
