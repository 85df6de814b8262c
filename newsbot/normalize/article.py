"""The order in which the fields of an article are normalised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from newsbot.article import (
    ARTICLE_FIELDS,
    DATE_FIELDS,
    FLAG_FIELDS,
    HTML_FIELDS,
    TEXT_FIELDS,
    URL_FIELDS,
    Article,
    Draft,
    Value,
)
from newsbot.normalize.body import normalize_body
from newsbot.normalize.names import (
    normalize_authors,
    normalize_keywords,
    normalize_publisher,
)
from newsbot.normalize.text import normalize_line, strip_markup
from newsbot.values.date_reading import doubt_about, parse_date
from newsbot.values.urls import absolute_url, canonical_url

if TYPE_CHECKING:
    from newsbot.source import Source

TRUE: Final = frozenset({"true", "yes", "1"})
FALSE: Final = frozenset({"false", "no", "0"})


def normalize(draft: Draft, source: Source, now: datetime) -> Article:
    """Return the article that a draft describes; what cannot be read is left empty."""
    values = {
        **_texts(draft),
        **_flags(draft),
        **_names(draft),
        **_urls(draft),
        **_dates(draft, source, now),
        **_html(draft),
    }
    values["in_language"] = values.get("in_language") or source.language or ""
    return Article(
        source=draft.source, article_id=draft.article_id, extra=_own_fields(draft), **values
    )


def _texts(draft: Draft) -> dict[str, Any]:
    read: Mapping[str, Callable[[str], str]] = {
        "identifier": normalize_line,
        "publisher": normalize_publisher,
    }
    plain = TEXT_FIELDS - read.keys()
    texts = {name: _line(_text(draft, name)) for name in plain}
    return texts | {name: change(_text(draft, name)) for name, change in read.items()}


def _line(text: str) -> str:
    return normalize_line(strip_markup(text))


def _flags(draft: Draft) -> dict[str, bool | None]:
    flags: dict[str, bool | None] = {}
    for name in FLAG_FIELDS:
        text = _text(draft, name).strip().lower()
        flags[name] = True if text in TRUE else False if text in FALSE else None
    return flags


def _names(draft: Draft) -> dict[str, tuple[str, ...]]:
    return {
        "authors": normalize_authors(_several(draft, "authors")),
        "keywords": normalize_keywords(_several(draft, "keywords")),
    }


def _urls(draft: Draft) -> dict[str, str]:
    urls = {name: _url(draft, name) for name in URL_FIELDS}
    urls["share_url"] = draft.share_url or urls["share_url"]
    urls["url"] = canonical_url(draft.url) if draft.url else ""
    return urls


def _url(draft: Draft, name: str) -> str:
    text = _text(draft, name)
    return (absolute_url(draft.bases[name], text) or "") if text else ""


def _dates(draft: Draft, source: Source, now: datetime) -> dict[str, datetime | None]:
    dates = {
        name: parse_date(
            _text(draft, name), zone=source.timezone, now=now, languages=_languages(source)
        )
        for name in DATE_FIELDS
    }
    if dates["date_published"] is None and source.undated == "first-seen" and draft.first_seen:
        # A date that is there and in doubt is not replaced by one that is certainly another.
        is_dated = bool(date_doubt(draft, source, now))
        dates["date_published"] = None if is_dated else draft.first_seen.astimezone(source.timezone)
    return {**dates, "date_modified": _later(dates["date_modified"], dates["date_published"])}


def _later(modified: datetime | None, published: datetime | None) -> datetime | None:
    """Return when an article was changed, if that is after it was published.

    Sitemaps give mere days: read as midnight, they are before any time on the day itself.
    """
    return None if modified and published and modified <= published else modified


def date_doubt(draft: Draft, source: Source, now: datetime) -> str:
    """Return why the draft's date could be two; empty when that is not what is wrong."""
    text = _text(draft, "date_published")
    return doubt_about(text, zone=source.timezone, now=now, languages=_languages(source))


def _languages(source: Source) -> tuple[str, ...]:
    return (source.language,) if source.language else ()


def _html(draft: Draft) -> dict[str, str]:
    return {
        name: normalize_body(_text(draft, name), base_url=draft.bases.get(name, ""))
        for name in HTML_FIELDS
    }


def _own_fields(draft: Draft) -> Mapping[str, Value]:
    own = {name: found.value for name, found in draft.fields.items() if name not in ARTICLE_FIELDS}
    return {name: _own(value) for name, value in sorted(own.items())}


def _own(value: Value) -> Value:
    return _line(value) if isinstance(value, str) else tuple(_line(text) for text in value)


def _text(draft: Draft, name: str) -> str:
    found = draft.fields.get(name)
    if found is None:
        return ""
    return found.value if isinstance(found.value, str) else " ".join(found.value)


def _several(draft: Draft, name: str) -> tuple[str, ...]:
    found = draft.fields.get(name)
    if found is None:
        return ()
    return (found.value,) if isinstance(found.value, str) else found.value
