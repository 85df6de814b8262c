"""The date that htmldate finds, where it is installed (extra `extract`)."""

from __future__ import annotations

from importlib.util import find_spec
from typing import TYPE_CHECKING

from newsbot.extraction.library import is_too_much, silence

if TYPE_CHECKING:
    from newsbot.extraction.page import Page


def find_date(page: Page) -> str:
    """Return a day as ISO 8601, empty when none is found or htmldate is not installed."""
    if find_spec("htmldate") is None or is_too_much(page.answer.text):
        return ""
    from htmldate import find_date as find

    silence()
    try:
        found = find(
            page.answer.text,
            extensive_search=False,
            original_date=True,
            outputformat="%Y-%m-%d",
            url=page.url,
            min_date="1990-01-01",
            max_date=page.fetched_at.date().isoformat(),
        )
    except (ValueError, TypeError, RecursionError):
        # What it makes of a broken page is not ours to mend.
        return ""
    return found or ""
