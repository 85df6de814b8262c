"""The lead image and the canonical address, as a page declares them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.json_ld import addresses_of
from newsbot.values.urls import absolute_url

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newsbot.extraction.page import Page

MOST: Final = 10
"""Addresses of one rule that are looked at."""

SMALLEST: Final = 200
"""Pixels of a side under which an image is no lead image."""

_NO_PHOTO: Final = re.compile(
    r"(?:^|[/_.=-])(?:logos?|site-?logo|placeholder|default|favicon|sprite|blank|spacer|pixel|"
    r"avatars?|icons?|no-?image|no-?photo|apple-touch-icon|share-?(?:img|image|logo|default)|"
    r"default-?(?:img|image|share|thumb)|(?:og|social|fb|facebook|twitter)-?(?:default|logo|share|"
    r"image-?default))(?:[/_.0-9-]|$)",
    re.IGNORECASE,
)
_DRAWING: Final = re.compile(r"\.(?:svg|ico)(?:$|\?)", re.IGNORECASE)
_LAZY: Final = ("src", "data-src", "data-original", "data-lazy-src")


def _images_in(attribute: str) -> Callable[[Page], Iterator[str]]:
    def find(page: Page) -> Iterator[str]:
        for node in getattr(page, attribute):
            for name in ("image", "thumbnailUrl"):
                yield from _absolute(page, addresses_of(node.get(name)))

    return find


def _in_meta(*names: str) -> Callable[[Page], Iterator[str]]:
    def find(page: Page) -> Iterator[str]:
        for name in names:
            yield from _absolute(page, page.meta.get(name, ()))

    return find


def _image_link(page: Page) -> Iterator[str]:
    yield from _absolute(page, map(str, page.tree.xpath("//link[@rel='image_src']/@href")))


def first_figure(page: Page) -> Iterator[str]:
    """Yield the images of the article's figures, then the other ones in it that are large."""
    figures = page.tree.xpath("//article//figure//img | //main//figure//img")
    images = page.tree.xpath("//article//img[@width] | //main//img[@width]")
    for image in (*figures[:MOST], *images[:MOST]):
        if not _is_small(image):
            addresses = (image.get(name) or "" for name in _LAZY)
            yield from _absolute(page, filter(None, addresses))


def _is_small(image: HtmlElement) -> bool:
    sides = ((image.get(side) or "").removesuffix("px") for side in ("width", "height"))
    return any(side.isdecimal() and len(side) < 6 and int(side) < SMALLEST for side in sides)


def _absolute(page: Page, addresses: Iterable[str]) -> Iterator[str]:
    for address in islice(addresses, MOST):
        yield absolute_url(page.answer.base_url, address.strip()) or address


def _image_doubt(value: Value, page: Page) -> str:
    address = absolute_url(None, str(value))
    if address is None:
        return "no address"
    path = address.partition("://")[2].partition("/")[2]
    if not path:
        return "the home page"
    if _NO_PHOTO.search(path[:2_000]) or _DRAWING.search(path[:2_000]):
        return "a logo or placeholder"
    return "a logo or placeholder" if address in _logos(page) else ""


def _logos(page: Page) -> set[str]:
    """Return the addresses of the publisher's own image."""
    logos: set[str] = set()
    for node in (*page.nodes, *page.things):
        if node.get("logo"):
            logos.update(_absolute(page, addresses_of(node["logo"])))
    return logos


def _canonical_link(page: Page) -> Iterator[str]:
    links = page.tree.xpath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
    yield from _absolute(page, map(str, links))


def _article_url(page: Page) -> Iterator[str]:
    for node in (*page.articles, *page.microdata):
        for name in ("url", "mainEntityOfPage"):
            yield from _absolute(page, addresses_of(node.get(name)))


def _canonical_doubt(value: Value, page: Page) -> str:
    address = absolute_url(None, str(value))
    if address is None:
        return "no address"
    # Whose page it is otherwise is judged where the links that led here are known.
    is_home = address.rstrip("/").count("/") == 2 and "?" not in address
    return "the home page" if is_home and page.url.rstrip("/").count("/") > 2 else ""


IMAGE: Final = Cascade(
    rules=(
        GeneralRule("json-ld image", Rank.METADATA, _images_in("articles")),
        GeneralRule(
            "meta og:image",
            Rank.METADATA,
            _in_meta("og:image", "og:image:secure_url", "og:image:url"),
        ),
        GeneralRule("microdata image", Rank.METADATA, _images_in("microdata")),
        GeneralRule(
            "meta twitter:image", Rank.METADATA, _in_meta("twitter:image", "twitter:image:src")
        ),
        GeneralRule(
            "meta thumbnail",
            Rank.METADATA,
            _in_meta("thumbnail", "thumbnailurl", "parsely-image-url"),
        ),
        GeneralRule("link image_src", Rank.METADATA, _image_link),
        GeneralRule("first figure", Rank.GENERIC, first_figure),
    ),
    doubt=_image_doubt,
)

CANONICAL: Final = Cascade(
    rules=(
        GeneralRule("link canonical", Rank.METADATA, _canonical_link),
        GeneralRule("meta og:url", Rank.METADATA, _in_meta("og:url")),
        GeneralRule("json-ld url", Rank.METADATA, _article_url),
    ),
    doubt=_canonical_doubt,
)
