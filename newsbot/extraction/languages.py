"""The languages that a page may be written in: they tell how its dates are read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

_TAG: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}(?![A-Za-z])")
# Scripts that say what language a page is in, whatever its template claims.
_SCRIPTS: Final = MappingProxyType(
    {
        "ja": re.compile("[\u3041-\u30fa]"),
        "ko": re.compile("[\uac00-\ud7a3]"),
        "zh": re.compile("[\u4e00-\u9fff]"),
        "th": re.compile("[\u0e01-\u0e3a]"),
        "hi": re.compile("[\u0904-\u0939]"),
        "el": re.compile("[\u0386-\u03ce]"),
        "ar": re.compile("[\u0621-\u064a]"),
        "he": re.compile("[\u05d0-\u05ea]"),
        "uk": re.compile("[іїєґІЇЄҐ]"),
        "ru": re.compile("[а-яА-Я]"),
    }
)
_ASCII: Final = re.compile(r"[\x00-\x7f]+")
_ENOUGH: Final = 0.02
"""The share of a script among the characters looked at that makes it the page's."""
_LOOKED_AT: Final = 20_000
_ENGLISH: Final = frozenset(
    {"uk", "au", "nz", "ie", "in", "za", "sg", "my", "ke", "ng", "gh", "pk"}
)
"""Countries whose domains hold English pages with the day first."""


def read_languages(page: Page) -> tuple[str, ...]:
    """Return BCP 47 tags, the likeliest first, each once."""
    found = list(dict.fromkeys(_said(page)))
    shown = _by_script(page)
    if shown:
        # `lang="en"` is what templates are delivered with.
        known = [tag for tag in found if tag.split("-")[0] in shown]
        return tuple(dict.fromkeys([*known, *shown]))
    return tuple(dict.fromkeys([*found, *_by_country(page, found)]))


def _said(page: Page) -> Iterator[str]:
    texts = [
        page.language,
        page.tree.get("lang") or "",
        page.tree.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    ]
    texts += [*page.meta.get("og:locale", ())[:1], *page.meta.get("content-language", ())[:1]]
    texts += [str(node.get("inLanguage") or "") for node in page.articles[:1]]
    texts += page.meta.get("dc.language", ())[:1]
    for text in texts:
        match = _TAG.match(text.strip())
        if match:
            yield match[0].lower().replace("_", "-")


def _by_script(page: Page) -> tuple[str, ...]:
    text = "".join(line.text for line in page.lines.lines[:500])[:_LOOKED_AT]
    if text.isascii():
        return ()
    times = Counter(_ASCII.sub("", text))
    characters = "".join(times)
    shares = {
        tag: sum([times[letter] for letter in pattern.findall(characters)]) / len(text)
        for tag, pattern in _SCRIPTS.items()
    }
    return tuple(
        tag for tag, share in shares.items() if share > (_ENOUGH if tag != "uk" else 0.01)
    )[:2]


def _by_country(page: Page, found: list[str]) -> Iterator[str]:
    country = (urlsplit(page.url).hostname or "").rsplit(".", 1)[-1]
    if country in _ENGLISH and (not found or found[0] == "en"):
        yield f"en-{country}"
