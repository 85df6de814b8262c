"""The publisher's summary of an article."""

from __future__ import annotations

from typing import Final

from newsbot.article import Rank, Value
from newsbot.extraction.cascade import Cascade, GeneralRule
from newsbot.extraction.likeness import letters_of
from newsbot.extraction.page import Page
from newsbot.extraction.site_names import is_site_name
from newsbot.extraction.stated import in_json_ld, in_meta, in_microdata

LONGEST: Final = 1_500
"""Characters after which a text is the article, not its summary."""

SHORTEST: Final = 10
"""Letters of a summary; a slogan may have fewer."""


def _doubt(value: Value, page: Page) -> str:
    text = str(value)
    letters = letters_of(text)
    if len(letters) < SHORTEST:
        return "too short"
    if len(text) > LONGEST:
        return "too long"
    if is_site_name(text, page.site_names):
        return "the site's name"
    if any(title.startswith(letters) for title in map(letters_of, page.own_titles)):
        return "the headline"
    return "headline and keywords" if _is_headline_and_keywords(letters, page) else ""


def _is_headline_and_keywords(letters: str, page: Page) -> bool:
    """Say whether nothing is left of a text without the page's titles and keywords."""
    for title in map(letters_of, page.own_titles):
        if len(title) >= SHORTEST:
            letters = letters.replace(title, "", 1)
    keywords = (*page.meta.get("keywords", ()), *page.meta.get("article:tag", ()))
    return letters in {"", *map(letters_of, keywords)}


DESCRIPTION: Final = Cascade(
    rules=(
        GeneralRule("json-ld description", Rank.METADATA, in_json_ld("description", "abstract")),
        GeneralRule("meta og:description", Rank.METADATA, in_meta("og:description")),
        GeneralRule("meta description", Rank.METADATA, in_meta("description")),
        GeneralRule("microdata description", Rank.METADATA, in_microdata("description")),
        GeneralRule("meta twitter:description", Rank.METADATA, in_meta("twitter:description")),
        GeneralRule(
            "meta dc.description",
            Rank.METADATA,
            in_meta("dc.description", "dcterms.description", "dcterms.abstract", "enp.abstract"),
        ),
    ),
    doubt=_doubt,
)
