"""What trafilatura reads of a page, where it is installed (the extra `extract`)."""

from __future__ import annotations

import logging
from contextlib import redirect_stderr
from io import StringIO
from types import ModuleType
from typing import Final

LONGEST: Final = 1_000_000
"""Characters of a page that are handed over: what is longer takes seconds."""

MOST_TAGS: Final = 100_000
"""Tags of a page that is handed over."""

MOST_COMPARED: Final = 10_000
"""Tags of a page on which other libraries are asked, too: jusText's time grows with the square."""


SILENCED: Final = ("trafilatura", "htmldate", "courlan", "justext")
"""Loggers that report on pages by lines of their own."""


def read_body(text: str, url: str) -> str:
    """Return the body that trafilatura finds, as HTML; empty without it, or without a body."""
    library = _trafilatura()
    if library is None or is_too_much(text):
        return ""
    found = library.extract(
        text,
        url=url,
        output_format="html",
        include_comments=False,
        include_images=True,
        include_links=True,
        include_formatting=True,
        fast=text.count("<") > MOST_COMPARED,
    )
    return str(found) if found else ""


def is_too_much(text: str) -> bool:
    """Tell a page that no library is given: it would take seconds."""
    return len(text) > LONGEST or text.count("<") > MOST_TAGS


def silence() -> None:
    """Turn off what the libraries log: what is wrong with a page, the fields that it lacks tell."""
    for name in SILENCED:
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)


def _trafilatura() -> ModuleType | None:
    """Return the library; None where it, or what it needs, is not installed."""
    try:
        # It may warn of what else is not installed.
        with redirect_stderr(StringIO()):
            import trafilatura
    except ImportError:
        return None
    silence()
    return trafilatura
