"""Images as a reader sees them, also where a script would have put them in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Final

from newsbot.values.html_tokens import name_set

if TYPE_CHECKING:
    from lxml.html import HtmlElement

IMAGES: Final = name_set("img amp-img")

# The image itself, where `src` only holds its place until a script has run.
_LAZY: Final = (
    *("data-src", "data-original", "data-lazy-src", "data-lazy", "data-actualsrc"),
    *("data-original-src", "data-echo", "data-url", "data-img", "data-image", "data-full-src"),
    *("data-large-src", "data-srcset", "data-lazy-srcset", "srcset"),
)
_PLACEHOLDER: Final = re.compile(
    r"^(?:data|about|blob|javascript):|[^a-z](?:blank|spacer|placeholder|pixel|transparent|loading|"
    r"lazy|grey|gray|dot|1x1|nothing|default)[a-z0-9_-]{0,12}\.(?:gif|png|svg|jpe?g)",
    re.I,
)
_ADDRESS: Final = re.compile(r"[./]")
_NUMBER: Final = re.compile(r"\s*(\d{1,5})")
_SMALLEST: Final = 24
"""Pixels up to which an image is an icon, or counts readers."""

_LONGEST: Final = 4_000


def image_html(element: HtmlElement) -> str:
    """Return an image's element with its real address; empty when there is none to show."""
    if _is_icon(element):
        return ""
    address = next(_addresses(element), "")
    if not address:
        return ""
    names = {"src": address, "alt": element.get("alt") or "", "title": element.get("title")}
    written = "".join(f' {name}="{escape(v)}"' for name, v in names.items() if v is not None)
    return f"<img{written}>"


def image_in_noscript(element: HtmlElement) -> str:
    """Return the image that a page shows where scripts do not run; empty without one."""
    return next((image_html(image) for image in element.iter("img")), "")


def _addresses(image: HtmlElement) -> Iterator[str]:
    """Yield what may be the image's address, the surest first."""
    src = _address(image.get("src"))
    lazy = [found for name in _LAZY if (found := _of_set(name, image.get(name)))]
    # Beside a `srcset`, `src` is the image for everyone; beside `data-src` it may be any image.
    if any(name.startswith("data-") and image.get(name) for name in _LAZY[:6]):
        yield from lazy
    if src:
        yield src
    yield from lazy
    parent = image.getparent()
    if parent is not None and parent.tag == "picture":
        for source in parent.iter("source"):
            for name in ("srcset", "data-srcset"):
                if found := _of_set("srcset", source.get(name)):
                    yield found


def _of_set(name: str, value: str | None) -> str:
    """Return the largest of several addresses with widths, or the only one."""
    if not value or not name.endswith("srcset"):
        return _address(value)
    best, most = "", -1.0
    for candidate in re.split(r",\s", value[:_LONGEST]):
        address, _, width = candidate.strip(" ,").partition(" ")
        number = _NUMBER.match(width)
        size = float(number[1]) if number else 0.0
        if _address(address) and size > most:
            best, most = address, size
    return best


def _address(value: str | None) -> str:
    address = (value or "").strip()
    if not _ADDRESS.search(address[:_LONGEST]) or _PLACEHOLDER.search(address[:_LONGEST]):
        return ""
    return address


def _is_icon(image: HtmlElement) -> bool:
    sizes = [_NUMBER.match(image.get(name) or "") for name in ("width", "height")]
    return any(size is not None and int(size[1]) <= _SMALLEST for size in sizes) and not any(
        size is not None and int(size[1]) > 4 * _SMALLEST for size in sizes
    )
