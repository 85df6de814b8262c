"""The headline as the page shows it, without the site's name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.headline_shown import as_shown, confirmed_h1, single_h1
from newsbot.extraction.json_ld import texts_of
from newsbot.extraction.likeness import letters_of
from newsbot.extraction.page import Page
from newsbot.extraction.site_names import is_site_name
from newsbot.extraction.stated import plain
from newsbot.extraction.title_parts import without_site

LONGEST: Final = 400
"""Characters after which a text is no headline."""

LONGEST_AGREED: Final = 600
"""The same, where all that names the article says it."""

MOST_CANDIDATES: Final = 5
"""Values of one rule that are looked at."""

_OTHER_META: Final = (
    "dc.title",
    "dcterms.title",
    "citation_title",
    "parsely-title",
    "sailthru.title",
)
_LAST_META: Final = ("enp.title", "weibo:article:title", "headline", "title")


def _h1_confirmed(page: Page) -> Iterator[str]:
    stated = (*_json_ld(page), *_microdata(page), *_meta(page, "og:title", "twitter:title"))
    yield from confirmed_h1(page, tuple(stated))


def _json_ld(page: Page) -> Iterator[str]:
    for node in page.articles:
        texts = (text for key in ("headline", "name") for text in texts_of(node.get(key)))
        yield from _cleaned(page, texts)


def _microdata(page: Page) -> Iterator[str]:
    for node in page.microdata:
        texts = (text for key in ("headline", "name") for text in texts_of(node.get(key)))
        yield from _cleaned(page, texts)


def _open_graph(page: Page) -> Iterator[str]:
    yield from _meta(page, "og:title")


def _twitter(page: Page) -> Iterator[str]:
    yield from _meta(page, "twitter:title")


def _other_meta(page: Page) -> Iterator[str]:
    yield from _meta(page, *_OTHER_META, *_LAST_META)


def _title_as_shown(page: Page) -> Iterator[str]:
    yield from as_shown(page, plain(page.title))


def _title(page: Page) -> Iterator[str]:
    if page.title:
        yield without_site(plain(page.title), page.site_names, guess=True)


def _meta(page: Page, *names: str) -> Iterator[str]:
    for name in names:
        yield from _cleaned(page, page.meta.get(name, ()))


def _cleaned(page: Page, texts: Iterable[str]) -> Iterator[str]:
    for text in islice(texts, MOST_CANDIDATES):
        yield without_site(plain(text), page.site_names)


def _doubt(value: Value, page: Page) -> str:
    letters = letters_of(value) if isinstance(value, str) else ""
    if not letters and not _is_agreed(value, page):
        return "no words"
    if len(value) > LONGEST and not _is_agreed(value, page):
        return "too long"
    if is_site_name(str(value), page.site_names):
        return "the site's name"
    return "a section" if letters in _sections(page) else ""


def _is_agreed(value: Value, page: Page) -> bool:
    """Tell whether JSON-LD, og:title and an h1 say the same: that is what it is called."""
    if len(value) > LONGEST_AGREED:
        return False
    stated = (_json_ld(page), _open_graph(page), single_h1(page))
    return all(value in list(texts) for texts in stated)


def _sections(page: Page) -> frozenset[str]:
    stated = [text for node in page.articles for text in texts_of(node.get("articleSection"))]
    return frozenset(map(letters_of, (*stated, *page.meta.get("article:section", ()))))


HEADLINE: Final = Cascade(
    rules=(
        GeneralRule("h1 and title", Rank.METADATA, _h1_confirmed),
        GeneralRule("json-ld headline", Rank.METADATA, _json_ld),
        GeneralRule("microdata headline", Rank.METADATA, _microdata),
        GeneralRule("meta og:title", Rank.METADATA, _open_graph),
        GeneralRule("meta twitter:title", Rank.METADATA, _twitter),
        GeneralRule("meta title", Rank.METADATA, _other_meta),
        GeneralRule("title as shown", Rank.GENERIC, _title_as_shown),
        GeneralRule("h1", Rank.GENERIC, single_h1),
        GeneralRule("title", Rank.GENERIC, _title),
    ),
    doubt=_doubt,
)
