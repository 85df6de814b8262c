"""The publisher's keywords, in its order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.element_text import shown_text
from newsbot.extraction.json_ld import texts_of
from newsbot.extraction.likeness import letters_of
from newsbot.extraction.site_names import is_host
from newsbot.extraction.stated import plain

if TYPE_CHECKING:
    from newsbot.extraction.page import Page

MOST: Final = 30
"""Keywords of an article; more are made for search engines."""

LONGEST: Final = 60
"""Characters after which a text is no keyword."""

CLAUSE: Final = 12
"""Letters from which a keyword that stands in the headline is a piece of it."""

_BREAK: Final = re.compile("[,，、;；|｜\n]")
_HAN: Final = re.compile("[\u3400-\u9fff]")
# `type:article`, `tag:politics`: words that systems put there for themselves.
_MACHINE: Final = re.compile(r"[A-Za-z_-]{1,30}[:=]\S.*")


def keywords_of(texts: Iterable[str], page: Page) -> tuple[str, ...]:
    """Return the keywords in *texts*, each once, without the site's name and the headline."""
    given = [plain(text) for text in islice(texts, 10 * MOST)]
    parts = given if len(given) > 1 else [part for text in given for part in _split(text)]
    titles = {letters_of(title) for title in page.own_titles}
    kept: dict[str, str] = {}
    for part in parts:
        word = part.strip().lstrip("#").strip(" .。\"'“”")
        letters = letters_of(word)
        if letters and len(word) <= LONGEST and not _is_junk(word, letters, titles, page):
            kept.setdefault(letters, word)
    return tuple(kept.values())[:MOST]


def _split(text: str) -> list[str]:
    parts = _BREAK.split(text)
    # Chinese keywords may stand with spaces between them.
    return text.split() if len(parts) == 1 and _HAN.search(text) else parts


def _is_junk(word: str, letters: str, titles: set[str], page: Page) -> bool:
    named = letters in page.site_names or is_host(word) or bool(_MACHINE.fullmatch(word))
    # Clauses of the headline: systems cut it at its commas.
    is_clause = len(letters) >= CLAUSE and any(letters in title for title in titles)
    return named or letters in titles or is_clause


def _in_meta(*names: str) -> Callable[[Page], Iterator[Value]]:
    def find(page: Page) -> Iterator[Value]:
        for name in names:
            if texts := page.meta.get(name, ()):
                yield keywords_of(texts, page)

    return find


def _json_ld(page: Page) -> Iterator[Value]:
    for node in (*page.articles, *page.microdata):
        if texts := list(texts_of(node.get("keywords"))):
            yield keywords_of(texts, page)


def tag_links(page: Page) -> Iterator[Value]:
    """Yield the texts of the links that say of themselves that they lead to tags."""
    links = page.tree.xpath("//a[contains(concat(' ', @rel, ' '), ' tag ')]")
    texts = [text for link in islice(links, MOST) if (text := shown_text(link))]
    # One text alone is not a list with commas.
    if texts:
        yield keywords_of([*texts, ""], page)


def _doubt(value: Value, _: Page) -> str:
    return "" if value and not isinstance(value, str) else "nothing but names of the site"


KEYWORDS: Final = Cascade(
    rules=(
        GeneralRule("json-ld keywords", Rank.METADATA, _json_ld),
        GeneralRule("meta article:tag", Rank.METADATA, _in_meta("article:tag", "og:article:tag")),
        GeneralRule("meta news_keywords", Rank.METADATA, _in_meta("news_keywords")),
        GeneralRule(
            "meta keywords",
            Rank.METADATA,
            _in_meta(
                "keywords", "parsely-tags", "sailthru.tags", "dc.subject", "citation_keywords"
            ),
        ),
        GeneralRule("tag links", Rank.GENERIC, tag_links),
    ),
    doubt=_doubt,
)
