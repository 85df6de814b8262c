"""Which source `newsbot try` is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import PurePath
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from newsbot.cli.options import open_sources
from newsbot.errors import ProjectError, SourceFileError
from newsbot.spiderloader import sources_for

if TYPE_CHECKING:
    from newsbot.source import Project, Source

_ADDRESS: Final = re.compile(r"(localhost|[\w-]+(\.[\w-]+)+)(:\d+)?(/\S*)?")

SHOWN: Final = 10
"""Sources named in a message."""


def source_named(project: Project, name: str) -> Source:
    """Return a source by its name. Raises ProjectError, with what was probably meant."""
    stem = PurePath(name.replace("\\", "/")).name.removesuffix(".yaml").removesuffix(".yml")
    if stem != name and PurePath(name).suffix in {".yaml", ".yml"}:
        raise ProjectError(f"{name}: name the source, not its file: newsbot try {stem}")
    try:
        sources, _ = open_sources(project, [name])
    except SourceFileError:
        raise
    except ProjectError as error:
        is_address = "/" in name and _ADDRESS.fullmatch(name) is not None
        hint = f"; for a page, give the whole address: newsbot try https://{name}"
        raise ProjectError(f"{error}{hint if is_address else ''}") from error
    return sources[0]


def source_chosen(project: Project, name: str, url: str) -> Source:
    """Return the source whose rules are to read a page. Raises ProjectError when they cannot."""
    source = source_named(project, name)
    if not sources_for(url, [source]):
        raise ProjectError(
            f"{url}: not one of the domains of {name} ({', '.join(source.domains)});"
            f" add it to `domains` in {source.path}"
        )
    return source


def source_for(project: Project, url: str) -> Source | None:
    """Return the source that covers a page; None when none does.

    Raises ProjectError when several do, or when a file that cannot be read may be the one.
    """
    sources, broken = open_sources(project, [])
    fitting = nearest(url, sources_for(url, sources))
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(source.name for source in fitting)
        raise ProjectError(f"{url}: several sources cover it ({names}); choose with --source NAME")
    if not broken:
        return None
    known = [f"{source.name}: {' '.join(source.domains)}" for source in sources]
    shown = [*known[:SHOWN], *(["…"] if len(known) > SHOWN else [])]
    has = f" ({', '.join(shown)})" if shown else ""
    raise ProjectError(
        f"{url}: no source covers it{has}; choose one with --source NAME, or add the host to its"
        f" `domains`{_broken(broken)}"
    )


def nearest(url: str, sources: Sequence[Source]) -> list[Source]:
    """Return those of *sources* that name addresses most like this one.

    The same host and port come before the same host alone; then the longest common path counts.
    """
    likeness = {source.name: _likeness(url, source) for source in sources}
    best = max(likeness.values(), default=(False, 0))
    return [source for source in sources if likeness[source.name] == best]


def _likeness(url: str, source: Source) -> tuple[bool, int]:
    own = urlsplit(url)
    named = [urlsplit(address) for address in source.addresses()]
    same = [parts for parts in named if parts.netloc.casefold() == own.netloc.casefold()]
    return bool(same), max((_common(own.path, parts.path) for parts in same), default=0)


def _common(one: str, other: str) -> int:
    """Count the folders that two paths have in common."""
    pairs = zip(one.split("/")[1:-1], other.split("/")[1:-1], strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _broken(broken: Mapping[str, SourceFileError]) -> str:
    """Name the files that could not be read: one of them may be the one."""
    lines = [line for error in broken.values() for line in str(error).splitlines()]
    return "\nnot looked at, since the file is broken:\n  " + "\n  ".join(lines) if lines else ""
