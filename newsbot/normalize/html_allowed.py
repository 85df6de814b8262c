"""What a body may consist of: elements, attributes, addresses and style properties without effect
beyond showing the article.

`id` and `name` are not among them: scripts of the site that shows the post would find a page's
elements in place of their own (https://portswigger.net/web-security/dom-based/dom-clobbering).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from newsbot.values.html_tokens import decode_attribute, name_set

BLOCKS: Final = name_set(
    "address article aside blockquote br caption center col colgroup dd details div dl dt "
    "figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary "
    "table tbody td tfoot th thead tr ul"
)
"""Elements that white space around them does not matter to."""

INLINES: Final = name_set(
    "a abbr acronym audio b bdi bdo big cite code del dfn em font i img ins kbd mark nobr picture "
    "q rp rt ruby s samp small source span strike strong sub sup time track tt u var video wbr"
)

TAGS: Final = BLOCKS | INLINES

PARENTS: Final = {
    "caption": {"table"},
    "colgroup": {"table"},
    "col": {"colgroup", "table"},
    "thead": {"table"},
    "tbody": {"table"},
    "tfoot": {"table"},
    "tr": {"table", "thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
}
"""Parts of tables and where they may stand: elsewhere they would close tables of the page's own."""

ADDRESSES: Final = {
    "href": frozenset({"a"}),
    "src": frozenset({"img", "source", "audio", "video", "track"}),
    "srcset": frozenset({"img", "source"}),
    "poster": frozenset({"video"}),
    "cite": frozenset({"blockquote", "q", "del", "ins"}),
}
"""Attributes that hold addresses, and the elements that may have them."""

ATTRIBUTES: Final = name_set(
    "abbr align alt bgcolor border bordercolor cellpadding cellspacing char class clear color cols "
    "colspan compact controls datetime decoding default dir face frame headers height hreflang "
    "hspace itemid itemprop itemscope itemtype kind label lang loading loop media muted "
    "noshade nowrap open preload referrerpolicy rel reversed role rows rowspan rules scope size "
    "sizes span srclang start style summary target title translate type valign value vspace "
    "width"
)
"""Attributes that every element may have."""

ATTRIBUTE_PREFIXES: Final = ("data-", "aria-")
_PREFIXED: Final = re.compile(rf"(?:{'|'.join(ATTRIBUTE_PREFIXES)})[a-z0-9_.:-]+")

SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})

_TARGETS: Final = frozenset({"_blank", "_self", "_parent", "_top"})

# Properties that change how the article's own boxes look; nothing that moves a box out of the
# article (position, inset, transform, z-index), loads, animates, or generates content.
_PROPERTIES: Final = (
    r"(?:-webkit-|-moz-|-ms-|-o-)?(?:"
    r"color|background(?:-color)?|opacity|visibility|display|float|clear|overflow(?:-[xy]|-wrap)?|"
    r"(?:min-|max-)?(?:width|height)|box-sizing|object-(?:fit|position)|aspect-ratio|zoom|"
    r"(?:margin|padding|border)(?:-[a-z]+){0,3}|outline(?:-[a-z]+)?|box-shadow|"
    r"font(?:-[a-z]+){0,3}|text-[a-z-]+|line-(?:height|break)|letter-spacing|word-[a-z]+|"
    r"white-space|vertical-align|direction|unicode-bidi|writing-mode|hyphens|tab-size|"
    r"list-style(?:-type|-position)?|table-layout|caption-side|empty-cells|"
    r"flex(?:-[a-z]+)?|order|(?:align|justify)-[a-z]+|(?:row-|column-)?gap|columns?(?:-[a-z]+)?|"
    r"page-break-[a-z]+|break-[a-z]+|orphans|widows|quotes|"
    r"user-select|text-size-adjust|tap-highlight-color|font-smoothing|layout-grid-mode|"
    r"mso-[a-z-]+|tab-stops)"
)
_POSITIONS: Final = frozenset({"static", "relative"})
_FUNCTIONS: Final = frozenset({"rgb", "rgba", "hsl", "hsla", "calc", "min", "max", "clamp"})


def allow_attribute(tag: str, name: str, written: str) -> bool:
    """Say whether a start tag may keep an attribute; `written` is its value with its references."""
    # Readers of HTML differ in what a reference without its semicolon means: all must be harmless.
    values = {decode_attribute(written), unescape(written)}
    if name in ADDRESSES:
        return tag in ADDRESSES[name] and all(_is_safe_address(name, value) for value in values)
    if name == "style":
        return all(keep_style(value) == value for value in values)
    if name == "target":
        return all(value.lower() in _TARGETS for value in values)
    if name == "rel":
        # It would give a page opened with target=_blank a hold on the one it was opened from.
        return not any("opener" in value.lower().split() for value in values)
    return name in ATTRIBUTES or _PREFIXED.fullmatch(name) is not None


def keep_style(style: str) -> str:
    """Return a style without the declarations that could do more than show the article."""
    if "/*" in style:
        return ""
    declarations = style.split(";")
    kept = [part for part in declarations if not part.strip() or _is_harmless(part)]
    return style if len(kept) == len(declarations) else ";".join(kept)


def split_srcset(value: str) -> Iterator[tuple[str, str]]:
    """Yield address and descriptor of each candidate.

    The format is that of https://html.spec.whatwg.org/#srcset-attribute.
    """
    url, descriptors = "", list[str]()
    for word in value.split():
        descriptor, comma, rest = word.partition(",") if url else ("", ",", word)
        if descriptor:
            descriptors.append(descriptor)
        if url and comma:
            yield url, " ".join(descriptors)
            url, descriptors = "", []
        if not url and rest.strip(","):
            url = rest.strip(",")
            if rest.endswith(","):
                yield url, ""
                url = ""
    if url:
        yield url, " ".join(descriptors)


def scheme_of(address: str) -> str:
    """Return what could be taken for an address's scheme, in lower case; empty without one."""
    cleaned = re.sub(
        r"[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u3000\ufeff]", "", address
    )
    match = re.match(r"([^/?#\\:]*):", cleaned)
    return match[1].lower() or ":" if match else ""


def _is_safe_address(name: str, value: str) -> bool:
    addresses = [url for url, _ in split_srcset(value)] if name == "srcset" else [value]
    return all(scheme_of(address) in SCHEMES | {""} for address in addresses)


def _is_harmless(declaration: str) -> bool:
    name, _, value = declaration.partition(":")
    name, value = name.strip().lower(), value.lower()
    if re.search(r"[\\<>{}@\x00-\x08\x0b\x0e-\x1f]", value):
        return False
    if not set(re.findall(r"([\w-]*)\(", value)) <= _FUNCTIONS:
        return False
    if name == "position":
        return value.strip() in _POSITIONS
    # Compiled when the first page has a style: that takes 70 ms.
    return re.fullmatch(_PROPERTIES, name) is not None
