"""Lines in which labels stand before what they name: `来源：… 作者：…`, `Published … Updated …`."""

from __future__ import annotations

import re
from collections.abc import Iterator


def stretches(line: str, label: re.Pattern[str]) -> Iterator[tuple[re.Match[str] | None, str]]:
    """Yield the stretches between labels, each with the label that it stands behind, if any."""
    labels = list(label.finditer(line))
    starts = [0, *(match.end() for match in labels)]
    ends = [*(match.start() for match in labels), len(line)]
    for match, start, end in zip([None, *labels], starts, ends, strict=True):
        yield match, line[start:end]
