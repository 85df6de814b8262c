"""Changes inside an inert body that leave every other byte as the publisher wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from newsbot.normalize.html_allowed import ADDRESSES, BLOCKS, scheme_of, split_srcset
from newsbot.values.html_tokens import (
    VOID,
    Attribute,
    Comment,
    Tag,
    Text,
    Token,
    decode_attribute,
)
from newsbot.values.urls import absolute_url

# White space and no-break spaces, then the em spaces of Chinese typesetting, also as references.
_SPACE: Final = r"[ \t\n\f\xa0]|&nbsp;|&#160;|&#[xX][aA]0;"
_WIDE: Final = r"[\u3000\u2002\u2003]|&emsp;|&ensp;|&#12288;|&#[xX]3000;|&#819[45];|&#[xX]200[23];"
_INDENT: Final = re.compile(rf"(?:{_SPACE}|(?P<wide>{_WIDE}))*+")
_BREAK: Final = re.compile(r"(?<![ \t\f])[ \t\f]*+\n[ \t\n\f]*+")
# Scripts written without spaces: Han, kana and their full-width punctuation; not Hangul.
_CJK: Final = re.compile(
    r"[\u2e80-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
    r"|[“”‘’…—]"
)


def splice(tokens: Iterable[Token], base_url: str) -> Iterator[str]:
    """Yield an inert body on one line: indents gone, addresses absolute.

    Line breaks vanish beside blocks and between CJK characters, and are one space elsewhere. In
    `pre` they become `&#10;`: a blank line would end the HTML in a markdown file.
    """
    place = _Place()
    previous: Token | None = None
    for token in tokens:
        if previous is not None:
            yield _splice_token(previous, token, place, base_url)
        previous = token
    if previous is not None:
        yield _splice_token(previous, None, place, base_url)


@dataclass(slots=True)
class _Place:
    """Where in the body the next token stands."""

    at_edge: bool = True
    """Directly after a block's tag, or at the body's beginning."""
    in_indent: bool = False
    """After a block's start tag, with nothing to see since."""
    pre_depth: int = 0

    def pass_tag(self, tag: Tag) -> None:
        self.at_edge = tag.name in BLOCKS
        if tag.name == "pre":
            self.pre_depth += -1 if tag.is_end else 1
        if self.at_edge:
            self.in_indent = not (tag.is_end or tag.name in VOID or self.pre_depth)
        elif tag.is_end or tag.name in VOID:
            self.in_indent = False


def _splice_token(token: Token, following: Token | None, place: _Place, base_url: str) -> str:
    if isinstance(token, Tag):
        place.pass_tag(token)
        return _splice_tag(token, base_url)
    if isinstance(token, Comment):
        return _BREAK.sub(" ", token.source)
    if place.pre_depth:
        return token.source.replace("\n", "&#10;")
    return _splice_text(token, following, place)


def _splice_text(text: Text, following: Token | None, place: _Place) -> str:
    words = text.source
    if place.in_indent:
        indent = _INDENT.match(words)
        end = indent.end() if indent else 0
        place.in_indent = end == len(words)
        words = words[end:] if indent and indent["wide"] else words
    before_edge = following is None or (isinstance(following, Tag) and following.name in BLOCKS)
    at_edge, place.at_edge = place.at_edge, False
    return _BREAK.sub(lambda match: _join(match, at_edge=at_edge, before_edge=before_edge), words)


def _join(line_break: re.Match[str], *, at_edge: bool, before_edge: bool) -> str:
    text, start, end = line_break.string, line_break.start(), line_break.end()
    if (start == 0 and at_edge) or (end == len(text) and before_edge):
        return ""
    if start > 0 and end < len(text) and _CJK.match(text[start - 1]) and _CJK.match(text[end]):
        return ""
    return " "


def _splice_tag(tag: Tag, base_url: str) -> str:
    spliced: list[str] = []
    position = 0
    for attribute in tag.attributes:
        spliced.append(_BREAK.sub(" ", tag.source[position : attribute.start]))
        spliced.append(_splice_value(tag, attribute, base_url))
        position = attribute.end
    spliced.append(_BREAK.sub(" ", tag.source[position:]))
    return "".join(spliced)


def _splice_value(tag: Tag, attribute: Attribute, base_url: str) -> str:
    written = tag.source[attribute.start : attribute.end]
    if attribute.name in ADDRESSES:
        value = decode_attribute(attribute.value)
        absolute = _absolute_srcset if attribute.name == "srcset" else _absolute
        resolved = absolute(value, base_url)
        if resolved != value:
            return f'"{escape(resolved)}"'
    return written.replace("\n", "&#10;")


def _absolute(address: str, base_url: str) -> str:
    relative = address.strip()
    if not relative or relative.startswith("#") or scheme_of(relative):
        return address
    return absolute_url(base_url, relative) or address


def _absolute_srcset(candidates: str, base_url: str) -> str:
    resolved = [
        (_absolute(url, base_url), descriptor) for url, descriptor in split_srcset(candidates)
    ]
    if [url for url, _ in resolved] == [url for url, _ in split_srcset(candidates)]:
        return candidates
    return ", ".join(f"{url} {descriptor}".strip() for url, descriptor in resolved)
