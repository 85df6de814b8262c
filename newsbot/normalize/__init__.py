"""Normalisation: a draft as published → an Article. Pure functions, one field family a file."""

from __future__ import annotations

from newsbot.normalize.article import date_doubt, normalize
from newsbot.normalize.required import is_damaged, missing_field

__all__ = ["date_doubt", "is_damaged", "missing_field", "normalize"]
