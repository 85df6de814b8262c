"""Normalisation: a draft as published → an Article. Pure functions, one field family a file."""

from __future__ import annotations

from newsbot.normalize.article import normalize
from newsbot.normalize.required import missing_field

__all__ = ["missing_field", "normalize"]
