"""Share links: which links of article pages name the article itself, in the same way on each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from newsbot.values.share import find_share_link, page_links
from newsbot.values.urls import absolute_url, host_of, hosts_match

if TYPE_CHECKING:
    from newsbot.values.answer import Answer

MOST_LINKS: Final = 2_000
LONGEST: Final = 500
"""Characters of a link that is looked at."""

_NUMBERED: Final = re.compile(r"[A-Za-z0-9]{5,64}")
_DATE: Final = re.compile(r"(?:19|20)\d\d[-_.]?[01]\d(?:[-_.]?[0-3]\d)?")
_SHARED: Final = re.compile(r"shar(?:e|ing)|fenxiang|zhuanfa|forward|分享|转发", re.IGNORECASE)
_OTHERS: Final = re.compile(
    r"comment|kommentar|pinglun|login|logout|sign-?[iu][np]|register|subscri|report|edit|reply|"
    r"vote|author|tags?\b|rss|feed|search|trackback|pingback",
    re.IGNORECASE,
)
_FILES: Final = frozenset(
    {".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".pdf", ".mp3", ".mp4", ".js"}
    | {".css", ".xml", ".json", ".zip", ".ics"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLinks:
    """The share links of several pages."""

    link: str
    """Their template, with `{identifier}`."""
    named: Mapping[str, tuple[str, str]]
    """Address of a page → its share link, and the identifier in it."""


class _Shape(NamedTuple):
    """What the share links of several articles have in common."""

    origin: str
    path: str
    parameter: str
    """Which one names the article; empty: it is in the path."""


class _Seen(NamedTuple):
    page: str
    identifier: str
    others: tuple[tuple[str, str], ...]
    """The other parameters."""


def identifiers_in(url: str) -> list[str]:
    """Return what of a page's address may be the article's identifier."""
    parts = urlsplit(url)
    segments = [unquote(part) for part in parts.path[:LONGEST].split("/") if part]
    values = [value for _, value in parse_qsl(parts.query[:LONGEST])]
    last = PurePosixPath(segments[-1]).stem if segments else ""
    others = [*values, *segments[:-1], *_NUMBERED.findall(last)]
    numbered = [one for one in others if len(one) >= 5 and any(map(str.isdigit, one))]
    found = dict.fromkeys([*([last] if len(last) >= 3 else []), *numbered])
    return [one for one in found if not _DATE.fullmatch(one)]


def find_share_links(
    pages: Iterable[Answer], domains: Iterable[str], *, at_least: int = 2
) -> ShareLinks | None:
    """Return the links of one shape that name the article on *at_least* so many pages."""
    answers = {answer.url: answer for answer in pages if answer.kind == "html"}
    hosts = tuple(domains)
    seen: dict[_Shape, dict[str, _Seen]] = {}
    for answer in answers.values():
        for shape, one in _shapes(answer, hosts):
            seen.setdefault(shape, {}).setdefault(answer.url, one)
    found = (_as_links(shape, list(of.values()), answers) for shape, of in _likeliest(seen))
    return next((one for one in found if one is not None and len(one.named) >= at_least), None)


def _likeliest(
    seen: Mapping[_Shape, Mapping[str, _Seen]],
) -> list[tuple[_Shape, Mapping[str, _Seen]]]:
    def order(one: tuple[_Shape, Mapping[str, _Seen]]) -> tuple[bool, int]:
        return _SHARED.search(" ".join(one[0])) is None, -len(one[1])

    return sorted(seen.items(), key=order)[:20]


def _shapes(answer: Answer, domains: tuple[str, ...]) -> Iterator[tuple[_Shape, _Seen]]:
    """Yield the links of a page that name it and lead elsewhere on its site."""
    own = identifiers_in(answer.url)
    for link in islice(page_links(answer), MOST_LINKS):
        plain = unquote(link) if len(link) <= LONGEST else ""
        if not any(one in plain for one in own):
            continue
        url = absolute_url(answer.base_url, link)
        if url is None or not hosts_match(host_of(url), domains) or _is_same_page(url, answer.url):
            continue
        if shaped := _shape(url, own, answer.url):
            yield shaped


def _is_same_page(url: str, page: str) -> bool:
    one, other = urlsplit(url), urlsplit(page)
    same_path = one.path.rstrip("/") == other.path.rstrip("/")
    # A query that names the article on a page that the path names says only where it was shared.
    return same_path or _OTHERS.search(f"{one.path} {one.query}") is not None


def _shape(url: str, own: list[str], page: str) -> tuple[_Shape, _Seen] | None:
    parts = urlsplit(url)
    origin = f"{parts.scheme}://{parts.netloc}"
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if PurePosixPath(parts.path).suffix.lower() in _FILES:
        return None
    for name, value in pairs:
        if value in own:
            others = tuple(pair for pair in pairs if pair[0] != name)
            return _Shape(origin, _literal(parts.path), name), _Seen(page, value, others)
    segments = parts.path.split("/")
    for place, segment in enumerate(segments):
        whole = unquote(segment)
        stem, dot, ending = whole.rpartition(".")
        if named := next((one for one in (whole, stem) if one in own), ""):
            after = "" if named == whole else f"{dot}{ending}"
            path = [*map(_literal, segments[:place]), f"{{identifier}}{after}"]
            path += map(_literal, segments[place + 1 :])
            return _Shape(origin, "/".join(path), ""), _Seen(page, named, tuple(pairs))
    return None


def _as_links(shape: _Shape, seen: list[_Seen], answers: Mapping[str, Answer]) -> ShareLinks | None:
    """Return a template as newsbot's own reading of the pages confirms it."""
    from newsbot.source import Share

    if len({one.identifier for one in seen}) < len(seen):
        return None
    template = _template(shape, seen)
    try:
        share = Share(link=template)
    except ValueError:
        return None
    read = {one.page: find_share_link(answers[one.page], share) for one in seen}
    named = {
        one.page: (shared[0], one.identifier)
        for one in seen
        if (shared := read[one.page]) and shared[1].get("identifier") == one.identifier
    }
    # Where it is the link of another article, each crawl would take one text for the other's.
    return ShareLinks(link=template, named=named) if len(named) == len(seen) else None


def _template(shape: _Shape, seen: list[_Seen]) -> str:
    """Return the address with `{identifier}`, and with the parameters that are always the same."""
    common = [pair for pair in seen[0].others if all(pair in one.others for one in seen)]
    query = urlencode(common)
    if shape.parameter:
        named = f"{quote(shape.parameter)}={{identifier}}"
        query = f"{query}&{named}" if query else named
    return f"{shape.origin}{shape.path}{f'?{query}' if query else ''}"


def _literal(text: str) -> str:
    return text.replace("{", "%7B").replace("}", "%7D")
