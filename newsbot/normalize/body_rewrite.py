"""Bodies that are not inert, written anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from itertools import chain
from typing import Final

from newsbot.normalize.html_allowed import (
    ADDRESSES,
    ATTRIBUTE_PREFIXES,
    ATTRIBUTES,
    BLOCKS,
    PARENTS,
    SCHEMES,
    TAGS,
    allow_attribute,
    keep_style,
)
from newsbot.values.html_tokens import VOID, Tag, Text, Token, decode_attribute, tokenize

MAX_DEPTH: Final = 200
"""Elements inside each other; libxml2, which reads bodies later, stops at 256."""

# Repair opens misnested formatting again in every block that follows, so its work is a product
# (https://html.spec.whatwg.org/#reconstruct-the-active-formatting-elements). Real pages, with
# 20,000 tags and 20 elements inside each other, stay below.
_MAX_REPAIRS: Final = 1_000_000

# Left open again and again in real pages; repair closes them at the next one.
_OPTIONAL_END: Final = frozenset({"p", "li", "dd", "dt"})

_LAST: Final = Tag(source="</p>", name="p", is_end=True, attributes=(), plain=True)


def is_inert(tokens: Iterable[Token]) -> bool:
    """Say whether a body is allow-listed, balanced and plainly written throughout."""
    stack: list[str] = []
    for token in tokens:
        if isinstance(token, Text):
            if "<" in token.source:
                return False
        elif not token.plain or (isinstance(token, Tag) and not _fits(token, stack)):
            return False
    return not stack


def rewrite(html: str) -> str:
    """Return the inert part of a body as a browser would show it.

    Where the markup is a trap (too deep, or too costly to repair) the words remain, in paragraphs.
    """
    import nh3

    listed = "".join(_write_listed(tokenize(html)))
    if _costs_too_much(tokenize(listed)):
        return "".join(_write_paragraphs(tokenize(listed)))
    clean = nh3.clean(
        listed,
        tags=set(TAGS),
        attributes={"*": set(ATTRIBUTES | ADDRESSES.keys())},
        generic_attribute_prefixes=set(ATTRIBUTE_PREFIXES),
        url_schemes=set(SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
    rewritten = "".join(_write_listed(tokenize(clean)))
    if is_inert(tokenize(rewritten)):
        return rewritten
    return "".join(_write_paragraphs(tokenize(rewritten)))


def _fits(tag: Tag, stack: list[str]) -> bool:
    """Follow a tag on the stack of open elements; False when it is not listed or not balanced."""
    if tag.is_end:
        return bool(stack) and stack.pop() == tag.name
    if tag.name not in TAGS or len(stack) >= MAX_DEPTH:
        return False
    parents = PARENTS.get(tag.name)
    if parents and (not stack or stack[-1] not in parents):
        return False
    if tag.name not in VOID:
        stack.append(tag.name)
    names = [attribute.name for attribute in tag.attributes]
    return len(set(names)) == len(names) and all(
        allow_attribute(tag.name, attribute.name, attribute.value) for attribute in tag.attributes
    )


def _write_listed(tokens: Iterable[Token]) -> Iterator[str]:
    """Write what is allowed in its plainest form; the nesting stays as it is."""
    for token in tokens:
        if isinstance(token, Text):
            yield token.source.replace("<", "&lt;")
        elif isinstance(token, Tag) and token.name in TAGS:
            yield f"</{token.name}>" if token.is_end else _write_start(token)


def _write_start(tag: Tag) -> str:
    written: dict[str, str] = {}
    for attribute in tag.attributes:
        value = decode_attribute(attribute.value)
        if attribute.name == "style" and not (value := keep_style(value)):
            continue
        value = escape(value)
        if allow_attribute(tag.name, attribute.name, value):
            written.setdefault(attribute.name, f' {attribute.name}="{value}"')
    return f"<{tag.name}{''.join(written.values())}>"


def _costs_too_much(tokens: Iterable[Token]) -> bool:
    stack: list[str] = []
    tags = misnested = deepest = 0
    for token in tokens:
        if not isinstance(token, Tag):
            continue
        tags += 1
        if token.name in VOID or token.name in _OPTIONAL_END:
            continue
        if not token.is_end:
            stack.append(token.name)
            deepest = max(deepest, len(stack))
        elif not stack or stack.pop() != token.name:
            misnested += 1
    return deepest > MAX_DEPTH or (misnested + len(stack) + deepest) * tags > _MAX_REPAIRS


def _write_paragraphs(tokens: Iterable[Token]) -> Iterator[str]:
    """Write the words alone, a paragraph a block."""
    words: list[str] = []
    for token in chain(tokens, [_LAST]):
        if isinstance(token, Text):
            words.append(token.source)
        elif isinstance(token, Tag) and token.name in BLOCKS:
            text = "".join(words).strip()
            words.clear()
            if text:
                yield f"<p>{text}</p>"
