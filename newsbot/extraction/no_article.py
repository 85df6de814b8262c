"""Pages that answer 200 and are no article: block and consent pages, errors, what has no text.

Nothing is taken for one that has the text of an article: what such pages say stands in articles
about them too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from newsbot.article import Found
from newsbot.extraction import no_article_words as words
from newsbot.extraction.json_ld import node_types
from newsbot.extraction.page import Page
from newsbot.scrapy_errors import (
    AppOnly,
    BlockPage,
    ConsentPage,
    ErrorPage,
    GalleryPage,
    LoginPage,
    NotFoundPage,
    Skipped,
    VideoPage,
    Waiting,
)
from newsbot.values.html import text_of
from newsbot.values.nodes import as_text
from newsbot.values.words import LONGEST, weight

SHORT: Final = 400
"""Weight of a text under which it may be that of a block page: some 80 words, 130 characters of
Chinese."""

NO_TEXT: Final = 40
"""Weight of a text that is no more than a caption or a button."""

FULL: Final = 1_600
"""Weight of all that a page shows, menus too, from which there may be an article in it."""

BEGINNING: Final = 8_000
"""Characters of a body that mostly tell whether it has a text."""

_BY_TITLE: Final = (
    (BlockPage, words.BLOCK_TITLES),
    (NotFoundPage, words.NOT_FOUND_TITLES),
    (ErrorPage, words.ERROR_TITLES),
    (LoginPage, words.LOGIN_TITLES),
)

_BETWEEN: Final = re.compile(r"[|｜_•·»«–—/]|\s[-:：]\s")
_CONSENT_PLACE: Final = re.compile(
    r"^https?://(?:consent\.|[^/?#]+/(?:[^?#]*/)?(?:consent|collectconsent|cookie-?wall|privacy-?gate)"
    r"(?:[/?#.]|$))",
    re.IGNORECASE,
)
_ASKS_FOR_PASSWORD: Final = "//input[translate(@type, 'PASWORD', 'pasword')='password']"  # noqa: S105
_PLAYER: Final = "//video | //audio | //iframe[contains(@src, 'player') or contains(@src, 'embed')]"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a page is no article."""

    kind: type[Waiting] | type[Skipped]
    """What waits may be an article the next time; what is skipped is not looked at again."""
    sign: str
    """What says so, for people."""

    @property
    def reason(self) -> str:
        """Short; it is counted."""
        return self.kind.reason


def verdict_on(
    page: Page, fields: Mapping[str, Found], *, has_text_elsewhere: bool
) -> Verdict | None:
    """Return why a page is no article; None when nothing says so.

    *fields*: what was read of it. *has_text_elsewhere*: its text comes from another answer, so
    that there need not be any on the page.
    """
    text = _weight_of(str(fields["body_html"].value)) if "body_html" in fields else 0
    titles = tuple(_titles(page, fields))
    is_dated = "date_published" in fields or _says_article(page)
    if not is_dated and (verdict := _consent(page, titles)):
        return verdict
    if text >= SHORT:
        return None
    return _blocked(page) or _by_title(page, titles) or _textless(page, text, has_text_elsewhere)


def _weight_of(body: str) -> int:
    """Return the weight of a body's text; of a long one that of its beginning, where it will do."""
    beginning = weight(text_of(body[:BEGINNING]))
    return beginning if beginning >= SHORT else weight(text_of(body))


def _blocked(page: Page) -> Verdict | None:
    mark = next((mark for mark in words.BLOCK_MARKS if mark in page.answer.text), None)
    return Verdict(BlockPage, f"`{mark}` in its source") if mark else None


def _consent(page: Page, titles: tuple[str, ...]) -> Verdict | None:
    if _CONSENT_PLACE.match(page.url):
        return Verdict(ConsentPage, f"it led to {page.url}")
    title = next((title for title in titles if title in words.CONSENT_TITLES), None)
    return Verdict(ConsentPage, f'its title is "{title}"') if title else None


def _by_title(page: Page, titles: tuple[str, ...]) -> Verdict | None:
    if _says_article(page):
        return None
    for kind, known in _BY_TITLE:
        if title := next((title for title in titles if title in known), None):
            return Verdict(kind, f'its title is "{title}"')
    return None


def _textless(page: Page, text: int, has_text_elsewhere: bool) -> Verdict | None:  # noqa: FBT001
    """Judge a page that has little text, or none."""
    if has_text_elsewhere:
        return None
    if phrase := _app_only(page):
        return Verdict(AppOnly, f'it says "{phrase}"')
    # A page that has text of which nothing was read is one that the rules do not fit.
    if text >= NO_TEXT or weight(_all_text(page)) >= FULL:
        return None
    if not _says_article(page) and page.answer.selector.xpath(_ASKS_FOR_PASSWORD):
        return Verdict(LoginPage, "it asks for a password")
    return _media(page)


def _all_text(page: Page) -> str:
    body = page.answer.selector.xpath("//body")[:1]
    return (as_text(body[0], as_html=False) or "")[:LONGEST] if body else ""


def _app_only(page: Page) -> str:
    said = " ".join(_all_text(page).split())
    # Chinese and Japanese are set with and without spaces around Latin letters.
    plain = _plain(said, longest=LONGEST)
    close = plain.replace(" ", "")
    return next((phrase for phrase in words.APP_ONLY if phrase in plain or phrase in close), "")


def _media(page: Page) -> Verdict | None:
    types = {name.lower() for node in page.nodes for name in node_types(node)}
    kinds = [kind.lower() for kind in page.meta.get("og:type", ())]
    is_video = any(kind.startswith("video") for kind in kinds)
    if is_video or ("videoobject" in types and (not page.articles or _has_player(page))):
        return Verdict(VideoPage, "it has a video and no text")
    if types & {"imagegallery", "mediagallery"}:
        return Verdict(GalleryPage, "it has pictures and no text")
    return None


def _has_player(page: Page) -> bool:
    return bool(page.answer.selector.xpath(_PLAYER))


def _says_article(page: Page) -> bool:
    """Tell whether the page describes itself as an article with a date."""
    dated = any(node.get("datePublished") for node in page.articles)
    return dated or "article:published_time" in page.meta


def _titles(page: Page, fields: Mapping[str, Found]) -> Iterator[str]:
    """Yield the titles of a page and their parts, as they are compared."""
    said = [str(fields["headline"].value)] if "headline" in fields else []
    selector = page.answer.selector
    said += selector.xpath("//head/title/text()").getall()[:1]
    said += [as_text(node, as_html=False) or "" for node in selector.xpath("//h1")[:3]]
    said += page.meta.get("og:title", ())[:1]
    for title in said:
        for part in (title, *_BETWEEN.split(title[:500])):
            if plain := _plain(part):
                yield plain


def _plain(text: str, *, longest: int = 500) -> str:
    """Return a text in small letters, without punctuation, as the words are written here."""
    joined = text[:longest].replace("'", "").replace("’", "").casefold()
    return " ".join("".join(map(_letter_or_space, joined)).split())


def _letter_or_space(character: str) -> str:
    # Vowels of Thai, Arabic or Hindi are marks.
    is_kept = character.isalnum() or unicodedata.category(character).startswith("M")
    return character if is_kept else " "
