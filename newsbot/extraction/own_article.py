"""Which of the articles that a page describes is its own: the others are teasers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import unquote

from newsbot.extraction.json_ld import addresses_of, texts_of
from newsbot.extraction.likeness import is_variant
from newsbot.values.urls import absolute_url, canonical_url

Node = Mapping[str, Any]

MOST_NAMES: Final = 10
"""Addresses and headlines of an article that are compared."""


def own_articles(
    nodes: Sequence[Node], urls: Iterable[str], titles: Iterable[str]
) -> tuple[Node, ...]:
    """Return the articles of a page that are its own, in their order.

    They have one of its addresses, or else one of its titles. Where none has, all of them may be.
    """
    if len(nodes) < 2:
        return tuple(nodes)
    paths = {path for url in urls if (path := _path(url, url))}
    titles = tuple(titles)
    by_address = tuple(node for node in nodes if _has_path(node, paths))
    by_title = tuple(node for node in nodes if _has_title(node, titles))
    return by_address or by_title or tuple(nodes)


def _has_path(node: Node, paths: set[str]) -> bool:
    keys = ("url", "@id", "mainEntityOfPage")
    named = [url for key in keys for url in list(addresses_of(node.get(key)))[:MOST_NAMES]]
    return any(_path(url, "https://example.org/") in paths for url in named)


def _has_title(node: Node, titles: Sequence[str]) -> bool:
    named = [text for key in ("headline", "name") for text in texts_of(node.get(key))]
    return any(is_variant(text, title) for text in named[:MOST_NAMES] for title in titles)


def _path(url: str, base: str) -> str:
    """Return path and query, by which mirrors of a page agree; empty for a home page."""
    try:
        address = canonical_url(absolute_url(base, url) or "")
    except ValueError:
        return ""
    return unquote(address.partition("://")[2].partition("/")[2]).rstrip("/").casefold()
