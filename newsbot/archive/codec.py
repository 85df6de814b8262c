"""Articles and contributions as JSON text, as the ledger keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from newsbot.article import DATE_FIELDS, Article, Found, Rank, Value


def dump_fields(found: Mapping[str, Found]) -> str:
    """Return what an answer said as JSON, with sorted keys: equal fields give equal text."""
    rows = {name: [f.value, f.rule, int(f.rank)] for name, f in found.items()}
    return _dump(rows)


def load_fields(text: str) -> dict[str, Found]:
    """Return what `dump_fields` wrote."""
    return {
        name: Found(_frozen(value), rule, Rank(rank))
        for name, (value, rule, rank) in json.loads(text).items()
    }


def dump_article(article: Article) -> str:
    """Return an article as JSON; fields that hold nothing are left out."""
    row: dict[str, Any] = {}
    for field in fields(article):
        value = getattr(article, field.name)
        if isinstance(value, datetime):
            row[field.name] = value.isoformat()
        elif field.name == "extra" and value:
            row[field.name] = dict(value)
        elif value not in ("", (), None) and field.name not in {"extra", "article_id"}:
            row[field.name] = value
    return _dump(row)


def load_article(text: str, article_id: int) -> Article:
    """Return what `dump_article` wrote. Dates keep their offset, not the name of their zone."""
    row = json.loads(text)
    values: dict[str, Any] = {}
    for name, value in row.items():
        if name in DATE_FIELDS:
            values[name] = datetime.fromisoformat(value)
        elif name == "extra":
            values[name] = {key: _frozen(own) for key, own in value.items()}
        else:
            values[name] = _frozen(value)
    return Article(article_id=article_id, **values)


def _dump(row: Mapping[str, Any]) -> str:
    # Lone surrogates cannot be stored as UTF-8; escaped they survive.
    text = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(row, sort_keys=True, separators=(",", ":"))
    return text


def _frozen(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value
