"""What the address of a link looks like: an article's, another page's, or neither.

News sites date or number the addresses of their articles, or spell the headline in them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from typing import Final, NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

LONGEST: Final = 2_000
"""Characters of an address that is looked at."""

_DATE: Final = re.compile(r"/(?:19|20)\d\d[-/_]?(?:0?[1-9]|1[0-2])(?:\D|$|\d\d)")
_NUMBER: Final = re.compile(r"\d{5,}")
_SEPARATORS: Final = re.compile(r"[-_+ ]+")
_FILE: Final = re.compile(r"\.(?:s?html?|php|aspx?|jsp|do|cms|ece|story|amp)$")
_SOME_ID: Final = re.compile(r"[a-z]{0,3}\d{1,12}|(?=[a-z]{0,40}\d)[0-9a-z]{6,40}")
_NO_PAGE: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|pdf|zip|mp[34]|xml|rss|json|css|js|exe|apk|docx?|xlsx?)$"
)


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


_ID_NAMES: Final = word_set(
    "id nid aid sid pid cid did no idx idxno seq article articleid article_id newsid news_id "
    "storyid story contentid docid artid postid itemid infoid key arcid num guid p contentid"
)
"""Parameters that name one article."""

_IDS_OF_OTHERS: Final = ("cat", "chan", "sub", "sess", "user", "u", "tag", "author", "parent", "c")
"""How the names of identifiers begin that are not an article's."""

NEVER: Final = word_set(
    "tag tags author authors autor autoren auteur auteurs user users profile profiles member "
    "members login logout signin signup sign-in sign-up register registration account "
    "subscribe subscription subscriptions abo abonnement newsletter newsletters search suche "
    "u comment comments share sharer intent print feed feeds rss wp-login.php wp-admin cart "
    "checkout"
)
"""Segments of addresses that are no article's, whatever else is in them."""

SELDOM: Final = word_set(
    "category categories kategorie categoria cat section sections topic topics thema themen "
    "archive archives page pages about about-us about_us aboutus contact contact-us contacts "
    "kontakt impressum privacy privacy-policy datenschutz terms terms-of-use terms-of-service "
    "legal policy policies cookies cookie-policy help faq faqs jobs careers advertise "
    "advertising imprint sitemap copyright disclaimer editorial-guidelines corrections "
    "mediadaten werbung"
)
"""Segments that are an article's only beside a date or a long number."""


class Likeness(IntEnum):
    """How much an address looks like an article's."""

    NOT = 0
    PLAIN = 1
    """It may be one: `/news/abc.html`, `/a/123`, `?id=5`."""
    HEADLINE = 2
    """A headline is spelled in it."""
    NUMBERED = 3
    DATED = 4


class Shape(NamedTuple):
    """What the addresses of one kind of page have in common."""

    host: str
    depth: int
    ending: str
    parameters: tuple[str, ...]


def is_article_address(href: str) -> bool:
    """Tell whether an address has a date, a long number or a headline in its path."""
    return likeness(href) >= Likeness.HEADLINE


def likeness(href: str) -> Likeness:
    """Tell how much an address, absolute or not, looks like an article's."""
    parts = _split(href)
    segments = tuple(_segments(parts.path)) if parts is not None else ()
    if parts is None or NEVER.intersection(segments) or _NO_PAGE.search(parts.path.lower()):
        return Likeness.NOT
    last = _FILE.sub("", segments[-1]) if segments else ""
    named = _id_in(parts.query)
    if _DATE.search(parts.path):
        return Likeness.DATED
    if _NUMBER.search(last) or _NUMBER.search(named):
        return Likeness.NUMBERED
    return _without_number(segments, last, named)


def _without_number(segments: tuple[str, ...], last: str, named: str) -> Likeness:
    if SELDOM.intersection((*segments, last)):
        return Likeness.NOT
    if _is_headline(last):
        return Likeness.HEADLINE
    return Likeness.PLAIN if named or _may_be_one(segments, last) else Likeness.NOT


def shape_of(url: str) -> Shape:
    """Return the shape of an address."""
    parts = _split(url)
    if parts is None:
        return Shape("", 0, "", ())
    segments = tuple(_segments(parts.path))
    ending = _FILE.search(segments[-1]) if segments else None
    names = tuple(sorted({name for name, _ in parse_qsl(parts.query, max_num_fields=50)}))
    return Shape(parts.netloc.lower(), len(segments), ending.group() if ending else "", names)


def columns(text: str) -> int:
    """Count the columns that a text fills: a Chinese character takes two."""
    words = " ".join(text.split())
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in words)


def _split(href: str) -> SplitResult | None:
    try:
        parts = urlsplit(href[:LONGEST])
        parse_qsl(parts.query, max_num_fields=50)
    except ValueError:
        return None
    return parts


def _segments(path: str) -> Iterator[str]:
    yield from (unquote(segment).lower() for segment in path.split("/") if segment)


def _id_in(query: str) -> str:
    """Return the parameter that names one article."""
    pairs = parse_qsl(query, max_num_fields=50)
    return next((value for name, value in pairs if _names_one(name.lower()) and value), "")


def _names_one(name: str) -> bool:
    return name in _ID_NAMES or (name.endswith("id") and not name.startswith(_IDS_OF_OTHERS))


def _is_headline(last: str) -> bool:
    words = [word for word in _SEPARATORS.split(last) if word]
    # Chinese, Japanese, Thai: no spaces between words.
    return len(words) >= 4 or (not last.isascii() and columns(last) >= 12)


def _may_be_one(segments: tuple[str, ...], last: str) -> bool:
    has_file = bool(segments) and last != segments[-1] and not last.startswith("index")
    is_named = _SOME_ID.fullmatch(last) is not None or len(_SEPARATORS.split(last)) == 3
    return has_file or (len(segments) > 1 and is_named) or len(_SEPARATORS.split(last)) == 3
