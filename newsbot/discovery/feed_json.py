"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from newsbot.discovery.feed_page import FeedEntry, FeedPage, entry_of
from newsbot.errors import AnswerError
from newsbot.values.urls import absolute_url


def read_json_feed(data: Any, url: str) -> FeedPage:
    """Return what a JSON Feed says. Raises AnswerError when it is none."""
    items = data.get("items") if isinstance(data, dict) else None
    if not isinstance(items, list):
        raise AnswerError("no feed", f"{url}: JSON without `items`; `kind: json` reads other lists")
    language = _text(data, "language")
    return FeedPage(
        title=_text(data, "title"),
        entries=tuple(
            _entry(item if isinstance(item, dict) else {}, language, url) for item in items
        ),
        next=_text(data, "next_url"),
    )


def _entry(item: Mapping[str, Any], language: str, url: str) -> FeedEntry:
    guid = _text(item, "id")
    named = _text(item, "url")
    link = named or (guid if guid.startswith(("http://", "https://")) else "")
    image = _text(item, "image") or _text(item, "banner_image")
    html, text = _text(item, "content_html"), _text(item, "content_text")
    return entry_of(
        {
            "url": ("url" if named else "id", link),
            "headline": ("title", _text(item, "title")),
            "date_published": ("date_published", _text(item, "date_published")),
            "date_modified": ("date_modified", _text(item, "date_modified")),
            "authors": ("authors", tuple(_authors(item))),
            "keywords": ("tags", _texts(item.get("tags"))),
            "description": ("summary", _text(item, "summary")),
            "in_language": ("language", _text(item, "language") or language),
            "image": ("image", absolute_url(url, image) or "" if image else ""),
            "body_html": ("content_html", html) if html else ("content_text", _paragraphs(text)),
        },
        guid=guid,
        generic=["body_html"],
    )


def _authors(item: Mapping[str, Any]) -> Iterator[str]:
    """Yield names; version 1.0 has one `author`."""
    several = item.get("authors")
    for author in several if isinstance(several, list) else [item.get("author")]:
        if isinstance(author, dict):
            yield _text(author, "name")


def _paragraphs(text: str) -> str:
    parts = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in parts if part)


def _text(item: Mapping[str, Any], name: str) -> str:
    value = item.get(name)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) else ""


def _texts(value: Any) -> tuple[str, ...]:
    items = value if isinstance(value, list) else []
    return tuple(item for item in items if isinstance(item, str))
