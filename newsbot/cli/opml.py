"""Lists of feeds, as feed readers export them (https://opml.org/spec2.opml)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from newsbot.errors import ProjectError
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST: Final = 10_000
"""Feeds of a list."""

LARGEST: Final = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedNamed:
    """A feed of a list."""

    url: str
    """Absolute; what the list says where that is no address."""
    title: str
    site: str
    """The page that it is the feed of; empty when the list does not say."""
    folder: str
    """The folder that it is in; empty at the top."""


def is_opml(text: str) -> bool:
    """Tell the name of a list of feeds from an address."""
    return text.lower().endswith((".opml", ".xml")) and "://" not in text and Path(text).is_file()


def read_opml(path: Path) -> list[FeedNamed]:
    """Return the feeds of a list, each once. Raises ProjectError when it cannot be read."""
    from lxml import etree

    try:
        with path.open("rb") as stream:
            data = stream.read(LARGEST + 1)
        feeds = list(_feeds(data[:LARGEST]))
    except (OSError, etree.XMLSyntaxError) as error:
        raise ProjectError(f"{path}: not a list of feeds in OPML: {error}") from error
    if all(absolute_url(None, feed.url) is None for feed in feeds):
        raise ProjectError(f"{path}: names no feed: an <outline> with `xmlUrl` is one")
    by_url: dict[str, FeedNamed] = {}
    for feed in feeds[:MOST]:
        by_url.setdefault(feed.url, feed)
    return list(by_url.values())


def _feeds(data: bytes) -> Iterator[FeedNamed]:
    from lxml.etree import iterparse

    folders: list[str] = []
    walk = iterparse(
        BytesIO(data),
        events=("start", "end"),
        tag="outline",
        resolve_entities=False,
        no_network=True,
        recover=True,
    )
    for happens, outline in walk:
        if happens == "end":
            folders.pop()
            outline.clear()
            continue
        feed = _feed(outline, next((name for name in reversed(folders) if name), ""))
        folders.append("" if feed is not None else _text(outline))
        if feed is not None:
            yield feed


def _feed(outline: _Element, folder: str) -> FeedNamed | None:
    named = {name.lower(): value for name, value in outline.attrib.items()}
    written = str(named.get("xmlurl", "")).strip()
    if not written:
        return None
    url = absolute_url(None, written) or written
    site = absolute_url(None, str(named.get("htmlurl", "")).strip()) or ""
    return FeedNamed(url=url, title=_text(outline), site=site, folder=folder)


def _text(outline: _Element) -> str:
    text = outline.get("title") or outline.get("text") or ""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())[:120]
