"""What a page's site is called, in the many ways that pages tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.extraction.element_text import shown_text
from newsbot.extraction.json_ld import node_types, texts_of
from newsbot.extraction.likeness import letters_of
from newsbot.values.urls import host_of

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

LONGEST: Final = 40
"""Characters after which a text is no name of a site."""

MOST_LINKS: Final = 300
"""Links, from the top of the page, among which those to its home page are looked for."""

_META: Final = (
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "al:ios:app_name",
    "al:android:app_name",
    "twitter:site",
    "dc.publisher",
    "citation_journal_title",
)
_OWNERS: Final = ("organization", "website", "corporation", "periodical", "newspaper")
_HOST: Final = re.compile(r"(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}", re.IGNORECASE)
_GENERIC: Final = frozenset(
    {"www", "com", "net", "org", "co", "gov", "edu", "news", "m", "mobile", "amp", "de", "example"}
)


def site_names(page: Page) -> frozenset[str]:
    """Return the letters of every name that the page has for its site."""
    names = (*_in_meta(page), *_in_json_ld(page), *_home_links(page), *_of_host(page))
    letters = (letters_of(name) for name in names if len(name) <= LONGEST)
    return frozenset(name for name in letters if len(name) > 1)


def is_site_name(text: str, names: frozenset[str]) -> bool:
    """Say whether a text is a site's name, alone or with a section or domain beside it."""
    letters = letters_of(text)
    if not letters or letters in names or is_host(text):
        return bool(letters)
    return any(
        name in letters and len(letters) <= 3 * len(name)
        for name in names
        if len(name) > 3 or (len(name) > 1 and not name.isascii())
    )


def is_host(text: str) -> bool:
    """Say whether a text is a host's name and nothing else."""
    return _HOST.fullmatch(text.strip()) is not None


def _in_meta(page: Page) -> Iterator[str]:
    for name in _META:
        for content in page.meta.get(name, ())[:3]:
            yield content.lstrip("@")


def _in_json_ld(page: Page) -> Iterator[str]:
    for node in (*page.nodes, *page.things):
        if any(kind.lower().endswith(_OWNERS) for kind in node_types(node)):
            yield from _few(texts_of(node.get("name")))
            yield from _few(texts_of(node.get("alternateName")))
        yield from _few(texts_of(node.get("publisher")))


def _home_links(page: Page) -> Iterator[str]:
    host = host_of(page.url)
    for link in islice(page.tree.iter("a"), MOST_LINKS):
        if not _is_home((link.get("href") or "")[:200], host):
            continue
        yield from (shown_text(link), link.get("title") or "")
        yield from (image.get("alt") or "" for image in islice(link.iter("img"), 3))


def _is_home(address: str, host: str) -> bool:
    if "//" not in address:
        return address.strip() == "/"
    return address.strip().rstrip("/").count("/") == 2 and host_of(address.strip()) == host


def _of_host(page: Page) -> Iterator[str]:
    host = host_of(page.url).removeprefix("www.")
    yield host
    labels = host.split(".")
    yield from (label for label in labels if label not in _GENERIC and len(label) > 2)
    if len(labels) > 1:
        yield ".".join(labels[-2:])


def _few(texts: Iterable[str]) -> Iterator[str]:
    return islice(texts, 5)
