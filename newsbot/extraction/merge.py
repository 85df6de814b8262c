"""Several answers, one article."""

from __future__ import annotations

from collections.abc import Iterable

from newsbot.article import Contribution, Found, Origin

_FLOW = {Origin.LISTING: 0, Origin.PAGE: 1, Origin.CONTENT: 2}


def merge(contributions: Iterable[Contribution]) -> tuple[dict[str, Found], dict[str, str]]:
    """Return the fields of all answers together, and for each the URL of the answer that gave it.

    The better rank wins; within a rank the later answer, in the order of the flow (listings in the
    order of the source file, the page, the content), never in the order of arrival, so that one
    article always merges into the same fields. Empty values give nothing.
    """
    fields: dict[str, Found] = {}
    bases: dict[str, str] = {}
    for contribution in sorted(contributions, key=_place):
        for name, found in contribution.fields.items():
            known = fields.get(name)
            if _says_something(found) and (known is None or found.rank <= known.rank):
                fields[name] = found
                bases[name] = contribution.url
    return fields, bases


def _place(said: Contribution) -> tuple[int, int, str]:
    # Listings that two pages lead to may have one position; their addresses tell them apart.
    return _FLOW[said.origin], said.position, said.url


def _says_something(found: Found) -> bool:
    values = (found.value,) if isinstance(found.value, str) else found.value
    return any(value.strip() for value in values)
