"""XML as sites write it, made fit for a parser: what is broken in a known way is mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.entities import html5
from typing import Final

_ILLEGAL: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AMPERSAND: Final = re.compile(
    r"&(#[0-9]{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,31};)?"
)
_ROOT: Final = re.compile(r"<(?=[A-Za-z_])")
_TAG: Final = re.compile(r"<(/?)([A-Za-z_][\w.-]{0,63}:)?([A-Za-z_][\w.-]{0,63})(?=[\s/>])")
_ATTRIBUTE: Final = re.compile(r"\s([A-Za-z_][\w.-]{0,63}):[A-Za-z_][\w.-]{0,63}=")
_DECLARED: Final = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,63})=")
_PREDEFINED: Final = frozenset({"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"})
MOST_PREFIXES: Final = 100
"""Prefixes that are declared; a document with more of them is no feed."""

_OPENS, _CLOSES = "<![CDATA[", "]]>"


def clean_xml(text: str) -> str:
    """Return a document that starts with its root element; empty when there is none.

    The declaration, comments and document type before it go, so that no entity is declared.
    Characters that XML does not allow go, a bare `&` becomes `&amp;`, and the entities of HTML
    become their characters, but in CDATA nothing is changed.
    """
    return "".join(_mended(_from_root(_ILLEGAL.sub("", text))))


def root_of(text: str) -> str:
    """Return the name of a cleaned document's root element in small letters, without prefix."""
    tag = _TAG.match(text)
    return tag[3].lower() if tag is not None else ""


def declare_prefixes(text: str) -> str:
    """Return a cleaned document in which each prefix of an element is declared on its root."""
    root = _TAG.match(text)
    if root is None:
        return text
    used = {tag[2][:-1] for tag in _TAG.finditer(text) if tag[2]}
    used |= set(_ATTRIBUTE.findall(text))
    missing = sorted(used - set(_DECLARED.findall(text)) - {"xml", "xmlns"})[:MOST_PREFIXES]
    declared = "".join(f' xmlns:{name}="{_namespace(name)}"' for name in missing)
    return f"{text[: root.end()]}{declared}{text[root.end() :]}"


def close_after_last(text: str, names: tuple[str, ...]) -> str:
    """Return a cleaned document that was cut off as a whole one: up to its last whole element.

    *names*: of the elements that count, without prefix. What stands after the root goes.
    """
    root = _TAG.match(text)
    if root is None:
        return text
    end = text.find(">", text.rfind(f"</{root[2] or ''}{root[3]}"))
    if f"</{root[2] or ''}{root[3]}" in text and end >= 0:
        return text[: end + 1]
    whole = [tag for tag in _TAG.finditer(text) if tag[1] and tag[3].lower() in names]
    end = text.find(">", whole[-1].end()) if whole else -1
    if end < 0:
        return text
    return text[: end + 1] + "".join(f"</{name}>" for name in reversed(_open(text[: end + 1])))


def _open(text: str) -> list[str]:
    """Return the names of the elements that a beginning of a document leaves open."""
    names: list[str] = []
    for part, is_cdata in _parts(text):
        for tag in () if is_cdata else _TAG.finditer(part):
            name = (tag[2] or "") + tag[3]
            end = part.find(">", tag.end())
            if tag[1] and names and names[-1] == name:
                names.pop()
            elif not tag[1] and part[end - 1 : end] != "/":
                names.append(name)
    return names


def _from_root(text: str) -> str:
    """Leave out what stands before the root element; the document type may hold tags itself."""
    place = 0
    while (start := text.find("<", place)) >= 0:
        if text.startswith("<!--", start):
            place = _after(text, "-->", start)
        elif text.startswith("<?", start):
            place = _after(text, "?>", start)
        elif text[start : start + 9].upper() == "<!DOCTYPE":
            place = _after_doctype(text, start)
        elif _ROOT.match(text, start):
            return text[start:]
        else:
            place = start + 1
    return ""


def _after_doctype(text: str, start: int) -> int:
    end = text.find(">", start)
    subset = text.find("[", start, end) if end >= 0 else -1
    if subset < 0:
        return _after(text, ">", start)
    return _after(text, ">", _after(text, "]", subset) - 1)


def _after(text: str, end: str, start: int) -> int:
    found = text.find(end, start)
    return found + len(end) if found >= 0 else len(text)


def _mended(text: str) -> Iterator[str]:
    for part, is_cdata in _parts(text):
        yield part if is_cdata else _AMPERSAND.sub(_reference, part)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the parts of a document, and whether each is CDATA."""
    place = 0
    while (start := text.find(_OPENS, place)) >= 0:
        yield text[place:start], False
        end = _after(text, _CLOSES, start)
        yield text[start:end], True
        place = end
    yield text[place:], False


def _reference(match: re.Match[str]) -> str:
    name = match[0]
    if name in _PREDEFINED or name.startswith("&#"):
        return name if _is_character(name) else ""
    # Of the characters that mean something in XML only references may stand in a text.
    char = html5.get(name[1:], "")
    if char and not set(char) & set("<>&"):
        return char
    return {"<": "&lt;", ">": "&gt;", "&": "&amp;"}.get(char, f"&amp;{name[1:]}")


def _is_character(name: str) -> bool:
    """Tell whether a reference by number names a character that XML allows."""
    if not name.startswith("&#"):
        return True
    digits = name[2:-1]
    code = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return code <= 0x10FFFF and not _ILLEGAL.match(chr(code))


def _namespace(prefix: str) -> str:
    return NAMESPACES.get(prefix, f"urn:undeclared:{prefix}")


NAMESPACES: Final = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "image": "http://www.google.com/schemas/sitemap-image/1.1",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "news": "http://www.google.com/schemas/sitemap-news/0.9",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xhtml": "http://www.w3.org/1999/xhtml",
}
"""Prefix → the namespace that it means everywhere, where a document does not say so."""
