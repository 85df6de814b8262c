"""HTML taken apart as browsers do it, in linear time whatever comes in.

The rules are those of https://html.spec.whatwg.org/multipage/parsing.html#tokenization. A token
keeps its source text, so that what is good can be kept byte for byte; `plain` says that the text
is written so simply that every reader of HTML, markdown processors too, sees the same in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from html.entities import html5
from typing import Final, TypeAlias


def name_set(names: str) -> frozenset[str]:
    """Return the set of names in a text, which reads better than a quote around each."""
    return frozenset(names.split())


VOID: Final = name_set("area base br col embed hr img input link meta param source track wbr")
"""Elements without an end tag (https://html.spec.whatwg.org/#void-elements)."""

# Elements whose content is not words: raw text for the browser, another language, or a control.
_OPAQUE: Final = name_set(
    "script style textarea title xmp iframe noembed noframes plaintext "
    "svg math object template select"
)

_SPACE: Final = r"[\t\n\f\r ]"
_VALUE: Final = r"""\"[^\"]*+\"|'[^']*+'|[^\t\n\f\r >\"'][^\t\n\f\r >]*+|(?=>)"""
# Possessive throughout: there is one way to read a tag, so a hostile one costs no second look.
_ATTRIBUTE: Final = re.compile(
    rf"(?P<name>[^\t\n\f\r />][^\t\n\f\r />=]*+)"
    rf"(?:{_SPACE}*+={_SPACE}*+(?P<value>{_VALUE}))?+"
)
_TAG: Final = re.compile(
    rf"<(?P<end>/?)(?P<name>[A-Za-z][^\t\n\f\r />]*+)"
    rf"(?:[\t\n\f\r /]++|[^\t\n\f\r />][^\t\n\f\r />=]*+(?:{_SPACE}*+={_SPACE}*+(?:{_VALUE}))?+)*+>"
)
_PLAIN_VALUE: Final = r"""\"[^\"<>]*+\"|'[^'<>]*+'|[^\t\n\f\r \"'`=<>/]++"""
_PLAIN_TAG: Final = re.compile(
    rf"</[A-Za-z][A-Za-z0-9]*+{_SPACE}*+>|<[A-Za-z][A-Za-z0-9]*+"
    rf"(?:{_SPACE}++[A-Za-z][A-Za-z0-9_.:-]*+(?:{_SPACE}*+={_SPACE}*+(?:{_PLAIN_VALUE}))?+)*+"
    rf"{_SPACE}*+/?>"
)
_BARE_TAG: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9]{0,10}>")
_COMMENT: Final = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
# No `--` inside, no conditional comment, no server-side include.
_PLAIN_COMMENT: Final = re.compile(r"<!--(?!\s*(?:\[|#|esi\b))(?:[^<>-]|-(?![->]))*+-->", re.I)
_BOGUS: Final = re.compile(r"<(?:[!?]|/(?![A-Za-z]))[^>]*+(?:>|\Z)")
_MARKUP: Final = re.compile(r"<(?=[A-Za-z!?/])")
_REFERENCE: Final = re.compile(
    r"&(?:#[0-9]+;?|#[xX][0-9A-Fa-f]+;?|[A-Za-z][A-Za-z0-9]*;?)(?P<next>=?)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute of a start tag."""

    name: str
    """Lower case."""
    value: str
    """As written: between the quotes, references not decoded."""
    start: int
    """Where the value begins in the tag's source, its quote included."""
    end: int
    """Where the value ends; `start` when the attribute has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Words and character references; a `<` in it stands for itself."""

    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A start tag or an end tag."""

    source: str
    name: str
    """Lower case."""
    is_end: bool
    attributes: tuple[Attribute, ...]
    plain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment, or an element that is left out with its content."""

    source: str
    plain: bool


Token: TypeAlias = Text | Tag | Comment


def tokenize(html: str) -> Iterator[Token]:
    """Yield the tokens; joined, their sources are `html`."""
    position = 0
    while position < len(html):
        found = _MARKUP.search(html, position)
        start = found.start() if found else len(html)
        if start > position:
            yield Text(source=html[position:start])
        position = start
        if found:
            token = _read_markup(html, start)
            yield token
            position += len(token.source)


def decode_attribute(value: str) -> str:
    """Decode the character references of an attribute's value.

    `&copy=1` is left alone, as browsers do with references that lack their semicolon.
    """
    return _REFERENCE.sub(_decode_reference, value) if "&" in value else value


def _decode_reference(match: re.Match[str]) -> str:
    reference = match[0].removesuffix("=") if match["next"] else match[0]
    named = not reference.startswith("&#")
    if named and (reference[1:] not in html5 or (match["next"] and not reference.endswith(";"))):
        return match[0]
    return unescape(reference) + match["next"]


def _read_markup(html: str, start: int) -> Token:
    bare = _BARE_TAG.match(html, start)
    if bare and (known := _bare_tag(bare[0])):
        return known
    tag = _TAG.match(html, start)
    if tag:
        return _read_tag(html, tag)
    comment = _COMMENT.match(html, start)
    if comment:
        plain = _PLAIN_COMMENT.fullmatch(comment[0]) is not None
        return Comment(source=comment[0], plain=plain)
    bogus = _BOGUS.match(html, start)
    # Browsers drop what follows a tag that does not end.
    return Comment(source=bogus[0] if bogus else html[start:], plain=False)


def _read_tag(html: str, match: re.Match[str]) -> Tag | Comment:
    source, name, is_end = match[0], match["name"].lower(), bool(match["end"])
    if name in _OPAQUE and not is_end:
        return Comment(source=html[match.start() : _end_of_opaque(html, match)], plain=False)
    attributes = () if is_end else _read_attributes(source, 1 + len(match["name"]))
    return Tag(
        source=source,
        name=name,
        is_end=is_end,
        attributes=tuple(attributes),
        # `<p/>` opens a paragraph for browsers and is an empty one for others.
        plain=bool(_PLAIN_TAG.fullmatch(source)) and (name in VOID or not source.endswith("/>")),
    )


@lru_cache(maxsize=256)
def _bare_tag(source: str) -> Tag | None:
    """Return `<p>`, `</p>` and their like, most tags of a body; None: its content is too."""
    name, is_end = source.strip("</>").lower(), source.startswith("</")
    if name in _OPAQUE:
        return None
    return Tag(source=source, name=name, is_end=is_end, attributes=(), plain=True)


def _end_of_opaque(html: str, match: re.Match[str]) -> int:
    name = match["name"].lower()
    if name in ("svg", "math") and match[0].endswith("/>"):
        return match.end()
    end = re.compile(rf"</{name}(?:>|[\t\n\f\r /][^>]*>?)", re.IGNORECASE)
    found = end.search(html, match.end())
    return found.end() if found else len(html)


def _read_attributes(source: str, start: int) -> Iterator[Attribute]:
    for match in _ATTRIBUTE.finditer(source, start):
        written = match["value"] or ""
        quoted = written[:1] in ("'", '"') and len(written) > 1
        yield Attribute(
            name=match["name"].lower(),
            value=written[1:-1] if quoted else written,
            start=match.start("value") if written else match.end(),
            end=match.end(),
        )
