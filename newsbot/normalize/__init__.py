"""Normalisation: a draft as published → an Article. Pure functions, one field family a file."""

from __future__ import annotations

from newsbot.normalize.article import date_doubt, normalize
from newsbot.normalize.required import explain_missing, is_damaged, missing_field
from newsbot.normalize.wanted import decisive_fields, is_unwanted_for_paywall, is_wanted

__all__ = [
    "date_doubt",
    "decisive_fields",
    "explain_missing",
    "is_damaged",
    "is_unwanted_for_paywall",
    "is_wanted",
    "missing_field",
    "normalize",
]
