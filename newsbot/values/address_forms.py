"""The forms of one article's address: for phones, for AMP, for print, passed around.

A form by its looks alone proves nothing: on some site `m.` is another newspaper. Two addresses are
taken for one article where a page says so *and* their looks agree, or where what they lead to
proves to be the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from newsbot.values.tracking import is_tracking
from newsbot.values.url_parts import UrlParts, parse_url
from newsbot.values.urls import hosts_match, link_key

_LABELS: Final = frozenset(
    {"www", "m", "wap", "mobile", "mobil", "movil", "amp", "touch", "3g", "h5"}
)
"""First labels of hosts that serve the same pages to other readers."""

_SEGMENTS: Final = frozenset({"amp", "m", "wap", "mobile", "print", "printable", "printversion"})
"""First or last parts of paths of such pages."""

_ENDING: Final = re.compile(r"[._-](?:amp|print|mobile|wap)(\.[a-z]{3,5})?$", re.IGNORECASE)

_PARAMETERS: Final = frozenset(
    {"amp", "m", "mobile", "ismobile", "is_mobile", "print", "printable", "printview", "share",
     "isappinstalled", "outputtype"}
)  # fmt: skip
_BY_VALUE: Final = {
    "view": frozenset({"amp", "print", "mobile", "m"}),
    "format": frozenset({"amp", "print", "mobile"}),
    "output": frozenset({"amp", "print", "mobile"}),
    "type": frozenset({"amp", "print", "mobile"}),
    "from": frozenset(
        {"singlemessage", "groupmessage", "timeline", "share", "wap", "mobile", "app"}
    ),
}
"""Parameters that say so by some of their values."""

_HINT: Final = re.compile(
    r"//(?:m|wap|mobile|mobil|movil|amp|touch|3g|h5)\.|[/._?&=-](?:amp|m|wap|mobile|print\w*|share)\b"
    r"|outputtype|isappinstalled|is_?mobile",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"\d{6,20}")
_DATE: Final = re.compile(r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])?")
_PATH_DATE: Final = re.compile(r"/((?:19|20)\d{2})[/-]?(\d{1,2})(?:[/-]?(\d{1,2}))?(?=[/_-]|$)")
_EXTENSION: Final = re.compile(r"\.[a-z]{3,5}$", re.IGNORECASE)
_ID_DIGITS: Final = 4
"""Digits that a name must have to be that of one article."""


def plain_form(url: str) -> str:
    """Return the key of the plain address behind any form of it, as `link_key` writes keys.

    Raises ValueError where `link_key` does.
    """
    if not _HINT.search(url):
        return link_key(url)
    parts = parse_url(url)
    host = _plain_host(parts.host)
    port = f":{parts.port}" if parts.port else ""
    path, query = "/".join(_plain_segments(parts.path)), _plain_query(parts.query or "")
    return f"{host}{port}/{path}".rstrip("/") + (f"?{query}" if query else "")


def names_same_article(one: str, other: str, domains: Iterable[str] = ()) -> bool:
    """Tell whether two addresses name one article by their looks: as forms, or by its number.

    *domains*: hosts that are one site. To be asked of what a page says of itself only.
    """
    if plain_form(one) == plain_form(other):
        return True
    first, second = parse_url(one), parse_url(other)
    if not _are_one_site(first.host, second.host, tuple(domains)):
        return False
    name = _name(first)
    if name == _name(second) and sum(map(str.isdigit, _DATE.sub("", name))) >= _ID_DIGITS:
        return True
    return bool(_number(name)) and _number(name) == _number(_name(second))


def may_name_same_article(one: str, other: str, domains: Iterable[str] = ()) -> bool:
    """Tell whether two addresses end in the same words and do not name two days.

    A series may use the same words again: the articles behind them have to agree, too.
    """
    first, second = parse_url(one), parse_url(other)
    name = _name(first)
    days = {day for day in map(_day, (first.path, second.path)) if day}
    is_one = _is_slug(name) and name == _name(second) and len(days) < 2
    return is_one and _are_one_site(first.host, second.host, tuple(domains))


def own_name(url: str) -> str:
    """Return what an address calls its article: its number, a name in words, or else all of it.

    Addresses of one article in several sections, or in several forms, have one name.
    """
    name = _name(parse_url(url))
    return _number(name) or (name if _is_slug(name) else plain_form(url))


def canonical_doubt(url: str, canonical: str, domains: Iterable[str] = ()) -> str:
    """Return why what a page at *url* calls its own address is not believed; empty when it is.

    Raises ValueError when one of them is no http(s) address.
    """
    domains = tuple(domains)
    if link_key(url) == link_key(canonical):
        return ""
    page, named = parse_url(url), parse_url(canonical)
    if not _are_one_site(page.host, named.host, domains):
        return "another site"
    if not named.path.strip("/") and not named.query:
        return "the home page"
    if names_same_article(url, canonical, domains):
        return ""
    above = f"{named.path.rstrip('/')}/"
    if page.path.rstrip("/") != named.path.rstrip("/") and page.path.startswith(above):
        return "what is above it"
    return "" if may_name_same_article(url, canonical, domains) else "another page"


def _are_one_site(one: str, other: str, domains: tuple[str, ...]) -> bool:
    if hosts_match(one, domains) and hosts_match(other, domains):
        return True
    first, second = _plain_host(one), _plain_host(other)
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def _plain_host(host: str) -> str:
    label, _, rest = host.partition(".")
    return rest if label in _LABELS and "." in rest else host


def _plain_segments(path: str) -> list[str]:
    segments = [part for part in path.split("/") if part]
    if len(segments) > 1 and segments[0].lower() in _SEGMENTS:
        segments = segments[1:]
    if len(segments) > 1 and segments[-1].lower() in _SEGMENTS:
        segments = segments[:-1]
    if segments:
        segments[-1] = _ENDING.sub(r"\1", segments[-1]) or segments[-1]
    return segments


def _plain_query(query: str) -> str:
    return "&".join(part for part in query.split("&") if part and not _is_of_form(part))


def _is_of_form(part: str) -> bool:
    name, _, value = part.lower().partition("=")
    return is_tracking(name) or name in _PARAMETERS or value in _BY_VALUE.get(name, ())


def _name(parts: UrlParts) -> str:
    """Return the last part of a path, without its extension and what marks a form."""
    segments = _plain_segments(parts.path)
    return _EXTENSION.sub("", segments[-1]).lower() if segments else ""


def _is_slug(name: str) -> bool:
    return len(name) >= 12 and sum(map(name.count, "-_")) >= 2


def _number(name: str) -> str:
    """Return the last long number of a name that is no date."""
    found = [number for number in _NUMBER.findall(name) if not _DATE.fullmatch(number)]
    return found[-1] if found else ""


def _day(path: str) -> tuple[int, ...]:
    found = _PATH_DATE.search(path)
    return tuple(int(part) for part in found.groups() if part) if found else ()
